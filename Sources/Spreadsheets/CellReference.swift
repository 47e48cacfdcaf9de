/// A cell of a sheet.
package struct CellReference: Sendable, Equatable, CustomStringConvertible {
  /// The row, counted from 1 as Excel shows it.
  package var row: Int
  /// The column, counted from 0.
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// The column's letters: `A`, `Z`, `AA`.
  package var letters: String {
    var letters = ""
    var rest = column
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  /// The column of a cell's name, counted from 0: 2 of `C7`. Nil where it does not begin with
  /// capital letters, or with more than a sheet has columns.
  package static func column(of name: String) -> Int? {
    let letters = name.utf8.prefix { (0x41...0x5A).contains($0) }
    guard (1...3).contains(letters.count) else { return nil }
    return letters.reduce(0) { $0 * 26 + Int($1) - 0x40 } - 1
  }

  /// The cell's name: `C7`.
  package var description: String { "\(letters)\(row)" }

  /// The cell in words: `row 7, column C`.
  package var inWords: String { "row \(row), column \(letters)" }
}
