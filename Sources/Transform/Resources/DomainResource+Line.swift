internal import Pipeline
package import QuickJSON

/// A domain's line, read as far as it is needed; nothing is copied out of it.
struct DomainLine {
  let id: RecordID
  let name: JSONValue?
  let organizationID: RecordID?
  let organization: JSONValue?

  /// Nil where there is the least doubt.
  init?(_ line: JSONValue) {
    guard let parts = ResourceParts(line), var fields = parts.attributes?.fields else { return nil }
    var name, organizationID, organization: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "name": name = name ?? value
      case "organization-id": organizationID = organizationID ?? value
      case "organization-name": organization = organization ?? value
      default: break
      }
    }
    var owner: RecordID?
    if let organizationID, !organizationID.isNull {
      guard let given = RecordID(organizationID) else { return nil }
      owner = given
    }
    guard name.isTextOrAbsent, organization.isTextOrAbsent else { return nil }
    id = parts.id
    self.name = name
    self.organizationID = owner
    self.organization = organization
  }
}

extension DomainResource: LineRecord {
  package init?(_ line: JSONValue) {
    guard let line = DomainLine(line) else { return nil }
    self.init(line)
  }

  init(_ line: DomainLine) {
    self.init(
      id: line.id, name: line.name?.text ?? "", organizationID: line.organizationID,
      organization: line.organization?.text)
  }
}
