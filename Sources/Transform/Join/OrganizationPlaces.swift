package import Pipeline

/// Where each organization stands in IT Glue's list, from 0.
package struct OrganizationPlaces: Sendable {
  /// How many organizations there are.
  package private(set) var count = 0
  private var numbers = NumberTable()
  // Nearly no id is anything but a number.
  private var texts: [String: Int] = [:]

  package init() {}

  /// Adds the next organization. Of two with one id the first one counts.
  package mutating func add(_ id: RecordID) {
    switch id {
    case .number(let number): numbers.add(number, UInt32(clamping: count))
    case .text(let text): if texts[text] == nil { texts[text] = count }
    }
    count += 1
  }

  /// The place of an organization; nil where it is not in the list.
  package subscript(id: RecordID) -> Int? {
    switch id {
    case .number(let number): numbers[number].map(Int.init)
    case .text(let text): texts[text]
    }
  }
}

/// A number for each of many ids: a hash table with open addressing, for it is asked once for each
/// domain.
private struct NumberTable: Sendable {
  private struct Slot {
    var key: UInt64 = 0
    /// One more than the number; 0 in an empty slot.
    var value: UInt32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1 << 10)
  private var count = 0

  /// Adds a number unless the id has one.
  mutating func add(_ key: UInt64, _ number: UInt32) {
    if 2 * count >= slots.count { grow() }
    let slot = slot(of: key)
    guard slots[slot].value == 0 else { return }
    slots[slot] = Slot(key: key, value: number + 1)
    count += 1
  }

  subscript(key: UInt64) -> UInt32? {
    let value = slots[slot(of: key)].value
    return value == 0 ? nil : value - 1
  }

  /// The slot that has the id, or the empty one where it belongs.
  private func slot(of key: UInt64) -> Int {
    // The golden ratio of 64 bits spreads ids that follow one another.
    let hash = key &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[slot].value != 0, slots[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    for entry in old where entry.value != 0 { slots[slot(of: entry.key)] = entry }
  }
}
