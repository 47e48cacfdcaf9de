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
      switch key {
      case "id": id = id ?? value
      case "attributes": attributes = attributes ?? value
      default: break
      }
    }
    guard let id = id.flatMap(RecordID.init) else { return nil }
    self.id = id
    self.attributes = attributes
  }
}

extension RecordID {
  /// An id that is a text or a whole number; nil for anything else, and for an empty text.
  init?(_ value: JSONValue) {
    if let number = value.unsigned {
      self = .number(number)
    } else if let text = value.utf8 {
      // Most are digits; of anything else, white space is taken off.
      let id = RecordID(utf8: text)
      if case .number = id {
        self = id
      } else {
        self.init(String(decoding: text, as: UTF8.self))
      }
    } else {
      return nil
    }
  }
}
