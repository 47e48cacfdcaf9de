import TestSupport

@testable import Spreadsheets

/// Writes random CSV: cells of awkward characters, quoted where they must be and sometimes where
/// they need not, with blank rows and all sorts of line breaks between.
struct RandomCSV {
  private static let lineBreaks = ["\n", "\r\n", "\r"]
  private static let pieces = [
    "a", "Z", "7", " ", "\t", ",", ";", "\"", "\n", "\r\n", "\r", "é", "e\u{301}", "€", "🦊",
    "\u{A0}", "'",
  ]

  private let delimiter: String
  private var random: SplitMix64
  private var row = 0
  private(set) var text = ""
  private var lastBreak = ""

  init(delimiter: CSVDelimiter, random: SplitMix64) {
    self.delimiter = String(UnicodeScalar(delimiter.rawValue))
    self.random = random
  }

  /// Writes a row and returns the record that it is, or nil where it is blank.
  mutating func writeRow() -> SheetRow? {
    row += 1
    if Int.random(in: 0..<5, using: &random) == 0 {
      // After a lone carriage return, a line feed alone would make one line break of the two.
      text += lastBreak == "\r" ? "\r" : breakLine()
      return nil
    }
    let cells = (0..<Int.random(in: 1...4, using: &random)).map { _ in makeCell() }
    text += cells.map { written($0, alone: cells.count == 1) }.joined(separator: delimiter)
    text += breakLine()
    return SheetRow(number: row, cells: cells)
  }

  private mutating func breakLine() -> String {
    lastBreak = Self.lineBreaks.randomElement(using: &random) ?? "\n"
    return lastBreak
  }

  private mutating func makeCell() -> String {
    (0..<Int.random(in: 0...5, using: &random))
      .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private mutating func written(_ cell: String, alone: Bool) -> String {
    let bytes = cell.utf8
    let hasSpecial = bytes.contains { "\"\r\n\(delimiter)".utf8.contains($0) }
    let isSpace: (UInt8?) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let mustQuote = hasSpecial || isSpace(bytes.first) || isSpace(bytes.last) || alone
    guard mustQuote || Bool.random(using: &random) else { return cell }
    // By scalars: a quote and a combining accent behind it are one character.
    let doubled = cell.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"\(doubled)\""
  }
}
