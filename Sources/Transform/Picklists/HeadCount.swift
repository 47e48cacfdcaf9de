internal import Pipeline

/// A number of people as somebody types it: `17`, `1,200`, `1.200`, `~50`, `about 50 employees`.
enum HeadCount {
  /// The number in a cell, or nil where it holds anything else.
  static func read(_ cell: String) -> Int? {
    // Most are plain digits, which need no pattern to tell.
    cell.utf8.allSatisfy(isDigit) ? Int(cell) : number(plain(cell)[...])
  }

  /// A cell without what makes no difference: case, white space, the word for “about” and the one for
  /// the people.
  static func plain(_ cell: String) -> String {
    var text = FoldedText.value(cell).text
    if let about = text.prefixMatch(
      of: /(?:[~≈]|(?:ca|circa|approx|approximately|about|around)\b\.?)\s*/)
    {
      text.removeSubrange(about.range)
    }
    for people in ["employees", "employee", "people", "staff", "users", "seats", "fte", "ftes"]
    where text.hasSuffix(" " + people) {
      text.removeLast(people.count + 1)
    }
    return text
  }

  /// A whole number; its thousands may be set off by commas, full stops, spaces or apostrophes, and
  /// zeros may stand behind a decimal point.
  static func number(_ text: Substring) -> Int? {
    if text.utf8.allSatisfy(isDigit) { return Int(text) }
    if let match = text.wholeMatch(of: /([0-9]+)[.,]0{1,2}/) { return Int(match.1) }
    for separator in [",", ".", " ", "'", "’"] as [Character] {
      let groups = text.split(separator: separator, omittingEmptySubsequences: false)
      guard groups.count > 1, (1...3).contains(groups[0].count),
        groups.dropFirst().allSatisfy({ $0.count == 3 }),
        groups.allSatisfy({ $0.utf8.allSatisfy(isDigit) })
      else { continue }
      return Int(groups.joined())
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
