internal import Pipeline

/// A text that a service's words contain, whatever their case; `*` in it is any text.
struct WordPattern: Sendable, Equatable {
  private let pieces: [Substring]

  /// Nil where there is nothing but `*`: it would be in all words.
  init?(_ text: String) {
    pieces = FoldedText(text).text.split(separator: "*")
    guard pieces.contains(where: { $0 != " " }) else { return nil }
  }

  func isIn(_ words: FoldedText) -> Bool {
    var rest = words.text[...]
    for piece in pieces {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}
