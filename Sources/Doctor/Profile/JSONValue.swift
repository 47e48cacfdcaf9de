/// Any JSON, for looking at the shape of an answer whose fields may have other names than expected.
enum JSONValue: Sendable, Hashable, Decodable {
  case object([String: JSONValue])
  case list([JSONValue])
  case text(String)
  case number(Double)
  case truth(Bool)
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let truth = try? container.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The value of a field; nil where there is none, or this is no object.
  subscript(field: String) -> JSONValue? {
    if case .object(let fields) = self { fields[field] } else { nil }
  }

  /// The values of a list; nil where it is none.
  var values: [JSONValue]? {
    if case .list(let values) = self { values } else { nil }
  }

  /// The text; nil where it is none.
  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// Whether it is a whole number, as a number or as text.
  var isWholeNumber: Bool {
    switch self {
    case .number(let number): Int(exactly: number) != nil
    case .text(let text): Int(text) != nil
    default: false
    }
  }
}
