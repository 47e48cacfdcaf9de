package import Pipeline

/// An organization as IT Glue sent it: a line of `1-extract/organizations.jsonl`. Attributes that
/// are not needed here pass unread.
package struct OrganizationResource: Decodable, Sendable, Equatable {
  /// The id.
  package var id: RecordID
  /// The name; empty where IT Glue has none.
  package var name: String
  /// The type's name.
  package var type: String?
  /// The status's name.
  package var status: String?
  /// When it was changed last, as IT Glue writes it.
  package var updated: String?

  package init(
    id: RecordID, name: String, type: String? = nil, status: String? = nil, updated: String? = nil
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.status = status
    self.updated = updated
  }

  package init(from decoder: any Decoder) throws {
    let resource = try decoder.container(keyedBy: ResourceKeys.self)
    id = try resource.decodeResourceID()
    let attributes = try resource.attributes(keyedBy: Attributes.self)
    name = try attributes?.decodeIfPresent(String.self, forKey: .name) ?? ""
    type = try attributes?.decodeIfPresent(String.self, forKey: .type)
    status = try attributes?.decodeIfPresent(String.self, forKey: .status)
    updated = try attributes?.decodeIfPresent(String.self, forKey: .updated)
  }

  private enum Attributes: String, CodingKey {
    case name
    case type = "organization-type-name"
    case status = "organization-status-name"
    case updated = "updated-at"
  }
}
