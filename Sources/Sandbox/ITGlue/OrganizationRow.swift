/// An organization of IT Glue, and its JSON.
struct OrganizationRow: Sendable {
  var id: String
  var name: String
  var type: NamedID?
  var status: NamedID?
  var isPrimary = false
  var parentID: String?
  var shortName: String?
  var quickNotes: String?
  var created: Timestamp
  var updated: Timestamp

  var keys: RowKeys {
    RowKeys(
      id: id, name: name, typeID: type?.id, statusID: status?.id, created: created,
      updated: updated)
  }

  /// Appends the resource: a string `id`, numeric foreign keys, `null` for what is empty.
  func append(to text: inout String) {
    // Real answers come with and without milliseconds.
    let milliseconds = updated.seconds % 2 == 0
    text += "{\"id\":\"\(id)\",\"type\":\"organizations\",\"attributes\":{\"name\":"
    text += JSONText.quoted(name)
    text += ",\"alert\":null,\"description\":null,\"organization-type-id\":"
    text += type?.id ?? "null"
    text += ",\"organization-type-name\":"
    text += JSONText.quoted(type?.name)
    text += ",\"organization-status-id\":"
    text += status?.id ?? "null"
    text += ",\"organization-status-name\":"
    text += JSONText.quoted(status?.name)
    text += ",\"logo\":\"\",\"primary\":"
    text += isPrimary ? "true" : "false"
    text += ",\"quick-notes\":"
    text += JSONText.quoted(quickNotes)
    text += ",\"short-name\":"
    text += JSONText.quoted(shortName)
    text += ",\"created-at\":\"\(created.text(milliseconds: milliseconds))\""
    text += ",\"updated-at\":\"\(updated.text(milliseconds: milliseconds))\""
    if let parentID {
      text += ",\"parent-id\":\"\(parentID)\",\"ancestor-ids\":\"[\(parentID)]\""
    }
    text += "},\"relationships\":{}}"
  }
}
