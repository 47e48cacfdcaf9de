internal import FoundationEssentials
internal import Pipeline
internal import Validate

/// Whether the domain lists and the public suffix list can be read, and how old they are.
struct DomainListCheck {
  let validation: PipelineFile.Validation
  let now: Date

  private static let longestAge = 365

  /// What was found: a line for each file of each list.
  ///
  /// - Throws: What is no failure.
  func results() throws -> [CheckResult] {
    try PipelineFile.Validation.ListKind.allCases.flatMap { kind in
      let sources = validation.sources(of: kind)
      guard !sources.isEmpty else {
        return [CheckResult.pass(.domainList, kind.rawValue, "none is used")]
      }
      return try sources.map { source in
        try .of(.domainList, kind.rawValue) {
          judge(try source.version(), of: source, kind.rawValue)
        }
      }
    } + [.of(.domainList, "public suffixes") { try suffixes(PublicSuffixList(validation)) }]
  }

  /// Names under newer endings are refused by an old list, and nothing worse.
  private func suffixes(_ list: PublicSuffixList) throws -> CheckResult {
    let version = try list.version
    let age = version.date.map { ", of \(day($0))" } ?? ""
    let file = list.file?.path ?? "built in"
    // The library does not know how many there are in its compiled form.
    let entries = version.entries < 0 ? "" : ", \(version.entries) entries"
    return .pass(.domainList, "public suffixes", "\(file)\(age)\(entries)")
  }

  private func judge(
    _ version: DomainListVersion, of source: DomainListSource, _ name: String
  ) -> CheckResult {
    let list = source.file?.path ?? "shipped"
    let entries = version.entries == 1 ? "1 entry" : "\(version.entries) entries"
    guard let date = version.date else {
      return .warn(
        .domainList, name, "\(list), without a date, \(entries)",
        remedy: "write the day of its last review into its first lines: # Date: \(day(now))")
    }
    let text = "\(list), of \(day(date)), \(entries)"
    let age = Int(now.timeIntervalSince(date) / 86_400)
    guard age > Self.longestAge else { return .pass(.domainList, name, text) }
    return .warn(
      .domainList, name, "\(text): \(age) days old",
      remedy: source.file == nil
        ? "use a newer Glueport, or name a list of your own under validate.lists.\(name)"
        : "review it, and write the day into its first lines: # Date: \(day(now))")
  }

  private func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }
}
