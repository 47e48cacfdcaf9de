private import Glibc
private import QuickJSON

/// A line of JSON that is read to the byte as the program itself writes it: faster than any parser can
/// be that must expect everything.
struct WrittenLine {
  private let bytes: UnsafeRawPointer
  private let end: Int
  private var place = 0

  /// - Parameter line: The line, behind which eight bytes more must be readable.
  init?(_ line: UnsafeRawBufferPointer) {
    guard let start = line.baseAddress else { return nil }
    bytes = start
    end = line.count
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { place == end }

  /// Takes what is expected there; false, and nothing is taken, where something else stands.
  @inline(__always)
  mutating func take(_ expected: StaticString) -> Bool {
    let count = expected.utf8CodeUnitCount
    guard place + count <= end, memcmp(bytes + place, expected.utf8Start, count) == 0 else {
      return false
    }
    place += count
    return true
  }

  /// Takes a text with its quotes; nil where none stands there, or one that is not written plainly: with
  /// an escape, or not in UTF-8.
  mutating func text() -> UnsafeRawBufferPointer? {
    guard takeQuote() else { return nil }
    let start = place
    var isASCII = true
    while place < end {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      // What has to be escaped ends it.
      let ends = EightBytes.escapes(in: word)
      let count = ends.trailingZeroBitCount / 8
      let text = count == 8 ? word : word & (1 &<< (8 &* UInt64(count)) &- 1)
      if text & EightBytes.high != 0 { isASCII = false }
      place += count
      if count < 8 { break }
    }
    let text = UnsafeRawBufferPointer(start: bytes + start, count: place - start)
    guard takeQuote(), isASCII || String(validating: text, as: UTF8.self) != nil else { return nil }
    return text
  }

  /// Takes a text or null; nil itself where neither stands there.
  mutating func textOrNull() -> UnsafeRawBufferPointer?? {
    take("null") ? .some(nil) : text().map { .some($0) }
  }

  /// Takes a whole number that is not negative, or null; false where neither stands there.
  mutating func takeNumberOrNull() -> Bool {
    if take("null") { return true }
    let start = place
    while place < end, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte(at: place) { place += 1 }
    // One of more digits may be too large, and one with a zero before it is none.
    let digits = place - start
    return digits == 1 || 2...18 ~= digits && byte(at: start) != UInt8(ascii: "0")
  }

  private mutating func takeQuote() -> Bool {
    guard place < end, byte(at: place) == UInt8(ascii: "\"") else { return false }
    place += 1
    return true
  }

  private func byte(at place: Int) -> UInt8 { bytes.load(fromByteOffset: place, as: UInt8.self) }
}
