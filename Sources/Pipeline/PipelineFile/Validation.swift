package import struct FoundationEssentials.URL

extension PipelineFile {
  /// The rules that organizations and domains are judged by.
  package struct Validation: Sendable, Equatable {
    /// What is done with a domain that a rule speaks of.
    package enum Policy: String, Sendable, CaseIterable, Codable {
      case block, allow, warn
    }

    /// What is done with an organization whose title Dark Web ID has already.
    package enum Existing: String, Sendable, CaseIterable {
      /// It is linked with the one that is there, which gets the domains that it lacks.
      case adopt
      /// It is left out.
      case skip
      /// No plan is made at all.
      case fail
    }

    /// The domain licences.
    package var licence = Licence()
    /// The policies for governments' domains.
    package var government = Government()
    /// What is done with domain names.
    package var domains = Domains()
    /// What is done with organizations that Dark Web ID has already.
    package var existing = Existing.skip
    /// What each list is read from: a kind that is missing has the list that is shipped.
    package var lists: [ListKind: [ListSource]] = [:]

    package init() {}

    init(_ given: inout YAMLMapping?) throws {
      guard var section = given else { return }
      if var licence = try section.mapping("licence") { self.licence = try Licence(&licence) }
      if var government = try section.mapping("government") {
        self.government = try Government(&government)
      }
      if var domains = try section.mapping("domains") { self.domains = try Domains(&domains) }
      existing = try section.choice("existing", of: Existing.self) ?? .skip
      if var lists = try section.mapping("lists") {
        for kind in ListKind.allCases {
          self.lists[kind] = try lists.strings(kind.rawValue)?.map { text in
            text == "shipped" ? .shipped : .file(lists.resolve(text))
          }
        }
        try lists.finish()
      }
      try section.finish()
    }
  }
}

extension PipelineFile.Validation {
  /// How many domain licences a run may take.
  package struct Licence: Sendable, Equatable {
    /// Where the limit comes from.
    package enum Limit: Sendable, Equatable {
      /// The account's own, read from Dark Web ID.
      case account
      /// A number of monitored domains that this pipeline does not go beyond, though the account may.
      case number(Int)
    }

    /// Where the limit comes from.
    package var limit = Limit.account
    /// Licences to leave free.
    package var reserve = 0
    /// Whether an organization may be imported in part when the licences run out.
    package var partial = true
    /// How many licences are bought at a time: what the report reckons with.
    package var block = 10

    package init() {}

    init(_ section: inout YAMLMapping) throws {
      if try section.string("limit") ?? "account" != "account" {
        limit = .number(try section.integer("limit", in: 0...Int.max) ?? 0)
      }
      reserve = try section.integer("reserve", in: 0...Int.max) ?? 0
      partial = try section.bool("partial") ?? true
      block = try section.integer("block", in: 1...1_000_000) ?? 10
      try section.finish()
    }

    /// The domains that an account may monitor: the smaller of its own limit and the pipeline
    /// file's; nil for no limit.
    package func limit(in account: World.Licence) -> Int? {
      guard case .number(let number) = limit else { return account.limit }
      return min(number, account.limit ?? number)
    }

    /// The licences that a run may take in an account; nil for no limit.
    package func free(in account: World.Licence) -> Int? {
      limit(in: account).map { max(0, max(0, $0 - account.used) - reserve) }
    }
  }

  /// The policies for governments' domains.
  package struct Government: Sendable, Equatable {
    /// Another policy for one organization.
    package struct Exception: Sendable, Equatable {
      /// The IT Glue id of the organization.
      package var organization: String
      /// Its policy for `.gov`, where it has one of its own.
      package var gov: Policy?
      /// Its policy for other governments, where it has one of its own.
      package var other: Policy?
      /// Why: shown with each domain that it decides on.
      package var reason: String

      package init(
        organization: String, gov: Policy? = nil, other: Policy? = nil, reason: String
      ) {
        self.organization = organization
        self.gov = gov
        self.other = other
        self.reason = reason
      }

      init(_ section: inout YAMLMapping) throws {
        organization = try section.requiredString("organization")
        gov = try section.choice("gov", of: Policy.self)
        other = try section.choice("other", of: Policy.self)
        reason = try section.requiredString("reason")
        guard gov != nil || other != nil else {
          throw section.error("is given no policy: gov or other", at: "organization")
        }
        try section.finish()
      }
    }

    /// The policy for `.gov`.
    package var gov = Policy.block
    /// The policy for what is on the list `government`.
    package var other = Policy.warn
    /// The organizations that have a policy of their own.
    package var exceptions: [Exception] = []

    package init() {}

    init(_ section: inout YAMLMapping) throws {
      gov = try section.choice("gov", of: Policy.self) ?? .block
      other = try section.choice("other", of: Policy.self) ?? .warn
      for var exception in try section.mappings("exceptions") ?? [] {
        let next = try Exception(&exception)
        guard !exceptions.contains(where: { $0.organization == next.organization }) else {
          throw exception.error("\(next.organization) has an exception already", at: "organization")
        }
        exceptions.append(next)
      }
      try section.finish()
    }
  }

  /// What is done with domain names.
  package struct Domains: Sendable, Equatable {
    /// Whether the registrable domain is imported in place of a name below it.
    package var rollUp = false
    /// The policy for names that can be mistaken for others.
    package var lookAlikes = Policy.warn
    /// The policy for hosts that many customers share.
    package var sharedHosts = Policy.block
    /// A public suffix list that is newer than the one of the system.
    package var publicSuffixList: URL?

    package init() {}

    init(_ section: inout YAMLMapping) throws {
      rollUp = try section.bool("roll_up") ?? false
      lookAlikes = try section.choice("look_alikes", of: Policy.self) ?? .warn
      sharedHosts = try section.choice("shared_hosts", of: Policy.self) ?? .block
      publicSuffixList = try section.url("public_suffix_list")
      try section.finish()
    }
  }

  /// The kinds of domain lists, by their keys under `validate.lists`.
  package enum ListKind: String, CaseIterable, Sendable {
    /// Domains that are never imported.
    case sensitive
    /// Free mail providers.
    case freeMail = "free_mail"
    /// Providers of mailboxes for a few minutes.
    case disposable
    /// Hosts that many customers share.
    case sharedHosts = "shared_hosts"
    /// Domains of governments other than `.gov`.
    case government
    /// Names that are not anybody's on the Internet.
    case reserved
    /// Domains of those who run the pipeline.
    case own
    /// Domains of suppliers that everybody has.
    case vendors
  }

  /// One of the things that a list is read from.
  package enum ListSource: Sendable, Equatable {
    /// The list that is built into the program.
    case shipped
    /// A file of the user's.
    case file(URL)
  }
}
