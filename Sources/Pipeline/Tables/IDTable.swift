/// A number for each of many ids.
package struct IDTable: Sendable {
  private var numbers = NumberTable()
  // Nearly no id is anything but a number.
  private var texts: [String: Int] = [:]

  package init() {}

  /// Where a number belongs among so many slots, a power of two. The upper bits of its product with the
  /// golden ratio lay numbers that follow one another apart, each into a slot of its own.
  static func slot(of number: UInt64, among slots: Int) -> Int {
    Int(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> (64 - slots.trailingZeroBitCount))
  }

  /// The number of an id; it gets this one where it has none.
  package mutating func insert(_ id: RecordID, _ number: Int) -> Int {
    switch id {
    case .number(let key):
      return Int(numbers.insert(key, UInt32(clamping: number)))
    case .text(let key):
      if let known = texts[key] { return known }
      texts[key] = number
      return number
    }
  }

  /// Begins to fetch what an id will need: to be told a little before, for a large table is in no cache.
  package func prefetch(_ id: RecordID) {
    if case .number(let key) = id { numbers.prefetch(key) }
  }

  /// The number of an id; nil where it is not there.
  package subscript(id: RecordID) -> Int? {
    switch id {
    case .number(let key): numbers[key].map(Int.init)
    case .text(let key): texts.isEmpty ? nil : texts[key]
    }
  }
}

/// A number for each of many others. As long as they come in ascending order and are numbered one
/// after the other, they are a list; the others are in a hash table with open addressing.
private struct NumberTable: Sendable {
  private struct Slot {
    var key: UInt64 = 0
    /// One more than the number; 0 in an empty slot.
    var value: UInt32 = 0
  }

  private var ascending = AscendingNumbers()
  private var slots = [Slot](repeating: Slot(), count: 1 << 10)
  private var filled = 0

  mutating func insert(_ key: UInt64, _ number: UInt32) -> UInt32 {
    if filled == 0, number == ascending.count, ascending.append(key) { return number }
    if let place = ascending.place(of: key) { return UInt32(place) }
    if 4 * filled >= 3 * slots.count { grow() }
    let slot = slot(of: key)
    if slots[slot].value != 0 { return slots[slot].value - 1 }
    slots[slot] = Slot(key: key, value: number + 1)
    filled += 1
    return number
  }

  subscript(key: UInt64) -> UInt32? {
    if let place = ascending.place(of: key) { return UInt32(place) }
    let value = slots[slot(of: key)].value
    return value == 0 ? nil : value - 1
  }

  func prefetch(_ key: UInt64) {
    ascending.prefetch(key)
    if filled == 0 { return }
    slots.prefetch(IDTable.slot(of: key, among: slots.count))
  }

  /// The slot that has the id, or the empty one where it belongs.
  private func slot(of key: UInt64) -> Int {
    var slot = IDTable.slot(of: key, among: slots.count)
    while slots[slot].value != 0, slots[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    for entry in old where entry.value != 0 { slots[slot(of: entry.key)] = entry }
  }
}
