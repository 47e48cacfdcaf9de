/// Yes or no, as people type it.
package enum YesNo {
  /// What a cell says; nil where it is neither.
  package static func read(_ cell: String) -> Bool? { words[FoldedText(cell).text] }

  private static let words: [String: Bool] = [
    "yes": true, "y": true, "true": true, "1": true, "x": true, "✓": true, "✔": true, "ja": true,
    "no": false, "n": false, "false": false, "0": false, "-": false, "nein": false,
  ]
}
