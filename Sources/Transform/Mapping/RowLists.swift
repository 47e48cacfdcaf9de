/// The rows of each of many keys, which are numbered. Nearly every key has one row.
struct RowLists: Sendable {
  /// By key, the position of its row; where it has several, -1 less the place of their list.
  private var entries: [Int32] = []
  private var lists: [[Int]] = []

  /// How many keys there are.
  var count: Int { entries.count }

  /// Adds the row at a position of the sheet to a key; a new key has the next number.
  mutating func add(_ position: Int, to key: Int) {
    if key == entries.count {
      entries.append(Int32(clamping: position))
    } else if entries[key] < 0 {
      lists[Self.list(entries[key])].append(position)
    } else {
      lists.append([Int(entries[key]), position])
      entries[key] = -Int32(clamping: lists.count)
    }
  }

  /// The row of a key that has one; otherwise nil.
  func only(of key: Int) -> Int? { entries[key] < 0 ? nil : Int(entries[key]) }

  /// The first row of a key.
  func first(of key: Int) -> Int { self[key][0] }

  /// All rows of a key.
  subscript(key: Int) -> [Int] { only(of: key).map { [$0] } ?? lists[Self.list(entries[key])] }

  private static func list(_ entry: Int32) -> Int { -1 - Int(entry) }
}
