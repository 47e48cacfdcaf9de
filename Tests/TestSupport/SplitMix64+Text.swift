extension SplitMix64 {
  /// A text of pieces that are easily got wrong: what JSON escapes, letters beyond ASCII, letters that
  /// can be written in two ways, white space of all kinds.
  package mutating func text(upTo longest: Int = 12) -> String {
    (0..<Int.random(in: 0...longest, using: &self))
      .map { _ in oneIn(2) ? plainPiece() : Self.pieces.randomElement(using: &self) ?? "" }
      .joined()
  }

  /// One of the elements, or nil one time out of so many.
  package mutating func maybe<Element>(_ rarity: Int, _ element: Element) -> Element? {
    oneIn(rarity) ? nil : element
  }

  /// One of some elements.
  package mutating func one<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }

  private mutating func plainPiece() -> String {
    String(Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &self)))
  }

  private static let pieces: [String] =
    (0..<0x20).map { String(Unicode.Scalar($0 as UInt8)) } + [
      "\"", "\\", "/", "\u{7F}", "\u{80}", "\u{85}", "\u{9F}", "\u{A0}", "é", "e\u{301}", "Ü", "ß",
      "İ", "ı", "ς", "ŉ", "ǰ", "ﬁ", "\u{2028}", "\u{2029}", "\u{200D}", "\u{3000}", "\u{FEFF}",
      "日本",
      "カ", "か\u{3099}", "\u{FFFD}", "\u{FFFF}", "😀", "👩‍👧", "\u{10FFFF}", "\r\n", "  ", "Acme",
      "GmbH",
      "null", "{}", "[]", "\\u0041", "acme.com", "12345678",
    ]
}
