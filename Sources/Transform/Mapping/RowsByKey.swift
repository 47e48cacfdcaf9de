/// Rows of a sheet by what they are found by. Nearly every key has one row.
struct RowsByKey<Key: Hashable & Sendable>: Sendable {
  private var firsts: [Key: Int] = [:]
  private var others: [Int: [Int]] = [:]

  /// Whether there is no row.
  var isEmpty: Bool { firsts.isEmpty }

  /// Adds the row at a position of the sheet, in the sheet's order.
  mutating func add(_ position: Int, for key: Key) {
    if let first = firsts[key] {
      others[first, default: []].append(position)
    } else {
      firsts[key] = position
    }
  }

  /// The first row of a key.
  func first(of key: Key) -> Int? { firsts[key] }

  /// The row that is the first of its key, and the others of this key.
  func all(with first: Int) -> [Int] { [first] + (others[first] ?? []) }

  /// All rows of a key.
  subscript(key: Key) -> [Int] { firsts[key].map(all) ?? [] }
}
