internal import Pipeline
package import QuickJSON

extension DomainResource: LineRecord {
  package init?(_ line: JSONValue) {
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
    guard let name = name.optionalText, let organization = organization.optionalText else {
      return nil
    }
    var id: RecordID?
    if let organizationID, !organizationID.isNull {
      guard let given = RecordID(organizationID) else { return nil }
      id = given
    }
    self.init(id: parts.id, name: name ?? "", organizationID: id, organization: organization)
  }
}
