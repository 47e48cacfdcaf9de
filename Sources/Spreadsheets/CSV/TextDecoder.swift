/// Turns the bytes of a text file, which may come in blocks of any size, into UTF-8 without a byte
/// order mark.
///
/// What is no character in its encoding comes out as bytes that are no UTF-8 either, so that the
/// reader of the text names its cell.
struct TextDecoder {
  static let byteOrderMarkOfUTF8: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let encoding: TextEncoding
  private var isAtBegin = true
  private var output: [UInt8] = []
  /// The first byte of a UTF-16 unit that the last block cut.
  private var halfUnit: UInt8?
  /// The first of two UTF-16 units that make one character.
  private var highSurrogate: UInt16?

  init(_ encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Decodes the next block and gives the text to `take`.
  mutating func decode(
    _ block: Slice<UnsafeRawBufferPointer>,
    _ take: (Slice<UnsafeRawBufferPointer>) throws -> Void
  ) throws {
    defer { isAtBegin = false }
    output.removeAll(keepingCapacity: true)
    switch encoding {
    case .utf8:
      let hasMark = isAtBegin && block.starts(with: Self.byteOrderMarkOfUTF8)
      return try take(hasMark ? block.dropFirst(Self.byteOrderMarkOfUTF8.count) : block)
    case .windows1252:
      for byte in block { appendWindows1252(byte) }
    case .utf16LittleEndian, .utf16BigEndian:
      for byte in block { appendHalf(byte) }
    }
    try output.withUnsafeBytes { try take($0[...]) }
  }

  /// Gives what an end in the middle of a character leaves to `take`.
  mutating func finish(_ take: (Slice<UnsafeRawBufferPointer>) throws -> Void) throws {
    guard halfUnit != nil || highSurrogate != nil else { return }
    output = [Self.noCharacter]
    try output.withUnsafeBytes { try take($0[...]) }
  }

  private mutating func appendWindows1252(_ byte: UInt8) {
    guard byte >= 0x80 else { return output.append(byte) }
    guard let scalar = Self.scalar(ofWindows1252: byte) else { return output.append(byte) }
    output.append(contentsOf: UTF8.encode(scalar) ?? .init())
  }

  private mutating func appendHalf(_ byte: UInt8) {
    guard let half = halfUnit else {
      halfUnit = byte
      return
    }
    halfUnit = nil
    let unit =
      encoding == .utf16LittleEndian
      ? UInt16(byte) << 8 | UInt16(half) : UInt16(half) << 8 | UInt16(byte)
    append(unit)
  }

  private mutating func append(_ unit: UInt16) {
    if let high = highSurrogate {
      highSurrogate = nil
      if UTF16.isTrailSurrogate(unit) {
        let scalar = UTF16.decode(UTF16.EncodedScalar([high, unit]))
        return output.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
      output.append(Self.noCharacter)
    }
    if UTF16.isLeadSurrogate(unit) {
      highSurrogate = unit
    } else if let scalar = Unicode.Scalar(unit) {
      if unit == 0xFEFF, isAtBegin, output.isEmpty { return }
      output.append(contentsOf: UTF8.encode(scalar) ?? .init())
    } else {
      output.append(Self.noCharacter)
    }
  }

  /// A byte that no UTF-8 has.
  private static let noCharacter: UInt8 = 0xFF

  /// The character of a byte from 0x80 up, or nil for the five that mean none.
  ///
  /// Source: the table `WindowsBestFit/bestfit1252.txt` of the Unicode Consortium.
  private static func scalar(ofWindows1252 byte: UInt8) -> Unicode.Scalar? {
    guard byte < 0xA0 else { return Unicode.Scalar(byte) }
    let value = upperControls[Int(byte) - 0x80]
    return value == 0 ? nil : Unicode.Scalar(value)
  }

  private static let upperControls: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
