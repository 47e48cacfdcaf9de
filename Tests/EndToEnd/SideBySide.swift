/// Does something for each item, a few of them at the same time, and gives back what came of each,
/// in the order of the items. More at a time would only make everything slower: each starts
/// programs.
func sideBySide<Item: Sendable, Result: Sendable>(
  _ items: [Item], most: Int = 3, _ body: @escaping @Sendable (Item) async throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results: [Int: Result] = [:]
    for (number, item) in items.enumerated() {
      if number >= most, let (done, result) = try await group.next() { results[done] = result }
      group.addTask { (number, try await body(item)) }
    }
    for try await (done, result) in group { results[done] = result }
    return items.indices.compactMap { results[$0] }
  }
}
