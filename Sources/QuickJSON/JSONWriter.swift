internal import CText

/// Writes JSON into memory, as Foundation's encoder writes it with sorted keys and plain slashes, to
/// the byte. Who writes an object sees to the order of its keys.
public struct JSONWriter: Sendable {
  /// Room for what is written; behind `count` it is not used yet.
  @usableFromInline var room: [UInt8]
  @usableFromInline var used = 0
  /// How many bytes were written so far.
  @inlinable public var count: Int { used }

  /// - Parameter capacity: How many bytes are expected.
  public init(capacity: Int = 512) {
    room = [UInt8](repeating: 0, count: max(capacity, 64))
  }

  /// What was written so far.
  public var bytes: ArraySlice<UInt8> { room[..<count] }

  /// Forgets what was written, and keeps the room for it.
  public mutating func clear() { used = 0 }

  /// Writes what is JSON already.
  @inlinable
  public mutating func append(verbatim json: UnsafeRawBufferPointer) {
    reserve(json.count)
    put { $0.put(json) }
  }

  /// Writes what is JSON already, or a part of it.
  @inlinable
  public mutating func append(_ json: StaticString) {
    append(verbatim: UnsafeRawBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  /// Ends a line.
  @inlinable
  public mutating func endLine() { append(UInt8(ascii: "\n")) }

  /// Writes an object, its fields by `fields`.
  @inlinable
  public mutating func object(_ fields: (inout JSONWriter) -> Void) {
    append(UInt8(ascii: "{"))
    fields(&self)
    append(UInt8(ascii: "}"))
  }

  /// Writes a list, each element by `element`.
  @inlinable
  public mutating func list<Elements: Sequence>(
    _ elements: Elements, _ element: (Elements.Element, inout JSONWriter) -> Void
  ) {
    append(UInt8(ascii: "["))
    for value in elements {
      if room[used - 1] != UInt8(ascii: "[") { append(UInt8(ascii: ",")) }
      element(value, &self)
    }
    append(UInt8(ascii: "]"))
  }
}

// MARK: - Fields

extension JSONWriter {
  /// Begins a field; its value is to follow.
  @inlinable
  public mutating func key(_ key: StaticString) {
    field(key, most: 0) { _ in }
  }

  /// Writes a field that holds a text.
  public mutating func field(_ key: StaticString, _ text: String) {
    var text = text
    text.withUTF8 { field(key, utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Writes a field that holds a text or null.
  @inlinable
  public mutating func field(_ key: StaticString, orNull text: String?) {
    if let text { field(key, text) } else { fieldNull(key) }
  }

  /// Writes a field that holds a text, where there is one.
  public mutating func field(_ key: StaticString, ifAny text: String?) {
    if let text { field(key, text) }
  }

  /// Writes a field that holds a text of UTF-8.
  @inlinable
  public mutating func field(_ key: StaticString, utf8 text: UnsafeRawBufferPointer) {
    let isPlain = Self.isPlain(text)
    field(key, most: Self.most(text, isPlain: isPlain)) { $0.put(text: text, isPlain: isPlain) }
  }

  /// Writes a field that holds a text of UTF-8 or null.
  @inlinable
  public mutating func field(_ key: StaticString, utf8OrNull text: UnsafeRawBufferPointer?) {
    if let text { field(key, utf8: text) } else { fieldNull(key) }
  }

  /// Writes a field that holds a number as text.
  @inlinable
  public mutating func field(_ key: StaticString, digitsOf number: UInt64) {
    let digits = Self.digits(of: UInt(number))
    field(key, most: digits + 2) {
      $0.put(UInt8(ascii: "\""))
      $0.put(UInt(number), digits: digits)
      $0.put(UInt8(ascii: "\""))
    }
  }

  /// Writes a field that holds a whole number.
  @inlinable
  public mutating func field(_ key: StaticString, _ number: Int) {
    let digits = Self.digits(of: number.magnitude)
    field(key, most: digits + 1) {
      if number < 0 { $0.put(UInt8(ascii: "-")) }
      $0.put(number.magnitude, digits: digits)
    }
  }

  /// Writes a field that holds a whole number or null.
  @inlinable
  public mutating func field(_ key: StaticString, orNull number: Int?) {
    if let number { field(key, number) } else { fieldNull(key) }
  }

  /// Writes a field that holds true or false.
  @inlinable
  public mutating func field(_ key: StaticString, _ boolean: Bool) {
    field(key, most: 5) { $0.put(boolean ? "true" : "false") }
  }

  /// Writes a field that holds a list of texts.
  public mutating func field(_ key: StaticString, _ texts: [String]) {
    field(key, texts) { $1.value($0) }
  }

  /// Writes a field that holds a list, each element by `element`.
  @inlinable
  public mutating func field<Elements: Sequence>(
    _ key: StaticString, _ elements: Elements,
    _ element: (Elements.Element, inout JSONWriter) -> Void
  ) {
    self.key(key)
    list(elements, element)
  }

  @inlinable
  mutating func fieldNull(_ key: StaticString) {
    field(key, most: 4) { $0.put("null") }
  }

  /// Writes a field whose value, of so many bytes at most, `value` puts.
  ///
  /// Into the caller, where the key is known: its bytes are then a few moves.
  @inlinable
  @inline(__always)
  mutating func field(_ key: StaticString, most: Int, _ value: (inout JSONCursor) -> Void) {
    reserve(key.utf8CodeUnitCount + 4 + most)
    put { cursor in
      if !cursor.isFirst { cursor.put(UInt8(ascii: ",")) }
      cursor.put(UInt8(ascii: "\""))
      cursor.put(key)
      cursor.put(UInt8(ascii: "\""))
      cursor.put(UInt8(ascii: ":"))
      value(&cursor)
    }
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
    let isPlain = Self.isPlain(text)
    reserve(Self.most(text, isPlain: isPlain))
    put { $0.put(text: text, isPlain: isPlain) }
  }

  /// How many bytes a text takes at most, with its quotes. Six is the most that a byte takes.
  @inlinable
  static func most(_ text: UnsafeRawBufferPointer, isPlain: Bool) -> Int {
    (isPlain ? 1 : 6) * text.count + 2
  }

  /// Whether a text stands in JSON as it is: without control characters, quotes and backslashes.
  @usableFromInline
  static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    text.baseAddress.map { glueport_is_plain($0, text.count) } ?? true
  }

  /// How many digits a number has.
  @inlinable
  static func digits(of number: UInt) -> Int {
    var digits = 1
    var rest = number
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    return digits
  }
}

// MARK: - Bytes

extension JSONWriter {
  @inlinable
  mutating func append(_ byte: UInt8) {
    reserve(1)
    room[used] = byte
    used += 1
  }

  @inlinable
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if used + more > room.count { grow(more) }
  }

  @usableFromInline
  mutating func grow(_ more: Int) {
    room.append(contentsOf: repeatElement(0, count: max(more, room.count)))
  }

  /// Writes what `body` puts; there must be room for it.
  @inlinable
  @inline(__always)
  mutating func put(_ body: (inout JSONCursor) -> Void) {
    used = room.withUnsafeMutableBytes { room in
      var cursor = JSONCursor(room: room, count: used)
      body(&cursor)
      return cursor.count
    }
  }
}
