/// An organization type or status: an id with the name that it stands for.
struct NamedID: Sendable, Hashable {
  let id: String
  let name: String

  /// The keys of the row; types and statuses are as old as the account.
  var keys: RowKeys {
    RowKeys(id: id, name: name, created: Self.birth, updated: Self.birth)
  }

  /// Appends the resource of the given JSON type, `organization-types` or `organization-statuses`.
  func append(as type: String, to text: inout String) {
    text += "{\"id\":\"\(id)\",\"type\":\"\(type)\",\"attributes\":{\"name\":"
    text += JSONText.quoted(name)
    text += ",\"synced\":false,\"created-at\":\"\(Self.birth.text())\""
    text += ",\"updated-at\":\"\(Self.birth.text())\"},\"relationships\":{}}"
  }

  private static let birth = Timestamp(seconds: 1_546_300_800)
}
