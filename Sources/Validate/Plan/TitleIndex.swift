internal import Pipeline

/// Organizations by title, compared as ``FoldedText``.
///
/// The titles themselves are never changed.
struct TitleIndex: Sendable {
  private var titles = TextTable()
  // The first organization, by the title's number.
  private var first: [RecordID] = []
  // Only titles that more than one has.
  private var several: [Int: [RecordID]] = [:]

  /// Makes room for so many.
  mutating func reserve(_ more: Int) {
    titles.reserve(more, length: 24)
    first.reserveCapacity(first.count + more)
  }

  /// Notes that the organization `id` has this title.
  mutating func add(_ title: String, id: String) {
    FoldedText(title).text.withBytes { folded in
      _ = add(folded: folded, TextTable.hash(of: folded), id: id.withBytes { RecordID(utf8: $0) })
    }
  }

  /// Begins to fetch what the title of a hash will need.
  func prefetch(_ hash: TextTable.Hash) { titles.prefetch(hash) }

  /// Notes that an organization has the title that folds to these bytes of this hash.
  ///
  /// - Returns: The title's number, counted from 0 as they come, and whether it is the first of it.
  mutating func add(
    folded title: UnsafeRawBufferPointer, _ hash: TextTable.Hash, id: RecordID
  ) -> (number: Int, isNew: Bool) {
    let (number, isNew) = titles.insert(title, hash)
    if isNew {
      first.append(id)
    } else {
      several[number, default: [first[number]]].append(id)
    }
    return (number, isNew)
  }

  /// The organizations of this title.
  func all(of title: String) -> [String] {
    if first.isEmpty { return [] }
    guard let number = number(of: FoldedText(title)) else { return [] }
    return (several[number] ?? [first[number]]).map(\.description)
  }

  /// All organizations of this title where there are several, otherwise none.
  func several(of title: String) -> [String] {
    if several.isEmpty { return [] }
    return number(of: FoldedText(title)).flatMap { several[$0] }?.map(\.description) ?? []
  }

  private func number(of title: FoldedText) -> Int? {
    title.text.withBytes { titles.number(of: $0) }
  }
}
