internal import Pipeline

/// Tells of most names, at one look, that no entry of many lists can match them.
///
/// A Bloom filter: three bits for each entry, in one word, by a hash of its name. A name whose bits are
/// not set matches none; of the others the lists are asked.
struct NameFilter: Sendable, Equatable {
  // 512 thousand bits: with the eleven thousand entries that are shipped, fewer than one name in a
  // thousand is looked up in vain.
  private static let count = 1 << 13
  private var words = [Word](repeating: Word(), count: count)

  /// The bits of the entries of one place, side by side, for most names are sought among both.
  private struct Word: Equatable {
    /// The names that match by themselves.
    var alone: UInt64 = 0
    /// The names that match what is below them too.
    var above: UInt64 = 0
  }

  /// Adds an entry's name; an empty one is above all names.
  ///
  /// - Parameter name: The name in UTF-8.
  mutating func add(_ name: some BidirectionalCollection<UInt8>, reach: NamePattern.Reach) {
    let (word, bits) = Self.place(of: NameHashes.hash(name))
    if reach == .alone { words[word].alone |= bits } else { words[word].above |= bits }
  }

  /// False where no entry matches the name of these hashes; nil is a name that has none.
  func mayMatch(_ hashes: NameHashes?) -> Bool {
    guard let hashes else { return true }
    let (word, bits) = Self.place(of: hashes.name)
    if words[word].alone & bits == bits || words[word].above & bits == bits { return true }
    return hashes.containAbove { hash in
      let (word, bits) = Self.place(of: hash)
      return words[word].above & bits == bits
    }
  }

  private static func place(of hash: UInt64) -> (word: Int, bits: UInt64) {
    // What differs in the last bytes only differs in the low bits only.
    let mixed = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
    let bits = 1 << (mixed >> 58) | 1 << (mixed >> 52 & 63) | 1 << (mixed >> 46 & 63) as UInt64
    return (Int(mixed >> 32 & UInt64(count - 1)), bits)
  }
}
