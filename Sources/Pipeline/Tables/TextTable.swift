private import Glibc

/// Texts in bytes, each once, numbered from 0 in the order in which they came: a hash table that keeps
/// them one behind the other, for there are millions.
package struct TextTable: Sendable {
  /// The number of a text plus one; 0 in an empty slot.
  private var slots = [UInt32](repeating: 0, count: 1 << 10)
  // By number.
  private var hashes: [UInt32] = []
  private var ends: [Int] = []
  private var bytes: [UInt8] = []

  package init() {}

  /// How many there are.
  package var count: Int { ends.count }

  /// The number of a text; it gets the next one where it is new.
  package mutating func insert(_ text: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
    if 2 * count >= slots.count { grow() }
    let hash = Self.hash(of: text)
    let slot = slot(of: text, hash)
    if slots[slot] != 0 { return (Int(slots[slot]) - 1, false) }
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = UInt32(count)
    return (count - 1, true)
  }

  /// The number of a text; nil where it is not there.
  package func number(of text: UnsafeRawBufferPointer) -> Int? {
    let slot = slot(of: text, Self.hash(of: text))
    return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
  }

  /// The slot that has a text, or the empty one where it belongs.
  private func slot(of text: UnsafeRawBufferPointer, _ hash: UInt32) -> Int {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, isEqual(number, text) { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isEqual(_ number: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == text.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      guard let known = bytes.baseAddress, let text = text.baseAddress else { return true }
      return memcmp(known + start, text, ends[number] - start) == 0
    }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: 2 * slots.count)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// Eight bytes at a time, each multiplied and folded over; two texts of one hash are told apart by
  /// their bytes.
  private static func hash(of text: UnsafeRawBufferPointer) -> UInt32 {
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
    return UInt32(truncatingIfNeeded: folded(hash ^ rest))
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
