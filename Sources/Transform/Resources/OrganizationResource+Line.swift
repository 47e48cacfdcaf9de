internal import Pipeline
package import QuickJSON

extension OrganizationResource: LineRecord {
  package init?(_ line: JSONValue) {
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
    guard let name = name.optionalText, let type = type.optionalText,
      let status = status.optionalText, let updated = updated.optionalText
    else { return nil }
    self.init(id: parts.id, name: name ?? "", type: type, status: status, updated: updated)
  }
}
