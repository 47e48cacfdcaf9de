internal import CText

/// The quick way to a domain name, for what people write where that is as it mostly is: ASCII, perhaps
/// a URL, no port, no mail address, no label in encoded form.
///
/// It stands for a part of the text that it was found in, and lives no longer.
package struct PlainName {
  /// The name as it is written there.
  private let written: UnsafeRawBufferPointer

  /// Nil for anything else than such a text, for what is no name, and for a name of more than 64 bytes.
  package init?(_ given: UnsafeRawBufferPointer) {
    // Most are names as they stand.
    if Self.isName(given) {
      written = given
      return
    }
    var start = 0
    var end = given.count
    while start < end, ASCII.isWhite(given[start]) { start += 1 }
    while start < end, ASCII.isWhite(given[end - 1]) { end -= 1 }
    // Before anything is cut, as in the long way.
    var endOfHost = end
    for place in (start..<end).reversed() {
      let byte = given[place]
      if byte >= 0x80 || ASCII.isWhite(byte) || byte == Self.comma || byte == Self.semicolon {
        return nil
      }
      if Self.endsHost(byte) { endOfHost = place }
    }
    if endOfHost < end {
      start += Self.scheme(of: given[start..<end])
      end = (start..<end).first { Self.endsHost(given[$0]) } ?? end
    }
    if start < end, given[end - 1] == Self.dot { end -= 1 }
    written = UnsafeRawBufferPointer(rebasing: given[start..<end])
    guard Self.isName(written) else { return nil }
  }

  /// The length in bytes, which is that of the text.
  package var count: Int { written.count }

  /// The normalized name.
  package var text: String {
    String(unsafeUninitializedCapacity: count) { room in
      for (place, byte) in zip(room.indices, written) { room[place] = ASCII.lowercased(byte) }
      return count
    }
  }

  /// Appends the bytes of the normalized name.
  package func append(to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: written)
    ASCII.lowercase(&bytes, from: start)
  }

  private static func endsHost(_ byte: UInt8) -> Bool {
    byte == slash || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  /// Whether a text is a name as it stands: letters, digits and hyphens in at least two labels, of which
  /// none begins or ends with a hyphen, and the last is no number.
  private static func isName(_ host: UnsafeRawBufferPointer) -> Bool {
    // Longer ones are rare.
    guard let start = host.baseAddress, 3...64 ~= host.count else { return false }
    let bits = glueport_bits_of_name(start, host.count)
    let (dots, hyphens) = (bits.dots, bits.hyphens)
    let all = UInt64.max >> UInt64(64 - host.count)
    guard bits.letters | bits.digits | hyphens | dots == all, dots != 0 else { return false }
    let firsts = dots << 1 | 1
    let lasts = dots >> 1 | 1 << UInt64(host.count - 1)
    guard (firsts | lasts) & (dots | hyphens) == 0 else { return false }
    // A label that begins xn-- may be an encoded one.
    guard firsts << 2 & hyphens & hyphens >> 1 == 0 else { return false }
    return (bits.letters | hyphens) >> UInt64(64 - dots.leadingZeroBitCount) != 0
  }

  /// The length of `https://` or the like, or of a bare `//`, at the start.
  private static func scheme(of text: Slice<UnsafeRawBufferPointer>) -> Int {
    let name = text.prefix { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "+") }
    var rest = text[name.endIndex...]
    if !name.isEmpty, rest.popFirst() != UInt8(ascii: ":") { return 0 }
    return rest.popFirst() == slash && rest.popFirst() == slash
      ? rest.startIndex - text.startIndex : 0
  }

  private static let comma = UInt8(ascii: ",")
  private static let dot = UInt8(ascii: ".")
  private static let semicolon = UInt8(ascii: ";")
  private static let slash = UInt8(ascii: "/")
}
