package import Pipeline

/// A domain as IT Glue sent it: a line of `1-extract/domains.jsonl`.
package struct DomainResource: Decodable, Sendable, Equatable {
  /// The id.
  package var id: RecordID
  /// The name as it stands there.
  package var name: String
  /// The organization that it belongs to.
  package var organizationID: RecordID?
  /// That organization's name, as the domain carries it.
  package var organization: String?

  package init(
    id: RecordID, name: String, organizationID: RecordID?, organization: String? = nil
  ) {
    self.id = id
    self.name = name
    self.organizationID = organizationID
    self.organization = organization
  }

  package init(from decoder: any Decoder) throws {
    let resource = try decoder.container(keyedBy: ResourceKeys.self)
    id = try resource.decodeResourceID()
    let attributes = try resource.attributes(keyedBy: Attributes.self)
    name = try attributes?.decodeIfPresent(String.self, forKey: .name) ?? ""
    organizationID = try attributes?.decodeID(forKey: .organizationID)
    organization = try attributes?.decodeIfPresent(String.self, forKey: .organization)
  }

  /// The domain as its organization's candidate carries it.
  package var candidateDomain: CandidateDomain { CandidateDomain(id: id.description, name: name) }

  /// The domain as one without an organization.
  var orphan: OrphanDomain {
    OrphanDomain(
      id: id.description, name: name, organizationID: organizationID?.description,
      organization: organization)
  }

  private enum Attributes: String, CodingKey {
    case name
    case organizationID = "organization-id"
    case organization = "organization-name"
  }
}
