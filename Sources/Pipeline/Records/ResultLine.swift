/// What became of one planned organization: a line of `4-load/results.jsonl`.
package struct ResultLine: Codable, Sendable, Equatable {
  /// What became of one domain.
  package struct Domain: Codable, Sendable, Equatable {
    /// The normalized name.
    package var name: String
    /// Its status.
    package var status: Status
    /// Why it stayed Unimported.
    package var reason: Reason?
    /// The vendor's words, where they say more than the reason.
    package var detail: String?

    package init(name: String, status: Status, reason: Reason? = nil, detail: String? = nil) {
      self.name = name
      self.status = status
      self.reason = reason
      self.detail = detail
    }
  }

  /// The IT Glue id of the organization.
  package var id: String
  /// The organization's name.
  package var name: String
  /// The Dark Web ID organization, once it is known.
  package var uuid: String?
  /// The organization's status.
  package var status: Status
  /// Why the whole organization stayed Unimported.
  package var reason: Reason?
  /// The vendor's words, where they say more than the reason.
  package var detail: String?
  /// The domains, in the plan's order.
  package var domains: [Domain]
  /// How many requests that change something were sent for it.
  package var attempts: Int

  package init(
    id: String, name: String, uuid: String?, status: Status, reason: Reason? = nil,
    detail: String? = nil, domains: [Domain], attempts: Int
  ) {
    self.id = id
    self.name = name
    self.uuid = uuid
    self.status = status
    self.reason = reason
    self.detail = detail
    self.domains = domains
    self.attempts = attempts
  }
}
