internal import Pipeline

/// Tells of most names, at one look, that no entry of many lists can match them.
///
/// A Bloom filter: three bits for each entry, in one word, by a hash of its name. A name whose bits are
/// not set matches none; of the others the lists are asked.
struct NameFilter: Sendable, Equatable {
  // 512 thousand bits: with the eleven thousand entries that are shipped, fewer than one name in a
  // thousand is looked up in vain.
  private static let words = 1 << 13
  /// The names that match by themselves.
  private var alone = [UInt64](repeating: 0, count: words)
  /// The names that match what is below them too.
  private var above = [UInt64](repeating: 0, count: words)

  /// Adds an entry's name; an empty one is above all names.
  ///
  /// - Parameter name: The name in UTF-8.
  mutating func add(_ name: some BidirectionalCollection<UInt8>, reach: NamePattern.Reach) {
    var hash = Self.start
    for byte in name.reversed() { hash = Self.hash(hash, byte) }
    let (word, bits) = Self.place(of: hash)
    if reach == .alone { alone[word] |= bits } else { above[word] |= bits }
  }

  /// False where no entry matches a name.
  func mayMatch(_ name: DomainName) -> Bool {
    name.text.utf8.withContiguousStorageIfAvailable { mayMatch(UnsafeRawBufferPointer($0)) } ?? true
  }

  /// The same of a normalized name in bytes.
  func mayMatch(_ name: UnsafeRawBufferPointer) -> Bool {
    // From the end on, so that all ends of the name are hashed in one go.
    var hash = Self.start
    if Self.isSet(hash, in: above) { return true }
    for byte in name.reversed() {
      if byte == UInt8(ascii: "."), Self.isSet(hash, in: above) { return true }
      hash = Self.hash(hash, byte)
    }
    return Self.isSet(hash, in: above) || Self.isSet(hash, in: alone)
  }

  private static func isSet(_ hash: UInt64, in words: [UInt64]) -> Bool {
    let (word, bits) = place(of: hash)
    return words[word] & bits == bits
  }

  // FNV-1a, of the name's bytes from its end.
  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  private static func place(of hash: UInt64) -> (word: Int, bits: UInt64) {
    // What differs in the last bytes only differs in the low bits only.
    let mixed = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
    let bits = 1 << (mixed >> 58) | 1 << (mixed >> 52 & 63) | 1 << (mixed >> 46 & 63) as UInt64
    return (Int(mixed >> 32 & UInt64(words - 1)), bits)
  }
}
