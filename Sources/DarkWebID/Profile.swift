package import FoundationEssentials
package import Pipeline

/// What Dark Web ID's interface looks like: `pipelines/darkwebid.yaml`.
///
/// The vendor's reference is open to its partners only. A partner who holds it corrects the file,
/// not the program.
package struct Profile: Sendable, Equatable {
  /// False while somebody with the vendor's reference has not compared the file with it.
  package var isVerified: Bool
  /// The list of organizations.
  package var organizationsPath: String
  /// One organization; `{uuid}` stands for its id.
  package var organizationPath: String
  /// The partner's own counters.
  package var resellerPath: String
  /// Where an organization is created.
  package var createPath: String
  /// Where domains are added; `{uuid}` stands for the organization's id.
  package var updatePath: String
  /// The number of the first page of a list.
  package var firstPage: Int
  /// Organizations a page.
  package var pageSize: Int
  /// What the fields are called.
  package var fields: ProfileFields
  /// What the words for a status mean.
  package var statuses: StatusWords
  /// What the answers to a refused organization or domain mean.
  package var reasons: ReasonRules
  /// Requests a second.
  package var requestsPerSecond: Int
  /// How many organizations may be sent at a time.
  package var concurrency: Int
  /// When a load stops.
  package var stopAfter: StopAfter
  /// How long an import may be pending.
  package var pendingTimeout: Duration
  /// How long to wait before asking again about a pending import, at first.
  package var pollInterval: Duration
  /// The digest of the file.
  package var digest: Digest

  /// How much goes wrong in a row before a load stops, and leaves the rest for later.
  package struct StopAfter: Sendable, Equatable {
    /// Requests without an answer.
    package var unanswered: Int
    /// Organizations refused for a reason that no rule knows.
    package var refused: Int
  }

  /// Reads a profile.
  ///
  /// - Throws: `FileError`, `YAMLError` with the line.
  package init(file: URL, environment: [String: String]) throws {
    digest = try Digest.of(file: file)
    var root = try YAMLDocument(file: file, environment: environment).root
    isVerified = try root.bool("verified") ?? false
    guard var paths = try root.mapping("paths") else { throw root.missing("paths") }
    organizationsPath = try Self.path("organizations", in: &paths)
    organizationPath = try Self.path("organization", in: &paths, withUUID: true)
    resellerPath = try Self.path("reseller", in: &paths)
    createPath = try Self.path("create", in: &paths)
    updatePath = try Self.path("update", in: &paths, withUUID: true)
    try paths.finish()
    guard var paging = try root.mapping("paging") else { throw root.missing("paging") }
    firstPage = try paging.integer("first_page", in: 0...1) ?? 0
    pageSize = try paging.integer("page_size", in: 1...200) ?? 200
    try paging.finish()
    fields = try ProfileFields(try root.mapping("fields"))
    statuses = try StatusWords(try root.mapping("statuses"))
    reasons = try root.mappings("reasons").map(ReasonRules.init) ?? .usual
    guard var pace = try root.mapping("pace") else { throw root.missing("pace") }
    requestsPerSecond = try pace.integer("requests_per_second", in: 1...1000) ?? 2
    concurrency = try pace.integer("concurrency", in: 1...16) ?? 4
    try pace.finish()
    var stop = try root.mapping("stop_after")
    stopAfter = StopAfter(
      unanswered: try stop?.integer("unanswered", in: 1...100) ?? 3,
      refused: try stop?.integer("refused", in: 1...1000) ?? 10)
    try stop?.finish()
    guard var pending = try root.mapping("pending") else { throw root.missing("pending") }
    pendingTimeout = try pending.duration("timeout") ?? .seconds(600)
    pollInterval = try pending.duration("poll_interval") ?? .seconds(5)
    try pending.finish()
    try root.finish()
  }

  private static func path(
    _ key: String, in section: inout YAMLMapping, withUUID: Bool = false
  ) throws -> String {
    let path = try section.requiredString(key)
    guard path.hasPrefix("/") else { throw section.error("must begin with a slash", at: key) }
    let isPlain = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { !["", ".", ".."].contains($0) && !$0.contains("%") && !$0.contains("?") }
    guard isPlain else {
      throw section.error("must be a plain path: no empty or dotted parts, no %, no ?", at: key)
    }
    for forbidden in ["/services/compromise", "/services/livesearch"]
    where path.hasPrefix(forbidden) {
      throw section.error("would read stolen credentials; Glueport never does", at: key)
    }
    guard path.contains("{uuid}") == withUUID else {
      throw section.error(
        withUUID ? "must contain {uuid}" : "must not contain {uuid}", at: key)
    }
    return path
  }
}
