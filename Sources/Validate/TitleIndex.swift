/// Organizations by title, compared as a person would: without regard to case, to white space
/// around and to its amount within.
///
/// The titles themselves are never changed.
struct TitleIndex: Sendable {
  private var first: [String: String] = [:]
  // Only titles that more than one has, so that the common case costs one string.
  private var several: [String: [String]] = [:]

  /// Notes that the organization `id` has this title.
  mutating func add(_ title: String, id: String) {
    let key = Self.key(title)
    guard let earlier = first[key] else {
      first[key] = id
      return
    }
    several[key, default: [earlier]].append(id)
  }

  /// The first organization of this title.
  func first(of title: String) -> String? {
    first.isEmpty ? nil : first[Self.key(title)]
  }

  /// All organizations of this title where there are several, otherwise none.
  func several(of title: String) -> [String] {
    several.isEmpty ? [] : several[Self.key(title)] ?? []
  }

  private static func key(_ title: String) -> String {
    // Up and down again: ß and SS are one letter to Unicode's case folding.
    let words = title.unicodeScalars.split(whereSeparator: \.isWhite)
    return words.map { String($0) }.joined(separator: " ").uppercased().lowercased()
  }
}
