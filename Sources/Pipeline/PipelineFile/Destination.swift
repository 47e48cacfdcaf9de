package import struct FoundationEssentials.URL

extension PipelineFile {
  /// Where the organizations go.
  package enum Destination: Sendable, Equatable {
    /// The interface of Dark Web ID.
    case darkWebID(DarkWebID)
    /// A worksheet, for the vendor's wizard.
    case worksheet(Worksheet)

    init(_ section: inout YAMLMapping) throws {
      let darkWebID = try section.mapping("darkwebid")
      let worksheet = try section.mapping("worksheet")
      try section.finish()
      switch (darkWebID, worksheet) {
      case (var service?, nil): self = .darkWebID(try DarkWebID(&service))
      case (nil, var sheet?): self = .worksheet(try Worksheet(&sheet))
      case (_?, _?):
        throw section.error("and destination.darkwebid: one of them is wanted", at: "worksheet")
      case (nil, nil): throw section.missing("darkwebid")
      }
    }
  }

  /// The Dark Web ID account that is loaded.
  package struct DarkWebID: Sendable, Equatable {
    /// The service's address.
    package var baseURL: String
    /// The profile: paths, names and pace.
    package var profile: URL
    /// The user name.
    package var user: SecretReference
    /// The password, which is Dark Web ID's own.
    package var password: SecretReference
    /// Requests a second, over the profile's.
    package var requestsPerSecond: Int?
    /// How long an import is followed before it is left pending, over the profile's.
    package var pendingTimeout: Duration?
    /// How long to wait before asking again about a pending import, over the profile's.
    package var pollInterval: Duration?

    init(_ service: inout YAMLMapping) throws {
      baseURL = try service.string("base_url") ?? "https://secure.darkwebid.com"
      guard let profile = try service.url("profile") else { throw service.missing("profile") }
      self.profile = profile
      guard let user = try service.secret("user") else {
        throw service.missing("user")
      }
      self.user = user
      guard let password = try service.secret("password") else {
        throw service.missing("password")
      }
      self.password = password
      requestsPerSecond = try service.integer("requests_per_second", in: 1...1000)
      pendingTimeout = try service.duration("pending_timeout")
      pollInterval = try service.duration("poll_interval")
      try service.finish()
    }
  }

  /// What a person types into the vendor's wizard, because the partner has no access to the
  /// interface. What is known of the account stands in the ledger alone.
  package struct Worksheet: Sendable, Equatable {
    /// What the ledger calls the partner's account.
    package var account: World.Account

    init(_ section: inout YAMLMapping) throws {
      let name = try section.requiredString("account")
      guard !FoldedText(name).isEmpty else { throw section.missing("account") }
      account = .byHand(name)
      try section.finish()
    }
  }
}
