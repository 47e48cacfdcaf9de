internal import Pipeline

/// Tells of most names, at one look, that no entry of many lists can match them.
///
/// A bit for each entry, by a hash of its name: a name whose bits are not set matches none; of the
/// others the lists are asked.
struct NameFilter: Sendable, Equatable {
  // 256 thousand bits: with the eleven thousand entries that are shipped, one name in twenty is looked
  // up in vain.
  private static let size = 1 << 18
  /// The names that match by themselves.
  private var alone = [UInt64](repeating: 0, count: size / 64)
  /// The names that match what is below them too.
  private var above = [UInt64](repeating: 0, count: size / 64)

  /// Adds an entry's name; an empty one is above all names.
  mutating func add(_ name: some StringProtocol, reach: NamePattern.Reach) {
    var hash = Self.start
    for byte in name.utf8.reversed() { hash = Self.hash(hash, byte) }
    let (word, bit) = Self.place(of: hash)
    if reach == .alone { alone[word] |= bit } else { above[word] |= bit }
  }

  /// False where no entry matches a name.
  func mayMatch(_ name: DomainName) -> Bool {
    name.text.utf8.withContiguousStorageIfAvailable { mayMatch(UnsafeRawBufferPointer($0)) } ?? true
  }

  /// The same of a normalized name in bytes.
  func mayMatch(_ name: UnsafeRawBufferPointer) -> Bool {
    // From the end on, so that all ends of the name are hashed in one go.
    var hash = Self.start
    if isSet(hash, in: above) { return true }
    for byte in name.reversed() {
      if byte == UInt8(ascii: "."), isSet(hash, in: above) { return true }
      hash = Self.hash(hash, byte)
    }
    return isSet(hash, in: above) || isSet(hash, in: alone)
  }

  private func isSet(_ hash: UInt64, in bits: [UInt64]) -> Bool {
    let (word, bit) = Self.place(of: hash)
    return bits[word] & bit != 0
  }

  // FNV-1a, of the name's bytes from its end.
  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  private static func place(of hash: UInt64) -> (word: Int, bit: UInt64) {
    let place = Int((hash ^ hash >> 32) & UInt64(size - 1))
    return (place >> 6, 1 << UInt64(place & 63))
  }
}
