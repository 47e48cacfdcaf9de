import TestSupport

@testable import QuickJSON

extension JSONTree {
  /// The value as the quick reader reads it, each field in its place.
  init(_ value: JSONValue) {
    if value.isNull {
      self = .null
    } else if let boolean = value.boolean {
      self = .boolean(boolean)
    } else if let text = value.text {
      self = .text(text)
    } else if var fields = value.fields {
      var all: [Field] = []
      while let (key, value) = fields.next() {
        all.append(Field(String(decoding: key.bytes, as: UTF8.self), JSONTree(value)))
      }
      self = .object(all)
    } else if let elements = value.elements {
      self = .list(elements.map { JSONTree($0) })
    } else if let number = value.integer {
      self = .number("\(number)")
    } else if let number = value.unsigned {
      self = .number("\(number)")
    } else {
      self = .fraction
    }
  }

  /// The value with its numbers in one form, everything else in its place.
  var inOrder: JSONTree {
    switch self {
    case .null, .boolean, .text: self
    case .number: plain
    case .list(let elements): .list(elements.map(\.inOrder))
    case .object(let fields): .object(fields.map { Field($0.key, $0.value.inOrder) })
    }
  }
}
