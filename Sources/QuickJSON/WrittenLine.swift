internal import CText

/// A line of JSON that is read as programs write it, without white space: faster than any parser can be
/// that must expect everything.
///
/// Where something else stands, nothing is known of the line, not even whether it is JSON: a parser has
/// to read it.
public struct WrittenLine {
  /// How many bytes behind a line must be readable, whatever stands there.
  @inlinable public static var padding: Int { 16 }
  // Deeper ones are left to the parser.
  private static let deepest = 16

  @usableFromInline let bytes: UnsafeRawPointer
  @usableFromInline let end: Int
  @usableFromInline var place = 0

  /// - Parameter line: The line, behind which ``padding`` bytes more must be readable.
  public init?(_ line: UnsafeRawBufferPointer) {
    guard let start = line.baseAddress else { return nil }
    bytes = start
    end = line.count
  }

  /// Whether nothing is left.
  @inlinable public var isAtEnd: Bool { place == end }

  /// Takes what is expected there; false, and nothing is taken, where something else stands.
  @inlinable
  @inline(__always)
  public mutating func take(_ expected: StaticString) -> Bool {
    let count = expected.utf8CodeUnitCount
    guard place + count <= end, expected.stands(at: bytes + place) else { return false }
    place += count
    return true
  }

  @inlinable
  mutating func take(_ byte: UInt8) -> Bool {
    guard place < end, self.byte(at: place) == byte else { return false }
    place += 1
    return true
  }

  /// Takes a text with its quotes; nil where none stands there, or one that is not written plainly: with
  /// an escape, or not in UTF-8.
  public mutating func text() -> UnsafeRawBufferPointer? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let plain = glueport_plain_start(bytes + place, end - place)
    let text = UnsafeRawBufferPointer(start: bytes + place, count: plain.count)
    place += plain.count
    guard take(UInt8(ascii: "\"")), plain.is_ascii || Self.isUTF8(text) else { return nil }
    return text
  }

  /// Takes a text or null; nil itself where neither stands there.
  public mutating func textOrNull() -> UnsafeRawBufferPointer?? {
    take("null") ? .some(nil) : text().map { .some($0) }
  }

  /// Takes any text or null, of which nothing is wanted; false where neither stands there.
  public mutating func takeTextOrNull() -> Bool {
    if take("null") { return true }
    guard place < end, byte(at: place) == UInt8(ascii: "\"") else { return false }
    return takeAnyText()
  }

  /// Takes a whole number that is not negative; nil where none stands there, or one of very many digits.
  public mutating func number() -> UInt64? {
    let start = place
    var number: UInt64 = 0
    while place < end, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte(at: place) {
      number = number &* 10 &+ UInt64(byte(at: place) &- UInt8(ascii: "0"))
      place += 1
    }
    // One of more digits may be too large, and one with a zero before it is none.
    let digits = place - start
    return digits == 1 || 2...18 ~= digits && byte(at: start) != UInt8(ascii: "0") ? number : nil
  }

  /// Takes a whole number that is not negative, or null; false where neither stands there.
  public mutating func takeNumberOrNull() -> Bool { take("null") || number() != nil }

  /// Takes an object; false where there is none, or where a value is not taken.
  ///
  /// - Parameters:
  ///   - keys: The keys of such objects.
  ///   - value: Gets what each key means, and has to take the value behind it.
  @inlinable
  @inline(__always)
  public mutating func takeObject<Meaning>(
    _ keys: inout KeyOrder<Meaning>, _ value: (Meaning, inout WrittenLine) -> Bool
  ) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    if take(UInt8(ascii: "}")) { return true }
    var number = 0
    repeat {
      guard let meaning = keys.take(number, from: &self), value(meaning, &self) else {
        return false
      }
      number += 1
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  /// Takes a key with its colon; nil where none stands there.
  @usableFromInline
  mutating func key() -> JSONKey? {
    guard let key = text(), take(UInt8(ascii: ":")) else { return nil }
    return JSONKey(bytes: key)
  }

  /// Takes a value of which nothing is wanted; false where there is the least doubt whether it is one.
  public mutating func takeAny() -> Bool { takeAny(depth: 0) }

  private mutating func takeAny(depth: Int) -> Bool {
    guard place < end, depth < Self.deepest else { return false }
    switch byte(at: place) {
    case UInt8(ascii: "\""): return takeAnyText()
    case UInt8(ascii: "{"):
      return takeAll(until: UInt8(ascii: "}")) { $0.key() != nil && $0.takeAny(depth: depth + 1) }
    case UInt8(ascii: "["):
      return takeAll(until: UInt8(ascii: "]")) { $0.takeAny(depth: depth + 1) }
    case UInt8(ascii: "n"): return take("null")
    case UInt8(ascii: "t"): return take("true")
    case UInt8(ascii: "f"): return take("false")
    default: return number() != nil
    }
  }

  /// Takes what stands between two brackets, of which the first is there.
  private mutating func takeAll(until last: UInt8, _ each: (inout WrittenLine) -> Bool) -> Bool {
    place += 1
    if take(last) { return true }
    repeat {
      guard each(&self) else { return false }
    } while take(UInt8(ascii: ","))
    return take(last)
  }

  /// Takes a text in which escapes may stand, for they are common in what people write.
  private mutating func takeAnyText() -> Bool {
    place += 1
    while true {
      let plain = glueport_plain_start(bytes + place, end - place)
      let text = UnsafeRawBufferPointer(start: bytes + place, count: plain.count)
      guard plain.is_ascii || Self.isUTF8(text) else { return false }
      place += plain.count
      if take(UInt8(ascii: "\"")) { return true }
      guard take(UInt8(ascii: "\\")), takeEscaped() else { return false }
    }
  }

  private mutating func takeEscaped() -> Bool {
    if take(UInt8(ascii: "u")) {
      // Those from D800 on may be half of a pair.
      guard end - place >= 4, byte(at: place) | 0x20 != UInt8(ascii: "d"),
        (0..<4).allSatisfy({ Self.isHexadecimal(byte(at: place + $0)) })
      else { return false }
      place += 4
      return true
    }
    guard place < end, #""\/bfnrt"#.utf8.contains(byte(at: place)) else { return false }
    place += 1
    return true
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
  }

  private static func isUTF8(_ text: UnsafeRawBufferPointer) -> Bool {
    (try? UTF8Span(validating: text.assumingMemoryBound(to: UInt8.self).span)) != nil
  }

  /// Takes the known bytes of a range, behind which ``padding`` bytes more must be readable.
  @usableFromInline
  mutating func take(known: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    guard let start = known.baseAddress, place + range.count <= end,
      glueport_is_same(bytes + place, start + range.lowerBound, range.count)
    else { return false }
    place += range.count
    return true
  }

  @inlinable
  func byte(at place: Int) -> UInt8 { bytes.load(fromByteOffset: place, as: UInt8.self) }
}

extension StaticString {
  /// Whether its bytes stand at a place from which as many are readable.
  @inlinable
  @inline(__always)
  func stands(at start: UnsafeRawPointer) -> Bool {
    let known = UnsafeRawPointer(utf8Start)
    let count = utf8CodeUnitCount
    func isSame(_ place: Int) -> Bool {
      known.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        == start.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    }
    guard count >= 8 else {
      for place in 0..<count
      where known.load(fromByteOffset: place, as: UInt8.self)
        != start.load(fromByteOffset: place, as: UInt8.self)
      {
        return false
      }
      return true
    }
    var place = 0
    while place < count - 8 {
      if !isSame(place) { return false }
      place += 8
    }
    // The last eight overlap those before.
    return isSame(count - 8)
  }
}
