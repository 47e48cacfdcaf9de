internal import Pipeline

/// A number of people as somebody types it: `17`, `1,200`, `~50`, `300+`.
struct HeadCount: Equatable {
  /// The number.
  let number: Int
  /// Whether it may be more: `300+`.
  let isLowerBound: Bool

  /// The number in a cell, or nil where it holds anything else.
  init?(_ cell: String) {
    var text = FoldedText(cell).text[...]
    if text.hasPrefix("~") { text = text.dropFirst().drop(while: \.isWhitespace) }
    isLowerBound = text.hasSuffix("+")
    if isLowerBound { text = text.dropLast() }
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.utf8.allSatisfy(Self.isDigit) }),
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.count == 1 || (1...3).contains(groups[0].count),
      let number = Int(groups.joined())
    else { return nil }
    self.number = number
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
