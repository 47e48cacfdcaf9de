/// Writes JSON into memory, as Foundation's encoder writes it with sorted keys and plain slashes, to
/// the byte. Who writes an object sees to the order of its keys.
package struct JSONWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: How many bytes are expected.
  package init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Forgets what was written, and keeps the room for it.
  package mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Writes what is JSON already.
  package mutating func append(verbatim json: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: json)
  }

  /// Ends a line.
  package mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  /// Writes an object, its fields by `fields`.
  package mutating func object(_ fields: (inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    fields(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  /// Writes a list, each element by `element`.
  package mutating func list<Elements: Sequence>(
    _ elements: Elements, _ element: (Elements.Element, inout JSONWriter) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for value in elements {
      if bytes.last != UInt8(ascii: "[") { bytes.append(UInt8(ascii: ",")) }
      element(value, &self)
    }
    bytes.append(UInt8(ascii: "]"))
  }
}

// MARK: - Fields

extension JSONWriter {
  /// Begins a field; its value is to follow.
  package mutating func key(_ key: StaticString) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    append(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  /// Writes a field that holds a text.
  package mutating func field(_ key: StaticString, _ text: String) {
    self.key(key)
    value(text)
  }

  /// Writes a field that holds a text or null.
  package mutating func field(_ key: StaticString, orNull text: String?) {
    self.key(key)
    if let text { value(text) } else { append("null") }
  }

  /// Writes a field that holds a text, where there is one.
  package mutating func field(_ key: StaticString, ifAny text: String?) {
    if let text { field(key, text) }
  }

  /// Writes a field that holds a whole number.
  package mutating func field(_ key: StaticString, _ number: Int) {
    self.key(key)
    value(number)
  }

  /// Writes a field that holds a whole number or null.
  package mutating func field(_ key: StaticString, orNull number: Int?) {
    self.key(key)
    if let number { value(number) } else { append("null") }
  }

  /// Writes a field that holds true or false.
  package mutating func field(_ key: StaticString, _ boolean: Bool) {
    self.key(key)
    append(boolean ? "true" : "false")
  }

  /// Writes a field that holds a list of texts.
  package mutating func field(_ key: StaticString, _ texts: [String]) {
    field(key, texts) { $1.value($0) }
  }

  /// Writes a field that holds a list, each element by `element`.
  package mutating func field<Elements: Sequence>(
    _ key: StaticString, _ elements: Elements,
    _ element: (Elements.Element, inout JSONWriter) -> Void
  ) {
    self.key(key)
    list(elements, element)
  }
}

// MARK: - Values

extension JSONWriter {
  /// Writes a text.
  package mutating func value(_ text: String) {
    var text = text
    text.withUTF8 { value(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Writes a text that is there as bytes of UTF-8.
  package mutating func value(utf8 text: UnsafeRawBufferPointer) {
    bytes.append(UInt8(ascii: "\""))
    if Self.isPlain(text) {
      bytes.append(contentsOf: text)
    } else {
      for byte in text { append(escaped: byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func value(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digitsOf: number.magnitude)
  }

  private mutating func append(_ json: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  private mutating func append(digitsOf number: UInt) {
    if number >= 10 { append(digitsOf: number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  private mutating func append(escaped byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    case ..<0x20:
      append("\\u00")
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
      }
    default: bytes.append(byte)
    }
  }

  /// Whether a text stands in JSON as it is. Without an early exit, so that whole vectors are tested.
  private static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    var isPlain = true
    for byte in text {
      isPlain =
        isPlain && byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    return isPlain
  }
}
