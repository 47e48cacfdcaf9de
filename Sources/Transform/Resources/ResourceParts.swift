internal import Pipeline
internal import QuickJSON

/// What every resource of IT Glue has (JSON:API), of a line read the quick way.
struct ResourceParts {
  /// The resource's own id.
  let id: RecordID
  /// Its attributes.
  let attributes: JSONValue?

  /// Nil where there is the least doubt.
  init?(_ line: JSONValue) {
    guard var fields = line.fields else { return nil }
    var id, attributes: JSONValue?
    while let (key, value) = fields.next() {
      switch ResourceKeys(key) {
      case .id: id = id ?? value
      case .attributes: attributes = attributes ?? value
      case nil: break
      }
    }
    guard let id = id.flatMap(RecordID.init) else { return nil }
    self.id = id
    self.attributes = attributes
  }

  /// The keys of resources, whose attributes are of interest as `Attribute` tells.
  struct Keys<Attribute> {
    fileprivate var resource: KeyOrder<ResourceKeys?> = KeyOrder(ResourceKeys.init)
    fileprivate var attributes: KeyOrder<Attribute>

    init(_ attribute: @escaping (JSONKey) -> Attribute) {
      attributes = KeyOrder(attribute)
    }
  }

  /// Reads a resource's line that is written as programs write JSON; `attribute` has to take the value of
  /// each attribute.
  ///
  /// - Returns: The resource's own id; nil where there is the least doubt.
  @inline(__always)
  static func read<Attribute>(
    written line: UnsafeRawBufferPointer, _ keys: inout Keys<Attribute>,
    attribute: (Attribute, inout WrittenLine) -> Bool
  ) -> RecordID? {
    guard var line = WrittenLine(line) else { return nil }
    var id: RecordID?
    var hasAttributes = false
    let isRead = line.takeObject(&keys.resource) { key, line in
      switch key {
      // Of two with one key, the parser knows which counts.
      case .id:
        if id != nil { return false }
        id = RecordID(takenFrom: &line)
        return id != nil
      case .attributes:
        if hasAttributes { return false }
        hasAttributes = true
        return line.takeObject(&keys.attributes, attribute)
      case nil: return line.takeAny()
      }
    }
    return isRead && line.isAtEnd && hasAttributes ? id : nil
  }
}

extension ResourceKeys {
  fileprivate init?(_ key: JSONKey) {
    switch key {
    case "id": self = .id
    case "attributes": self = .attributes
    default: return nil
    }
  }
}

extension RecordID {
  /// An id that is a text or a whole number; nil for anything else, and for an empty text.
  init?(_ value: JSONValue) {
    if let number = value.unsigned {
      self = .number(number)
    } else if let text = value.utf8 {
      self.init(given: text)
    } else {
      return nil
    }
  }

  /// The same of a value that comes next in a line.
  init?(takenFrom line: inout WrittenLine) {
    if let number = line.number() {
      self = .number(number)
    } else if let text = line.text() {
      self.init(given: text)
    } else {
      return nil
    }
  }

  private init?(given text: UnsafeRawBufferPointer) {
    // Most are digits; of anything else, white space is taken off.
    let id = RecordID(utf8: text)
    if case .number = id {
      self = id
    } else {
      self.init(String(decoding: text, as: UTF8.self))
    }
  }
}

extension WrittenLine {
  /// Takes a text or null for a field that was not met before; false where neither stands there, or where
  /// it was.
  mutating func take(to field: inout UnsafeRawBufferPointer??) -> Bool {
    guard field == nil, let value = textOrNull() else { return false }
    field = .some(value)
    return true
  }
}
