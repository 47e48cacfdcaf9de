/// Whole numbers, each once, for there are millions. Those that come in ascending order, as ids mostly
/// do, are a list; the others are in a hash table with open addressing.
package struct NumberSet: Sendable {
  private var ascending = AscendingNumbers()
  // Zero marks an empty slot.
  private var slots = [UInt64](repeating: 0, count: 1 << 10)
  private var filled = 0
  private var hasZero = false

  package init() {}

  /// How many there are.
  package var count: Int { ascending.count + filled + (hasZero ? 1 : 0) }

  /// Adds a number; false where it was there before.
  package mutating func insert(_ number: UInt64) -> Bool {
    if ascending.append(number) { return true }
    return ascending.place(of: number) == nil && insertIntoTable(number)
  }

  private mutating func insertIntoTable(_ number: UInt64) -> Bool {
    if number == 0 {
      defer { hasZero = true }
      return !hasZero
    }
    if 4 * (filled + 1) > 3 * slots.count { grow() }
    let slot = slot(of: number)
    if slots[slot] == number { return false }
    slots[slot] = number
    filled += 1
    return true
  }

  /// The slot that has a number, or the empty one where it belongs.
  private func slot(of number: UInt64) -> Int {
    var slot = IDTable.slot(of: number, among: slots.count)
    while slots[slot] != 0, slots[slot] != number { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * old.count)
    for number in old where number != 0 { slots[slot(of: number)] = number }
  }
}
