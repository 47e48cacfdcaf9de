internal import Pipeline

internal import struct FoundationEssentials.URL

/// How the characters of a CSV file are written.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// What Excel writes as plain “CSV” in western Europe and the Americas.
  case windows1252 = "Windows-1252"

  /// What a file begins with, and for text the rest of it as well.
  enum Content {
    /// A ZIP archive, as XLSX is one.
    case archive
    /// Microsoft's compound file: a workbook of Excel 97, or one with a password.
    case compoundFile
    /// A web page, as many programs export under the name of a workbook, or other XML.
    case markup
    /// Text, in this encoding.
    case text(TextEncoding)
  }

  /// Looks at the whole file: a byte order mark decides; then NUL bytes at every other place; then
  /// whether all of it is UTF-8.
  ///
  /// A file that is UTF-8 in one place and not in another stays UTF-8, so that reading it names the
  /// cell: taking it for Windows-1252 would spoil the names that are right.
  ///
  /// - Throws: ``FileError``.
  static func detect(in file: URL) throws -> Content {
    var content: Content?
    var check = UTF8Check()
    var isFirst = true
    try FileBytes.forEachBlock(of: file) { block in
      if isFirst { content = recognize(block) }
      isFirst = false
      if content == nil { check.look(at: block) }
    }
    if let content { return content }
    check.finish()
    return .text(check.hasInvalid && !check.hasMultibyte ? .windows1252 : .utf8)
  }

  private static func recognize(_ head: Slice<UnsafeRawBufferPointer>) -> Content? {
    if head.starts(with: Array("PK\u{3}\u{4}".utf8)) { return .archive }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .compoundFile }
    if isMarkup(head) { return .markup }
    if head.starts(with: TextDecoder.byteOrderMarkOfUTF8) { return .text(.utf8) }
    if head.starts(with: [0xFF, 0xFE]) { return .text(.utf16LittleEndian) }
    if head.starts(with: [0xFE, 0xFF]) { return .text(.utf16BigEndian) }
    return encodingByNULs(of: head.prefix(4096)).map(Content.text)
  }

  private static func isMarkup(_ head: Slice<UnsafeRawBufferPointer>) -> Bool {
    let mark = TextDecoder.byteOrderMarkOfUTF8
    let text = (head.starts(with: mark) ? head.dropFirst(mark.count) : head).drop { $0 <= 0x20 }
    let begin = String(decoding: text.prefix(16), as: UTF8.self).lowercased()
    return ["<!doctype", "<html", "<?xml", "<table"].contains { begin.hasPrefix($0) }
  }

  /// UTF-16 without a mark: of western text nearly every other byte is NUL.
  private static func encodingByNULs(of head: Slice<UnsafeRawBufferPointer>) -> TextEncoding? {
    var zeros = [0, 0]
    for (offset, byte) in head.enumerated() where byte == 0 { zeros[offset % 2] += 1 }
    let most = head.count / 2 * 3 / 4
    guard most > 0 else { return nil }
    if zeros[1] >= most, zeros[0] == 0 { return .utf16LittleEndian }
    if zeros[0] >= most, zeros[1] == 0 { return .utf16BigEndian }
    return nil
  }
}

/// Tells whether bytes that come in blocks are UTF-8, and whether they have any character that no
/// other encoding would write so.
struct UTF8Check {
  /// Whether some bytes are no UTF-8.
  private(set) var hasInvalid = false
  /// Whether a character of several bytes was met.
  private(set) var hasMultibyte = false
  /// The bytes of a character that the last block cut.
  private var cut: [UInt8] = []

  /// Looks at the next block.
  mutating func look(at block: Slice<UnsafeRawBufferPointer>) {
    if hasInvalid, hasMultibyte { return }
    var rest = block
    while !cut.isEmpty, let byte = rest.first, byte & 0xC0 == 0x80, cut.count < 4 {
      cut.append(byte)
      rest = rest.dropFirst()
      if Self.length(of: cut[0]) == cut.count { break }
    }
    if !cut.isEmpty, !rest.isEmpty || Self.length(of: cut[0]) == cut.count {
      cut.withUnsafeBytes { examine($0[...]) }
      cut = []
    }
    let tail = Self.cutCharacter(at: rest)
    cut.append(contentsOf: tail)
    examine(rest.dropLast(tail.count))
  }

  /// Looks at a character that the end of the file cuts.
  mutating func finish() {
    cut.withUnsafeBytes { examine($0[...]) }
    cut = []
  }

  private mutating func examine(_ bytes: Slice<UnsafeRawBufferPointer>) {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return }
    if String(validating: bytes, as: UTF8.self) != nil {
      hasMultibyte = true
      return
    }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    while !(hasInvalid && hasMultibyte) {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): hasMultibyte = hasMultibyte || scalar.count > 1
      case .error: hasInvalid = true
      case .emptyInput: return
      }
    }
  }

  /// The beginning of a character at the end of a block that lacks its further bytes.
  private static func cutCharacter(
    at block: Slice<UnsafeRawBufferPointer>
  ) -> Slice<UnsafeRawBufferPointer> {
    for count in 1...3 where count <= block.count {
      let tail = block.suffix(count)
      guard let lead = tail.first, lead & 0xC0 != 0x80 else { continue }
      return length(of: lead) > count ? tail : block.suffix(0)
    }
    return block.suffix(0)
  }

  /// How many bytes a character has that begins with this one; 1 where none begins so.
  private static func length(of lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}
