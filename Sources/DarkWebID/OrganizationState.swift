package import Pipeline

/// An organization as Dark Web ID tells of it now.
package struct OrganizationState: Sendable, Equatable {
  /// Its id.
  package var uuid: String
  /// Empty where an answer does not repeat it.
  package var title: String
  /// Pending, imported or unimported.
  package var status: Status
  /// Its domains, their names in lower case; a reason that is not known becomes
  /// ``Reason/importError``, with the service's own words.
  package var domains: [ResultLine.Domain]

  package init(uuid: String, title: String, status: Status, domains: [ResultLine.Domain]) {
    self.uuid = uuid
    self.title = title
    self.status = status
    self.domains = domains
  }
}
