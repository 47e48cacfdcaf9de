/// Writes JSON into memory, as Foundation's encoder writes it with sorted keys and plain slashes, to
/// the byte. Who writes an object sees to the order of its keys.
public struct JSONWriter: Sendable {
  /// Room for what is written; behind `count` it is not used yet.
  private var room: [UInt8]
  /// How many bytes were written so far.
  public private(set) var count = 0

  /// - Parameter capacity: How many bytes are expected.
  public init(capacity: Int = 512) {
    room = [UInt8](repeating: 0, count: max(capacity, 64))
  }

  /// What was written so far.
  public var bytes: ArraySlice<UInt8> { room[..<count] }

  /// Forgets what was written, and keeps the room for it.
  public mutating func clear() { count = 0 }

  /// Writes what is JSON already.
  public mutating func append(verbatim json: UnsafeRawBufferPointer) {
    reserve(json.count)
    put { $0.put(json) }
  }

  /// Writes what is JSON already, or a part of it.
  public mutating func append(_ json: StaticString) {
    append(verbatim: UnsafeRawBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  /// Ends a line.
  public mutating func endLine() { append(UInt8(ascii: "\n")) }

  /// Writes an object, its fields by `fields`.
  public mutating func object(_ fields: (inout JSONWriter) -> Void) {
    append(UInt8(ascii: "{"))
    fields(&self)
    append(UInt8(ascii: "}"))
  }

  /// Writes a list, each element by `element`.
  public mutating func list<Elements: Sequence>(
    _ elements: Elements, _ element: (Elements.Element, inout JSONWriter) -> Void
  ) {
    append(UInt8(ascii: "["))
    for value in elements {
      if room[count - 1] != UInt8(ascii: "[") { append(UInt8(ascii: ",")) }
      element(value, &self)
    }
    append(UInt8(ascii: "]"))
  }
}

// MARK: - Fields

extension JSONWriter {
  /// Begins a field; its value is to follow.
  public mutating func key(_ key: StaticString) {
    reserve(key.utf8CodeUnitCount + 4)
    let isFirst = count == 0 || room[count - 1] == UInt8(ascii: "{")
    put { cursor in
      if !isFirst { cursor.put(UInt8(ascii: ",")) }
      cursor.put(UInt8(ascii: "\""))
      cursor.put(UnsafeRawBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
      cursor.put(UInt8(ascii: "\""))
      cursor.put(UInt8(ascii: ":"))
    }
  }

  /// Writes a field that holds a text.
  public mutating func field(_ key: StaticString, _ text: String) {
    self.key(key)
    value(text)
  }

  /// Writes a field that holds a text or null.
  public mutating func field(_ key: StaticString, orNull text: String?) {
    self.key(key)
    if let text { value(text) } else { append("null") }
  }

  /// Writes a field that holds a text, where there is one.
  public mutating func field(_ key: StaticString, ifAny text: String?) {
    if let text { field(key, text) }
  }

  /// Writes a field that holds a text of UTF-8.
  public mutating func field(_ key: StaticString, utf8 text: UnsafeRawBufferPointer) {
    self.key(key)
    value(utf8: text)
  }

  /// Writes a field that holds a text of UTF-8 or null.
  public mutating func field(_ key: StaticString, utf8OrNull text: UnsafeRawBufferPointer?) {
    self.key(key)
    if let text { value(utf8: text) } else { append("null") }
  }

  /// Writes a field that holds a number as text.
  public mutating func field(_ key: StaticString, digitsOf number: UInt64) {
    self.key(key)
    append(UInt8(ascii: "\""))
    append(digitsOf: UInt(number))
    append(UInt8(ascii: "\""))
  }

  /// Writes a field that holds a whole number.
  public mutating func field(_ key: StaticString, _ number: Int) {
    self.key(key)
    value(number)
  }

  /// Writes a field that holds a whole number or null.
  public mutating func field(_ key: StaticString, orNull number: Int?) {
    self.key(key)
    if let number { value(number) } else { append("null") }
  }

  /// Writes a field that holds true or false.
  public mutating func field(_ key: StaticString, _ boolean: Bool) {
    self.key(key)
    append(boolean ? "true" : "false")
  }

  /// Writes a field that holds a list of texts.
  public mutating func field(_ key: StaticString, _ texts: [String]) {
    field(key, texts) { $1.value($0) }
  }

  /// Writes a field that holds a list, each element by `element`.
  public mutating func field<Elements: Sequence>(
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
  public mutating func value(_ text: String) {
    var text = text
    text.withUTF8 { value(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Writes a text that is there as bytes of UTF-8.
  public mutating func value(utf8 text: UnsafeRawBufferPointer) {
    // Six bytes is the most that one takes.
    let isPlain = Self.isPlain(text)
    reserve((isPlain ? 1 : 6) * text.count + 2)
    put { cursor in
      cursor.put(UInt8(ascii: "\""))
      if isPlain {
        cursor.put(text)
      } else {
        for byte in text { cursor.put(escaped: byte) }
      }
      cursor.put(UInt8(ascii: "\""))
    }
  }

  private mutating func value(_ number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digitsOf: number.magnitude)
  }

  /// Whether a text stands in JSON as it is: without control characters, quotes and backslashes. Eight
  /// bytes are tested at a time.
  private static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count >= 8 else {
      // Filled up with spaces.
      return EightBytes.escapes(
        in: text.reduce(0x2020_2020_2020_2020) { $0 << 8 | UInt64($1) }) == 0
    }
    // The last eight overlap those before.
    let last = text.count - 8
    var place = 0
    while place < last {
      let bytes = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      if EightBytes.escapes(in: bytes) != 0 { return false }
      place += 8
    }
    return EightBytes.escapes(in: text.loadUnaligned(fromByteOffset: last, as: UInt64.self)) == 0
  }
}

// MARK: - Bytes

extension JSONWriter {
  private mutating func append(_ byte: UInt8) {
    reserve(1)
    room[count] = byte
    count += 1
  }

  private mutating func append(digitsOf number: UInt) {
    // A number has twenty at most.
    reserve(20)
    put { cursor in
      var unit: UInt = 1
      while number / unit >= 10 { unit *= 10 }
      while unit > 0 {
        cursor.put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10))
        unit /= 10
      }
    }
  }

  private mutating func reserve(_ more: Int) {
    if count + more > room.count {
      room.append(contentsOf: repeatElement(0, count: max(more, room.count)))
    }
  }

  /// Writes what `body` puts; there must be room for it.
  @inline(__always)
  private mutating func put(_ body: (inout Cursor) -> Void) {
    count = room.withUnsafeMutableBytes { room in
      var cursor = Cursor(room: room, count: count)
      body(&cursor)
      return cursor.count
    }
  }
}

/// Where the next byte goes, in room that was reserved.
private struct Cursor {
  let room: UnsafeMutableRawBufferPointer
  private(set) var count: Int

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    room[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func put(_ bytes: UnsafeRawBufferPointer) {
    UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  mutating func put(_ json: StaticString) {
    put(UnsafeRawBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  mutating func put(escaped byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): put("\\\"")
    case UInt8(ascii: "\\"): put("\\\\")
    case 0x08: put("\\b")
    case 0x09: put("\\t")
    case 0x0A: put("\\n")
    case 0x0C: put("\\f")
    case 0x0D: put("\\r")
    case ..<0x20:
      put("\\u00")
      for digit in [byte >> 4, byte & 15] {
        put(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
      }
    default: put(byte)
    }
  }
}
