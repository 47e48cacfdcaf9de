/// What load will not send, and why: a line of `3-validate/unimported.jsonl`.
///
/// A refused organization has one line whose `domain` is nil and one for each of its domains.
package struct UnimportedLine: Codable, Sendable, Equatable {
  /// The IT Glue id of the organization; nil for an orphan that names none.
  package var organizationID: String?
  /// The organization's name.
  package var organization: String?
  /// The domain as IT Glue has it, or nil where the line speaks of the whole organization.
  package var domain: String?
  /// Unimported or skipped.
  package var status: Status
  /// Why.
  package var reason: Reason
  /// The evidence, and further reasons.
  package var detail: String

  package init(
    organizationID: String?, organization: String?, domain: String?, reason: Reason, detail: String
  ) {
    self.organizationID = organizationID
    self.organization = organization
    self.domain = domain
    self.status = reason.status
    self.reason = reason
    self.detail = detail
  }

  enum CodingKeys: String, CodingKey {
    case organizationID = "organization_id"
    case organization, domain, status, reason, detail
  }

  // By hand, because every key is there on every line, null or not.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(organizationID, forKey: .organizationID)
    try container.encode(organization, forKey: .organization)
    try container.encode(domain, forKey: .domain)
    try container.encode(status, forKey: .status)
    try container.encode(reason, forKey: .reason)
    try container.encode(detail, forKey: .detail)
  }
}
