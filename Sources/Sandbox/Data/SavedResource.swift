/// What is read of a saved resource; the rest is passed along as its bytes.
struct SavedResource: Decodable {
  let id: Identifier
  let attributes: Attributes?

  /// An id or a foreign key: a string in one place and a number in another.
  struct Identifier: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int64.self) {
        text = "\(number)"
      } else {
        text = try container.decode(String.self)
      }
    }
  }

  /// The attributes by which rows are found.
  struct Attributes: Decodable {
    let name: String?
    let organizationID: Identifier?
    let organizationTypeID: Identifier?
    let organizationTypeName: String?
    let organizationStatusID: Identifier?
    let organizationStatusName: String?
    let createdAt: String?
    let updatedAt: String?

    enum CodingKeys: String, CodingKey {
      case name
      case organizationID = "organization-id"
      case organizationTypeID = "organization-type-id"
      case organizationTypeName = "organization-type-name"
      case organizationStatusID = "organization-status-id"
      case organizationStatusName = "organization-status-name"
      case createdAt = "created-at"
      case updatedAt = "updated-at"
    }
  }

  var keys: RowKeys {
    RowKeys(
      id: id.text, name: attributes?.name ?? "", organizationID: attributes?.organizationID?.text,
      typeID: attributes?.organizationTypeID?.text,
      statusID: attributes?.organizationStatusID?.text,
      created: attributes?.createdAt.flatMap { Timestamp($0) } ?? Timestamp(seconds: 0),
      updated: attributes?.updatedAt.flatMap { Timestamp($0) } ?? Timestamp(seconds: 0))
  }
}
