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

  /// Notes that the organization `id` has this title.
  mutating func add(_ title: String, id: String) {
    add(FoldedText(title), id: id.withBytes { RecordID(utf8: $0) })
  }

  /// Notes that an organization has this title.
  mutating func add(_ title: FoldedText, id: RecordID) {
    title.text.withBytes { add(folded: $0, id: id) }
  }

  /// Notes that an organization has the title that folds to these bytes.
  mutating func add(folded title: UnsafeRawBufferPointer, id: RecordID) {
    let (number, isNew) = titles.insert(title)
    if isNew {
      first.append(id)
    } else {
      several[number, default: [first[number]]].append(id)
    }
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

  /// Whether several organizations have the title that folds to this.
  func isShared(_ title: FoldedText) -> Bool {
    !several.isEmpty && number(of: title).map { several[$0] != nil } ?? false
  }

  /// Whether any organization has the title that folds to this.
  func contains(_ title: FoldedText) -> Bool { !first.isEmpty && number(of: title) != nil }

  private func number(of title: FoldedText) -> Int? {
    title.text.withBytes { titles.number(of: $0) }
  }
}
