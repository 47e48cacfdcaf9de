private import Glibc

/// Texts in bytes, each once, numbered from 0 in the order in which they came: a hash table that keeps
/// them one behind the other, for there are millions.
package struct TextTable: Sendable {
  /// What a text is found by.
  package typealias Hash = UInt32

  /// A text's hash in the upper half, and its number plus one in the lower; 0 in an empty slot.
  private var slots = [UInt64](repeating: 0, count: 1 << 8)
  // By number.
  private var ends: [Int] = []
  private var bytes: [UInt8] = []

  package init() {}

  /// How many there are.
  package var count: Int { ends.count }

  /// Makes room for so many texts, of this length in bytes on the average, so that they need not be moved
  /// again and again.
  package mutating func reserve(_ more: Int, length: Int) {
    ends.reserveCapacity(count + more)
    bytes.reserveCapacity(bytes.count + more * length)
    while 3 * (count + more) > 2 * slots.count { grow() }
  }

  /// The number of a text; it gets the next one where it is new.
  package mutating func insert(_ text: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
    insert(text, Self.hash(of: text))
  }

  /// The number of a text of this hash; it gets the next one where it is new.
  package mutating func insert(
    _ text: UnsafeRawBufferPointer, _ hash: Hash
  ) -> (number: Int, isNew: Bool) {
    if 3 * (count + 1) > 2 * slots.count { grow() }
    let slot = slot(of: text, hash)
    if slots[slot] != 0 { return (Self.number(in: slots[slot]), false) }
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    slots[slot] = UInt64(hash) << 32 | UInt64(UInt32(count))
    return (count - 1, true)
  }

  /// Begins to fetch what a text of this hash will need: to be told a little before, for a large table is
  /// in no cache.
  package func prefetch(_ hash: Hash) {
    slots.prefetch(Int(hash) & (slots.count - 1))
  }

  /// The number of a text; nil where it is not there.
  package func number(of text: UnsafeRawBufferPointer) -> Int? {
    number(of: text, Self.hash(of: text))
  }

  /// The number of a text of this hash; nil where it is not there.
  package func number(of text: UnsafeRawBufferPointer, _ hash: Hash) -> Int? {
    let entry = slots[slot(of: text, hash)]
    return entry == 0 ? nil : Self.number(in: entry)
  }

  /// Gives the bytes of a text to `body`.
  package func withBytes<Result>(
    of number: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: number)])) }
  }

  private func range(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  private static func number(in entry: UInt64) -> Int { Int(entry & 0xFFFF_FFFF) - 1 }

  /// The slot that has a text, or the empty one where it belongs.
  private func slot(of text: UnsafeRawBufferPointer, _ hash: Hash) -> Int {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = slots[slot]
      if Hash(entry >> 32) == hash, isEqual(Self.number(in: entry), text) { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isEqual(_ number: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    let range = range(of: number)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      guard let known = bytes.baseAddress, let text = text.baseAddress else { return true }
      return memcmp(known + range.lowerBound, text, range.count) == 0
    }
  }

  private mutating func grow() {
    // Nothing is to be moved of an empty one.
    let old = count == 0 ? [] : slots
    slots = [UInt64](repeating: 0, count: 2 * slots.count)
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }

  /// The hash of a text: eight bytes at a time, each multiplied and folded over. Two texts of one hash are
  /// told apart by their bytes.
  package static func hash(of text: UnsafeRawBufferPointer) -> Hash {
    var hash = UInt64(text.count) &+ 0x9E37_79B9_7F4A_7C15
    var place = 0
    while place + 8 <= text.count {
      hash = folded(hash ^ text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var rest: UInt64 = 0
    while place < text.count {
      rest = rest << 8 | UInt64(text[place])
      place += 1
    }
    return Hash(truncatingIfNeeded: folded(hash ^ rest))
  }

  private static func folded(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}

extension String {
  /// Gives the text's bytes of UTF-8 to `body`.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    var text = self
    return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}
