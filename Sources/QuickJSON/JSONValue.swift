/// A value of a document that ``JSONParser`` has read: a place on simdjson's tape, where nothing is
/// copied until it is asked for.
///
/// Source of the layout: simdjson's doc/tape.md. A word's highest byte is the type; a text's other
/// bytes are its place among the texts, an object's and an array's the word behind its end.
@frozen public struct JSONValue {
  @usableFromInline let words: UnsafePointer<UInt64>
  @usableFromInline let texts: UnsafePointer<UInt8>
  @usableFromInline let index: Int

  @inlinable init(words: UnsafePointer<UInt64>, texts: UnsafePointer<UInt8>, index: Int) {
    self.words = words
    self.texts = texts
    self.index = index
  }

  @inlinable var type: UInt8 { UInt8(truncatingIfNeeded: words[index] >> 56) }
  @inlinable var payload: Int { Int(words[index] & 0x00FF_FFFF_FFFF_FFFF) }

  /// The word behind this value.
  @inlinable var end: Int {
    switch type {
    case UInt8(ascii: "{"), UInt8(ascii: "["): Int(words[index] & 0xFFFF_FFFF)
    case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): index + 2
    default: index + 1
    }
  }

  /// Whether it is null.
  @inlinable public var isNull: Bool { type == UInt8(ascii: "n") }

  /// The bytes of a text, in UTF-8; nil where it is none.
  @inlinable public var utf8: UnsafeRawBufferPointer? {
    guard type == UInt8(ascii: "\"") else { return nil }
    let place = UnsafeRawPointer(texts + payload)
    let count = Int(place.loadUnaligned(as: UInt32.self))
    return UnsafeRawBufferPointer(start: place + 4, count: count)
  }

  /// A text; nil where it is none.
  @inlinable public var text: String? {
    utf8.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A whole number that is not negative; nil where it is anything else.
  @inlinable public var unsigned: UInt64? {
    switch type {
    case UInt8(ascii: "u"): words[index + 1]
    case UInt8(ascii: "l"): UInt64(exactly: Int64(bitPattern: words[index + 1]))
    default: nil
    }
  }

  /// A whole number; nil where it is anything else.
  @inlinable public var integer: Int? {
    type == UInt8(ascii: "l") ? Int(Int64(bitPattern: words[index + 1])) : nil
  }

  /// True or false; nil where it is neither.
  @inlinable public var boolean: Bool? {
    switch type {
    case UInt8(ascii: "t"): true
    case UInt8(ascii: "f"): false
    default: nil
    }
  }

  /// The fields of an object; nil where it is none.
  @inlinable public var fields: JSONFields? {
    type == UInt8(ascii: "{") ? JSONFields(of: self) : nil
  }

  /// The elements of an array; nil where it is none.
  @inlinable public var elements: JSONElements? {
    type == UInt8(ascii: "[") ? JSONElements(of: self) : nil
  }
}

extension Optional<JSONValue> {
  /// What an optional text is: a text, or nil where there is null or nothing. Nil itself where it is
  /// anything else.
  @inlinable public var optionalText: String?? {
    guard let value = self, !value.isNull else { return .some(nil) }
    return value.text.map { .some($0) }
  }

  /// The bytes of an optional text, in UTF-8, in the same way.
  @inlinable public var optionalUTF8: UnsafeRawBufferPointer?? {
    guard let value = self, !value.isNull else { return .some(nil) }
    return value.utf8.map { .some($0) }
  }

  /// What an optional whole number is, in the same way.
  @inlinable public var optionalInteger: Int?? {
    guard let value = self, !value.isNull else { return .some(nil) }
    return value.integer.map { .some($0) }
  }

  /// What an optional list of texts is, in the same way.
  @inlinable public var optionalTexts: [String]?? {
    guard let value = self, !value.isNull else { return .some(nil) }
    return records(\.text).map { .some($0) }
  }

  /// The records of a list; nil where it is no list, or where one of them cannot be read.
  @inlinable public func records<Record>(_ read: (JSONValue) -> Record?) -> [Record]? {
    guard let elements = self?.elements else { return nil }
    var records: [Record] = []
    for element in elements {
      guard let record = read(element) else { return nil }
      records.append(record)
    }
    return records
  }
}

/// The fields of an object, one after the other. Of two with the same key the first one counts, as
/// it does in Foundation.
@frozen public struct JSONFields {
  @usableFromInline var value: JSONValue
  @usableFromInline let last: Int

  @inlinable init(of object: JSONValue) {
    value = JSONValue(words: object.words, texts: object.texts, index: object.index + 1)
    // The object's own closing word stands before its end.
    last = object.end - 1
  }

  /// The next field; nil behind the last.
  @inlinable public mutating func next() -> (key: JSONKey, value: JSONValue)? {
    guard value.index < last, let key = value.utf8 else { return nil }
    let found = JSONValue(words: value.words, texts: value.texts, index: value.index + 1)
    value = JSONValue(words: value.words, texts: value.texts, index: found.end)
    return (JSONKey(bytes: key), found)
  }
}

/// The elements of an array, one after the other.
@frozen public struct JSONElements: Sequence, IteratorProtocol {
  @usableFromInline var value: JSONValue
  @usableFromInline let last: Int

  @inlinable init(of array: JSONValue) {
    value = JSONValue(words: array.words, texts: array.texts, index: array.index + 1)
    last = array.end - 1
  }

  /// Whether there is none.
  @inlinable public var isEmpty: Bool { value.index >= last }

  /// The next element; nil behind the last.
  @inlinable public mutating func next() -> JSONValue? {
    guard value.index < last else { return nil }
    let found = value
    value = JSONValue(words: value.words, texts: value.texts, index: found.end)
    return found
  }
}

/// The key of a field, to be compared with those that one knows.
@frozen public struct JSONKey {
  @usableFromInline let bytes: UnsafeRawBufferPointer

  @inlinable init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  @inlinable public static func ~= (known: StaticString, key: JSONKey) -> Bool {
    guard let start = key.bytes.baseAddress, key.bytes.count == known.utf8CodeUnitCount else {
      return false
    }
    return known.stands(at: start)
  }
}
