internal import Pipeline
package import QuickJSON

/// A domain's line, read as far as it is needed to join it to its organization.
struct DomainLine {
  let id: RecordID
  /// The name, in UTF-8.
  let name: UnsafeRawBufferPointer?
  let organizationID: RecordID?

  /// The attributes that are of interest.
  enum Attribute {
    case name, organizationID, organization

    init?(_ key: JSONKey) {
      switch key {
      case "name": self = .name
      case "organization-id": self = .organizationID
      case "organization-name": self = .organization
      default: return nil
      }
    }
  }

  /// Reads a line; nil where there is the least doubt.
  ///
  /// - Parameter keys: The keys of the lines before.
  init?(_ line: UnsafeRawBufferPointer, _ keys: inout ResourceParts.Keys<Attribute?>) {
    var name: UnsafeRawBufferPointer??
    var organizationID: RecordID??
    let id = ResourceParts.read(written: line, &keys) { attribute, line in
      switch attribute {
      case .name: return line.take(to: &name)
      case .organizationID:
        if organizationID != nil { return false }
        organizationID =
          line.take("null") ? .some(nil) : RecordID(takenFrom: &line).map { .some($0) }
        return organizationID != nil
      case .organization: return line.takeTextOrNull()
      case nil: return line.takeAny()
      }
    }
    guard let id else { return nil }
    self.id = id
    self.name = name ?? nil
    self.organizationID = organizationID ?? nil
  }
}

extension DomainResource: LineRecord {
  package init?(_ line: JSONValue) {
    guard let parts = ResourceParts(line), var fields = parts.attributes?.fields else { return nil }
    var name, organizationID, organization: JSONValue?
    while let (key, value) = fields.next() {
      switch DomainLine.Attribute(key) {
      case .name: name = name ?? value
      case .organizationID: organizationID = organizationID ?? value
      case .organization: organization = organization ?? value
      case nil: break
      }
    }
    var owner: RecordID?
    if let organizationID, !organizationID.isNull {
      guard let given = RecordID(organizationID) else { return nil }
      owner = given
    }
    guard let name = name.optionalText, let organization = organization.optionalText else {
      return nil
    }
    self.init(
      id: parts.id, name: name ?? "", organizationID: owner, organization: organization)
  }
}
