internal import Pipeline
package import QuickJSON

/// An organization's line, read as far as it is needed; nothing is copied out of it.
struct OrganizationLine {
  let id: RecordID
  let name: JSONValue?
  let type: JSONValue?
  let status: JSONValue?
  let updated: JSONValue?

  /// Nil where there is the least doubt.
  init?(_ line: JSONValue) {
    guard let parts = ResourceParts(line), var fields = parts.attributes?.fields else { return nil }
    var name, type, status, updated: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "name": name = name ?? value
      case "organization-type-name": type = type ?? value
      case "organization-status-name": status = status ?? value
      case "updated-at": updated = updated ?? value
      default: break
      }
    }
    guard name.isTextOrAbsent, type.isTextOrAbsent, status.isTextOrAbsent, updated.isTextOrAbsent
    else { return nil }
    id = parts.id
    self.name = name
    self.type = type
    self.status = status
    self.updated = updated
  }
}

extension OrganizationResource: LineRecord {
  package init?(_ line: JSONValue) {
    guard let line = OrganizationLine(line) else { return nil }
    self.init(line)
  }

  /// - Parameter readsUpdate: Whether it is of interest when the organization was changed.
  init(_ line: OrganizationLine, readsUpdate: Bool = true) {
    self.init(
      id: line.id, name: line.name?.text ?? "", type: line.type?.text, status: line.status?.text,
      updated: readsUpdate ? line.updated?.text : nil)
  }
}
