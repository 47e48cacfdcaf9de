internal import Pipeline

/// A pattern of names: `*` is any text, `?` any one character, the rest itself whatever the case.
struct NamePattern: Sendable, Equatable {
  private let pattern: [Character]

  init(_ text: String) {
    pattern = Array(FoldedText(text).text)
  }

  func matches(_ name: FoldedText) -> Bool {
    let text = Array(name.text)
    var (p, t) = (0, 0)
    /// Where to go on when what follows the last `*` does not fit: one character further.
    var retry: (p: Int, t: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == "*" {
        retry = (p + 1, t)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let last = retry {
        retry = (last.p, last.t + 1)
        (p, t) = (last.p, last.t + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
