/// The rows of each of many keys, which are numbered. Nearly every key has one row.
struct RowLists: Sendable {
  private var firsts: [Int32] = []
  private var others: [Int: [Int]] = [:]

  /// How many keys there are.
  var count: Int { firsts.count }

  /// Adds the row at a position of the sheet to a key; a new key has the next number.
  mutating func add(_ position: Int, to key: Int) {
    if key == firsts.count {
      firsts.append(Int32(clamping: position))
    } else {
      others[key, default: []].append(position)
    }
  }

  /// The first row of a key.
  func first(of key: Int) -> Int { Int(firsts[key]) }

  /// Whether a key has one row.
  func isOne(_ key: Int) -> Bool { others.isEmpty || others[key] == nil }

  /// All rows of a key.
  subscript(key: Int) -> [Int] { [first(of: key)] + (others[key] ?? []) }
}
