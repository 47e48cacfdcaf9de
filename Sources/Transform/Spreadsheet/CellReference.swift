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

  /// The cell's name: `C7`.
  package var description: String { "\(letters)\(row)" }

  /// The cell in words: `row 7, column C`.
  package var inWords: String { "row \(row), column \(letters)" }
}
