package import struct FoundationEssentials.URL

extension PipelineFile {
  /// The rules that organizations and domains are judged by.
  package struct Validation: Sendable, Equatable {
    /// Where the licence limit comes from.
    package enum LicenceLimit: Sendable, Equatable {
      /// The account's counters, read from Dark Web ID.
      case account
      /// A number of domains that this pipeline may take.
      case number(Int)
    }

    /// What is done with a government's domain.
    package enum Policy: String, Sendable, CaseIterable, Codable {
      case block, allow, warn
    }

    /// Where the licence limit comes from.
    package var licenceLimit = LicenceLimit.account
    /// Licences to leave free.
    package var reserve = 0
    /// Whether an organization may be imported in part when the licences run out.
    package var partial = true
    /// The policy for `.gov`.
    package var gov = Policy.block
    /// The policy for the other domains of governments.
    package var otherGovernment = Policy.warn
    /// Lists of the domains of governments other than `.gov`; of this list and the next ones nil
    /// stands for the one that is shipped, and an empty array for none.
    package var governmentLists: [URL]?
    /// Lists of domains that are never imported.
    package var sensitive: [URL]?
    /// Lists of free mail providers.
    package var freeMail: [URL]?
    /// Lists of hosts that many customers share.
    package var sharedHosts: [URL]?

    package init() {}

    init(_ given: inout YAMLMapping?) throws {
      guard var section = given else { return }
      if var licence = try section.mapping("licence") {
        if try licence.string("limit") ?? "account" != "account" {
          licenceLimit = .number(try licence.integer("limit", in: 0...Int.max) ?? 0)
        }
        reserve = try licence.integer("reserve", in: 0...Int.max) ?? 0
        partial = try licence.bool("partial") ?? true
        try licence.finish()
      }
      if var government = try section.mapping("government") {
        gov = try government.choice("gov", of: Policy.self) ?? .block
        otherGovernment = try government.choice("other", of: Policy.self) ?? .warn
        try government.finish()
      }
      if var lists = try section.mapping("lists") {
        sensitive = try lists.urls("sensitive")
        freeMail = try lists.urls("free_mail")
        sharedHosts = try lists.urls("shared_hosts")
        governmentLists = try lists.urls("government")
        try lists.finish()
      }
      try section.finish()
    }
  }
}
