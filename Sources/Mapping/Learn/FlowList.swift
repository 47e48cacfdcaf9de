internal import Pipeline
internal import Transform

/// A list of words in brackets, over one line or several, as it stands in a YAML file.
struct FlowList {
  /// The text with the brackets.
  private(set) var text: String

  /// The list that begins behind `key:` in a text, with its place there; nil where there is none.
  static func find(_ key: String, in text: String) -> (list: FlowList, place: Range<String.Index>)?
  {
    guard let start = text.firstRange(of: "\(key): ["),
      let end = words(in: text[start.upperBound...]).end
    else { return nil }
    let place = text.index(before: start.upperBound)..<text.index(after: end)
    return (FlowList(text: String(text[place])), place)
  }

  /// Puts a word at the beginning.
  mutating func prepend(_ word: String) {
    text.insert(contentsOf: "\(word), ", at: text.index(after: text.startIndex))
  }

  /// Takes out the word that means the same, where there is one.
  mutating func remove(_ word: String) {
    let inner = text[text.index(after: text.startIndex)...]
    let words = Self.words(in: inner).words
    guard
      let place = words.firstIndex(where: { place in
        let plain = text[place].filter { $0 != "\"" && $0 != "'" }
        return FoldedText.value(plain) == .value(word)
      })
    else { return }
    if place + 1 < words.count {
      text.removeSubrange(words[place].lowerBound..<words[place + 1].lowerBound)
    } else if place > 0 {
      text.removeSubrange(words[place - 1].upperBound..<words[place].upperBound)
    } else {
      text.removeSubrange(words[place])
    }
  }

  /// The places of the words up to the closing bracket, and that bracket's. A comma within quotes is
  /// part of its word.
  private static func words(
    in text: Substring
  ) -> (words: [Range<String.Index>], end: String.Index?) {
    var words: [Range<String.Index>] = []
    var quote: Character?
    var start: String.Index?
    var last = text.startIndex
    for place in text.indices {
      let character = text[place]
      if quote == nil, character == "," || character == "]" {
        if let start { words.append(start..<last) }
        start = nil
        if character == "]" { return (words, place) }
        continue
      }
      if character == quote {
        quote = nil
      } else if quote == nil, start == nil, character == "\"" || character == "'" {
        quote = character
      }
      if quote != nil || !character.isWhitespace {
        start = start ?? place
        last = text.index(after: place)
      }
    }
    return (words, nil)
  }
}
