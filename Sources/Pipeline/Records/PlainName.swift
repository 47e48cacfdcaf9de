/// The quick way to a domain name, for what people write where that is as it mostly is: ASCII, perhaps
/// a URL, no port, no mail address, no label in encoded form.
///
/// It stands for a part of the text that it was found in, and lives no longer.
package struct PlainName {
  /// The name as it is written there.
  private let written: Slice<UnsafeRawBufferPointer>

  /// Nil for anything else than such a text, and for what is no name.
  package init?(_ given: UnsafeRawBufferPointer) {
    var start = 0
    var end = given.count
    while start < end, ASCII.isWhite(given[start]) { start += 1 }
    while start < end, ASCII.isWhite(given[end - 1]) { end -= 1 }
    // Before anything is cut, as in the long way.
    for byte in given[start..<end]
    where byte >= 0x80 || ASCII.isWhite(byte) || byte == Self.comma || byte == Self.semicolon {
      return nil
    }
    start += Self.scheme(of: given[start..<end])
    for place in start..<end where Self.endsHost(given[place]) {
      end = place
      break
    }
    if start < end, given[end - 1] == Self.dot { end -= 1 }
    written = given[start..<end]
    guard Self.isName(written) else { return nil }
  }

  /// The length in bytes, which is that of the text.
  package var count: Int { written.count }

  /// Whether it stands there as it is normalized.
  package func isWritten(in given: UnsafeRawBufferPointer) -> Bool {
    written.count == given.count
      && !written.contains { $0 != ASCII.lowercased($0) }
  }

  /// The normalized name.
  package var text: String {
    String(unsafeUninitializedCapacity: count) { room in
      for (place, byte) in zip(room.indices, written) { room[place] = ASCII.lowercased(byte) }
      return count
    }
  }

  /// Appends the bytes of the normalized name.
  package func append(to bytes: inout [UInt8]) {
    for byte in written { bytes.append(ASCII.lowercased(byte)) }
  }

  private static func endsHost(_ byte: UInt8) -> Bool {
    byte == slash || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private static func isName(_ host: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard 3...253 ~= host.count else { return false }
    var labels = 1
    var length = 0
    var isNumber = true
    var last = hyphen
    for byte in host {
      if byte == dot {
        guard 1...63 ~= length, last != hyphen else { return false }
        labels += 1
        length = 0
        isNumber = true
      } else {
        let isDigit = ASCII.isDigit(byte)
        guard isDigit || ASCII.isLetter(byte) || byte == hyphen && length > 0 else { return false }
        // A label that begins xn-- may be an encoded one.
        if byte == hyphen, last == hyphen, length == 3 { return false }
        length += 1
        isNumber = isNumber && isDigit
      }
      last = byte
    }
    return labels > 1 && 1...63 ~= length && last != hyphen && !isNumber
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
  private static let hyphen = UInt8(ascii: "-")
  private static let semicolon = UInt8(ascii: ";")
  private static let slash = UInt8(ascii: "/")
}
