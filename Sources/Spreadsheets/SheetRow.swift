/// A row of a sheet.
package struct SheetRow: Sendable, Equatable {
  /// Its number, counted from 1 as Excel shows it: blank lines of a CSV file are rows, line breaks
  /// inside a cell are not.
  package var number: Int
  /// The cells as they stand, from column A on. Cells behind the last filled one may be missing;
  /// those of CSV that are not quoted have lost the spaces around them.
  package var cells: [String]

  package init(number: Int, cells: [String]) {
    self.number = number
    self.cells = cells
  }

  /// Whether there is nothing in the row but spaces.
  package var isBlank: Bool {
    cells.allSatisfy { cell in
      // Most cells begin with a letter or a digit, which needs no table to tell.
      if let first = cell.utf8.first, (0x21..<0x7F).contains(first) { return false }
      return cell.allSatisfy(\.isWhitespace)
    }
  }
}
