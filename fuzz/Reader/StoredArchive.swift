/// A ZIP archive in memory whose parts are stored as they are.
///
/// Source of the layout: PKWARE, APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
struct StoredArchive {
  private(set) var bytes: [UInt8] = []

  init(_ parts: [String: [UInt8]]) {
    var directory: [UInt8] = []
    for (name, content) in parts.sorted(by: { $0.key < $1.key }) {
      let start = bytes.count
      let header =
        Self.number(20, 2) + Self.number(0, 8) + Self.number(Self.checksum(of: content), 4)
        + Self.number(content.count, 4) + Self.number(content.count, 4)
        + Self.number(name.utf8.count, 2) + Self.number(0, 2)
      bytes += Self.number(0x0403_4B50, 4) + header + name.utf8 + content
      directory +=
        Self.number(0x0201_4B50, 4) + Self.number(20, 2) + header + Self.number(0, 10)
        + Self.number(start, 4) + name.utf8
    }
    let start = bytes.count
    bytes += directory
    bytes +=
      Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(parts.count, 2)
      + Self.number(parts.count, 2) + Self.number(directory.count, 4) + Self.number(start, 4)
      + Self.number(0, 2)
  }

  private static func number(_ value: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  /// CRC-32.
  private static func checksum(of bytes: [UInt8]) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }
}
