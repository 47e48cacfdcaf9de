/// A record of a CSV file: a row of the sheet.
package struct CSVRecord: Sendable, Equatable {
  /// The row's number, counted from 1 as Excel shows it: blank lines are rows, line breaks inside a
  /// cell are not.
  package var row: Int
  /// The cells as they stand, unquoted ones without the spaces around them.
  package var cells: [String]

  package init(row: Int, cells: [String]) {
    self.row = row
    self.cells = cells
  }

  /// Whether there is nothing in the row but spaces.
  var isBlank: Bool { cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}
