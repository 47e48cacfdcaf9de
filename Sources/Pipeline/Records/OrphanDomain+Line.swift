package import QuickJSON

extension OrphanDomain: WritableLineRecord {
  package init?(_ line: JSONValue) {
    guard var fields = line.fields else { return nil }
    var id, name, organizationID, organization, isFiltered: JSONValue?
    while let (key, value) = fields.next() {
      switch key {
      case "filtered": isFiltered = isFiltered ?? value
      case "id": id = id ?? value
      case "name": name = name ?? value
      case "organization": organization = organization ?? value
      case "organization_id": organizationID = organizationID ?? value
      default: break
      }
    }
    guard let id = id?.text, let name = name?.text,
      let organizationID = organizationID.optionalText,
      let organization = organization.optionalText,
      isFiltered?.isNull != false || isFiltered?.boolean != nil
    else { return nil }
    self.init(
      id: id, name: name, organizationID: organizationID, organization: organization,
      isFiltered: isFiltered?.boolean)
  }

  package func write(to writer: inout JSONWriter) {
    writer.object {
      if let isFiltered { $0.field("filtered", isFiltered) }
      $0.field("id", id)
      $0.field("name", name)
      $0.field("organization", ifAny: organization)
      $0.field("organization_id", ifAny: organizationID)
    }
  }
}
