/// A domain of IT Glue, and its JSON.
struct DomainRow: Sendable {
  var id: String
  var organizationID: String
  var organizationName: String
  var name: String
  var notes: String?
  var registrar: String?
  var expires: Timestamp?
  var created: Timestamp
  var updated: Timestamp

  var keys: RowKeys {
    RowKeys(
      id: id, name: name, organizationID: organizationID, created: created, updated: updated)
  }

  /// Appends the resource: the organization's id is a number here.
  func append(to text: inout String) {
    text += "{\"id\":\"\(id)\",\"type\":\"domains\",\"attributes\":{\"organization-id\":"
    text += organizationID
    text += ",\"organization-name\":"
    text += JSONText.quoted(organizationName)
    text += ",\"resource-url\":\"https://app.itglue.com/\(organizationID)/domains/\(id)\",\"name\":"
    text += JSONText.quoted(name)
    text += ",\"screenshot\":null,\"registrar-name\":"
    text += JSONText.quoted(registrar)
    text += ",\"notes\":"
    text += JSONText.quoted(notes)
    text += ",\"expires-on\":"
    text += JSONText.quoted(expires?.text())
    text += ",\"created-at\":\"\(created.text())\",\"updated-at\":\""
    text += updated.text(milliseconds: updated.seconds % 2 == 0)
    text += "\"},\"relationships\":{}}"
  }
}
