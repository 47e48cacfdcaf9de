/// What validate saw of Dark Web ID and of the ledger when it made the plan:
/// `3-validate/world.json`.
///
/// The plan's digest covers it, so that load can tell when the world has overtaken the plan.
package struct World: Codable, Sendable, Equatable {
  /// The account that would be loaded, nil where the pipeline names no destination.
  package var account: Account?
  /// The domain licences.
  package var licence: Licence
  /// The organizations in Dark Web ID, sorted by `uuid`.
  package var organizations: [RemoteOrganization]
  /// The links that the ledger holds for this account, sorted by `id`.
  package var links: [Link]

  package init(
    account: Account?, licence: Licence, organizations: [RemoteOrganization] = [],
    links: [Link] = []
  ) {
    self.account = account
    self.licence = licence
    self.organizations = organizations
    self.links = links
  }

  /// A Dark Web ID account: never told apart by the user who logs in.
  package struct Account: Codable, Sendable, Hashable {
    /// Scheme, host and port of the service: `https://secure.darkwebid.com`; or `worksheet`.
    package var origin: String
    /// The partner's `uuid` in Dark Web ID; of a worksheet what the pipeline file calls the account.
    package var reseller: String

    package init(origin: String, reseller: String) {
      self.origin = origin
      self.reseller = reseller
    }

    /// The origin of the accounts that are loaded by hand.
    private static let worksheet = "worksheet"

    /// An account that a person loads by the vendor's wizard.
    package static func byHand(_ name: String) -> Account {
      Account(origin: worksheet, reseller: name)
    }

    /// Whether a person loads it by the vendor's wizard.
    package var isByHand: Bool { origin == Self.worksheet }
  }

  /// How many domains the account may monitor.
  package struct Licence: Codable, Sendable, Equatable {
    /// The domains that may be monitored; nil for no limit.
    package var limit: Int?
    /// The domains that are monitored now.
    package var used: Int

    package init(limit: Int?, used: Int) {
      self.limit = limit
      self.used = used
    }
  }

  /// An organization in Dark Web ID.
  package struct RemoteOrganization: Codable, Sendable, Equatable {
    package var uuid: String
    package var title: String
    /// The domains that are monitored for it or soon will be, lower case, in the service's order.
    package var domains: [String]

    package init(uuid: String, title: String, domains: [String]) {
      self.uuid = uuid
      self.title = title
      self.domains = domains
    }
  }

  /// One IT Glue organization and the one Dark Web ID organization that it is linked with.
  package struct Link: Codable, Sendable, Equatable {
    /// The IT Glue id.
    package var id: String
    package var uuid: String

    package init(id: String, uuid: String) {
      self.id = id
      self.uuid = uuid
    }
  }
}

/// The header of the plan: `3-validate/plan.json`.
package struct PlanHeader: Codable, Sendable, Equatable {
  /// The version of the format; raised only when the bytes would differ.
  package var format = 2
  /// The digest of `plan.jsonl` and of the world; what is reviewed and approved.
  package var digest: String
  /// When the plan was made.
  package var created: String
  /// Organizations, domains and licences of the plan.
  package var counts: [String: Int]
  /// The digest of `world.json`.
  package var world: String
  /// What it takes of the licences; nil in plans of format 1.
  package var licences: LicenceForecast?

  /// - Parameters:
  ///   - planDigest: The digest of `plan.jsonl`.
  ///   - worldDigest: The digest of `world.json`.
  package init(
    planDigest: String, worldDigest: String, created: String, counts: [String: Int],
    licences: LicenceForecast? = nil
  ) {
    self.digest = Digest.of("plan \(planDigest)\nworld \(worldDigest)\n").text
    self.created = created
    self.counts = counts
    self.world = worldDigest
    self.licences = licences
  }
}
