/// A range of people as somebody types it: `12-20`, `1 to 10`, `251+`, `over 250`, `<10`.
package struct CountRange: Sendable, Equatable {
  /// The first number.
  package let from: Int
  /// The last one; nil where it has no end.
  package let to: Int?

  /// The range in a text, or nil where it holds anything else.
  package init?(_ text: String) {
    let folded = HeadCount.plain(text)
    if let match = folded.wholeMatch(of: /(.+?)\s*(?:-|to|bis|through)\s*(.+)/),
      let from = HeadCount.number(match.1), let to = HeadCount.number(match.2), from <= to
    {
      self.init(from: from, to: to)
    } else if let match = folded.wholeMatch(of: /(.+?)\s*(?:\+|and more|or more|and over)/),
      let from = HeadCount.number(match.1)
    {
      self.init(from: from, to: nil)
    } else if let match = folded.wholeMatch(of: /(?:>=|at least|from)\s*(.+)/),
      let from = HeadCount.number(match.1)
    {
      self.init(from: from, to: nil)
    } else if let match = folded.wholeMatch(of: /(?:>|over|more than|above)\s*(.+)/),
      let below = HeadCount.number(match.1), below < .max
    {
      self.init(from: below + 1, to: nil)
    } else if let match = folded.wholeMatch(of: /(?:<=|up to|at most)\s*(.+)/),
      let to = HeadCount.number(match.1), to >= 1
    {
      self.init(from: 1, to: to)
    } else if let match = folded.wholeMatch(of: /(?:<|under|below|less than|fewer than)\s*(.+)/),
      let end = HeadCount.number(match.1), end > 1
    {
      self.init(from: 1, to: end - 1)
    } else {
      return nil
    }
  }

  package init(from: Int, to: Int?) {
    self.from = from
    self.to = to
  }
}
