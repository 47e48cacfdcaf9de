package import Pipeline

/// An organization as Dark Web ID tells of it now.
package struct OrganizationState: Sendable, Equatable {
  /// What it tells of one domain.
  package struct Domain: Sendable, Equatable {
    /// The domain, lower case.
    package var name: String
    /// Pending, imported or unimported.
    package var status: Status
    /// Why it stayed Unimported; a code that is not known becomes ``Reason/importError``.
    package var reason: Reason?
    /// The service's own words where the code is not known.
    package var detail: String?

    package init(name: String, status: Status, reason: Reason? = nil, detail: String? = nil) {
      self.name = name
      self.status = status
      self.reason = reason
      self.detail = detail
    }
  }

  package var uuid: String
  /// Empty where an answer does not repeat it.
  package var title: String
  /// Pending, imported or unimported.
  package var status: Status
  package var domains: [Domain]

  package init(uuid: String, title: String, status: Status, domains: [Domain]) {
    self.uuid = uuid
    self.title = title
    self.status = status
    self.domains = domains
  }
}
