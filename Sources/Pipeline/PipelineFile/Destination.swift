package import struct FoundationEssentials.URL

extension PipelineFile {
  /// The Dark Web ID account that is loaded.
  package struct Destination: Sendable, Equatable {
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

    init(_ section: inout YAMLMapping) throws {
      guard var service = try section.mapping("darkwebid") else {
        throw section.missing("darkwebid")
      }
      try section.finish()
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
}
