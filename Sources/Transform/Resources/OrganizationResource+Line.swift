internal import Pipeline
package import QuickJSON

/// An organization's line, read as far as it is needed. Its texts are in UTF-8.
struct OrganizationLine {
  let id: RecordID
  let name, type, status, updated: UnsafeRawBufferPointer?

  /// The attributes that are of interest.
  enum Attribute {
    case name, type, status, updated

    init?(_ key: JSONKey) {
      switch key {
      case "name": self = .name
      case "organization-type-name": self = .type
      case "organization-status-name": self = .status
      case "updated-at": self = .updated
      default: return nil
      }
    }
  }

  /// Reads lines one after the other.
  struct Reader: ~Copyable {
    private let parser = JSONParser()
    private var keys = ResourceParts.Keys(Attribute.init)

    /// Nil where there is the least doubt.
    mutating func read(_ line: UnsafeRawBufferPointer) -> OrganizationLine? {
      OrganizationLine(written: line, &keys) ?? parser.parse(line).flatMap(OrganizationLine.init)
    }
  }

  private init?(
    written line: UnsafeRawBufferPointer, _ keys: inout ResourceParts.Keys<Attribute?>
  ) {
    var name, type, status, updated: UnsafeRawBufferPointer??
    let id = ResourceParts.read(written: line, &keys) { attribute, line in
      switch attribute {
      case .name: line.take(to: &name)
      case .type: line.take(to: &type)
      case .status: line.take(to: &status)
      case .updated: line.take(to: &updated)
      case nil: line.takeAny()
      }
    }
    guard let id else { return nil }
    self.id = id
    self.name = name ?? nil
    self.type = type ?? nil
    self.status = status ?? nil
    self.updated = updated ?? nil
  }

  init?(_ line: JSONValue) {
    guard let parts = ResourceParts(line), var fields = parts.attributes?.fields else { return nil }
    var name, type, status, updated: JSONValue?
    while let (key, value) = fields.next() {
      switch Attribute(key) {
      case .name: name = name ?? value
      case .type: type = type ?? value
      case .status: status = status ?? value
      case .updated: updated = updated ?? value
      case nil: break
      }
    }
    guard let name = name.optionalUTF8, let type = type.optionalUTF8,
      let status = status.optionalUTF8, let updated = updated.optionalUTF8
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
    func text(_ bytes: UnsafeRawBufferPointer?) -> String? {
      bytes.map { String(decoding: $0, as: UTF8.self) }
    }
    self.init(
      id: line.id, name: text(line.name) ?? "", type: text(line.type), status: text(line.status),
      updated: readsUpdate ? text(line.updated) : nil)
  }
}
