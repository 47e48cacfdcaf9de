package import Pipeline

extension FoldedText {
  /// A value of a picklist: any dash is a hyphen too, and spaces around one do not count, so that
  /// `11 – 25` is `11-25`.
  package static func value(_ text: String) -> FoldedText {
    // A number is what it is.
    if text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
      return FoldedText(folded: text)
    }
    // Without a hyphen or anything that may be another dash there is nothing more to fold.
    if text.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "-") }) { return FoldedText(text) }
    let hyphened = String(text.map { dashes.contains($0) ? "-" : $0 })
    let parts = hyphened.split(separator: "-", omittingEmptySubsequences: false)
    return FoldedText(
      folded: parts.map { FoldedText(String($0)).text }.joined(separator: "-"))
  }

  private static let dashes: Set<Character> = [
    "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}", "\u{FE58}",
    "\u{FE63}", "\u{FF0D}",
  ]
}
