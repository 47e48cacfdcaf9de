package import Pipeline
package import Spreadsheets

/// The spreadsheet of the mapping: its known columns, and its rows that are not blank.
package struct Spreadsheet: Sendable, Equatable {
  /// A row.
  package struct Row: Sendable, Equatable {
    /// Its number, counted from 1 as Excel shows it.
    package let number: Int
    /// All cells, from column A on; those behind the last filled one may be missing.
    package let cells: [String]
    private let columns: Columns

    fileprivate init(number: Int, cells: [String], columns: Columns) {
      self.number = number
      self.cells = cells
      self.columns = columns
    }

    /// What stands in a column, to the letter; empty where the sheet or the row lacks it.
    package subscript(column: Column) -> String {
      columns[column].map { self[$0] } ?? ""
    }

    /// What stands at a place, counted from 0.
    package subscript(place: Int) -> String {
      place < cells.count ? FormulaGuard.unguarded(cells[place]) : ""
    }

    /// The cells behind the header's last one that are not blank.
    package var surplus: [String] {
      if cells.count <= columns.header.count { return [] }
      return cells.dropFirst(columns.header.count).filter { !$0.allSatisfy(\.isWhitespace) }
    }

    /// The IT Glue id, where the cell has one.
    package var id: RecordID? {
      let cell = self[.id]
      return cell.isEmpty ? nil : RecordID(cell)
    }

    /// The domains in the row's cell.
    package var domains: DomainCell { DomainCell(self[.domains]) }
  }

  /// The file's name, as findings give it.
  package let name: String
  /// Where the known columns stand.
  package let columns: Columns
  /// Whether a row with more cells than the header is a broken one: so it is in CSV, where a comma
  /// that is not in quotes moves all cells behind it; in a workbook a cell stays where it is.
  package var hasFixedWidth = false
  private var cells = SheetCells()

  /// The rows of a sheet, each made when it is asked for.
  package struct Rows: RandomAccessCollection {
    fileprivate let sheet: Spreadsheet

    package var startIndex: Int { 0 }
    package var endIndex: Int { sheet.cells.count }

    package subscript(position: Int) -> Row {
      Row(
        number: sheet.cells.number(at: position), cells: sheet.cells.cells(at: position),
        columns: sheet.columns)
    }
  }

  /// The rows, in their order.
  package var rows: Rows { Rows(sheet: self) }

  /// A sheet without rows.
  package init(name: String, columns: Columns) {
    self.name = name
    self.columns = columns
  }

  /// Adds a row.
  package mutating func append(_ row: SheetRow) {
    cells.append(row)
  }

  /// The row of a number; nil where it is blank or not there.
  package func row(numbered number: Int) -> Row? {
    var range = 0..<cells.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let found = cells.number(at: middle)
      if found == number { return rows[middle] }
      range = found < number ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The number of the row at a position.
  package func number(ofRowAt position: Int) -> Int { cells.number(at: position) }

  /// Gives the cells of the row at a position to `body`, in bytes.
  func withBytes<Result>(ofRowAt position: Int, _ body: (CellBytes) -> Result) -> Result {
    cells.withBytes(ofRowAt: position, columns, body)
  }

  /// Begins to fetch what tells where the row at a position is.
  func prefetchRow(at position: Int) { cells.prefetchRow(at: position) }

  /// Begins to fetch the row at a position, after ``prefetchRow(at:)``.
  func prefetchCells(ofRowAt position: Int) { cells.prefetchCells(ofRowAt: position) }

  /// Whether a row has too many cells for them to be trusted.
  package func isMalformed(_ row: Row) -> Bool { hasFixedWidth && !row.surplus.isEmpty }

  /// The cell of a row in a known column.
  package func cell(_ column: Column, ofRow number: Int) -> CellReference {
    CellReference(row: number, column: columns[column] ?? 0)
  }

  /// A cell with the file's name, in words: `clients.csv row 7, column C`.
  package func place(of column: Column, in row: Row) -> String {
    "\(name) \(cell(column, ofRow: row.number).inWords)"
  }
}
