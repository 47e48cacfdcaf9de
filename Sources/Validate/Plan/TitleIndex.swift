internal import Pipeline

/// Organizations by title, compared as ``FoldedText``.
///
/// The titles themselves are never changed.
struct TitleIndex: Sendable {
  private var first: [FoldedText: String] = [:]
  // Only titles that more than one has, so that the common case costs one string.
  private var several: [FoldedText: [String]] = [:]

  /// Notes that the organization `id` has this title.
  mutating func add(_ title: String, id: String) {
    let key = FoldedText(title)
    guard let earlier = first[key] else {
      first[key] = id
      return
    }
    several[key, default: [earlier]].append(id)
  }

  /// The organizations of this title.
  func all(of title: String) -> [String] {
    if first.isEmpty { return [] }
    let key = FoldedText(title)
    return several[key] ?? first[key].map { [$0] } ?? []
  }

  /// All organizations of this title where there are several, otherwise none.
  func several(of title: String) -> [String] {
    several.isEmpty ? [] : several[FoldedText(title)] ?? []
  }
}
