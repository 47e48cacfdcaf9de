package import Pipeline

/// The spreadsheet: its known columns, and its rows that are not blank.
package struct Spreadsheet: Sendable, Equatable {
  /// A row.
  package struct Row: Sendable, Equatable {
    /// Its number, counted from 1 as Excel shows it.
    package let number: Int
    /// The cells of the known columns, in the order of ``Column``.
    private let cells: [String]

    fileprivate init(_ record: CSVRecord, columns: [Column: Int]) {
      number = record.row
      cells = Column.allCases.map { column in
        guard let position = columns[column], position < record.cells.count else { return "" }
        return record.cells[position]
      }
    }

    /// What stands in a column, to the letter; empty where the sheet or the row lacks it.
    package subscript(column: Column) -> String { cells[column.rawValue] }

    /// The IT Glue id, where the cell has one.
    package var id: RecordID? { RecordID(self[.id]) }
  }

  /// The file's name, as findings give it.
  package let name: String
  /// Where the known columns stand, counted from 0.
  package let columns: [Column: Int]
  /// The rows, in their order.
  package private(set) var rows: [Row] = []

  /// Makes a sheet without rows from the first row that is not blank.
  ///
  /// - Throws: ``SpreadsheetError/Problem`` where a column is missing or found twice.
  package init(name: String, header: CSVRecord) throws(SpreadsheetError.Problem) {
    self.name = name
    columns = try Self.columns(of: header)
  }

  /// Adds a row, unless it is blank.
  package mutating func append(_ record: CSVRecord) {
    guard !record.isBlank else { return }
    rows.append(Row(record, columns: columns))
  }

  /// The cell of a row in a known column.
  package func cell(_ column: Column, of row: Row) -> CellReference {
    CellReference(row: row.number, column: columns[column] ?? 0)
  }

  /// A cell with the file's name, in words: `clients.csv row 7, column C`.
  package func place(of column: Column, in row: Row) -> String {
    "\(name) \(cell(column, of: row).inWords)"
  }

  private static func columns(
    of header: CSVRecord
  ) throws(SpreadsheetError.Problem) -> [Column: Int] {
    var found: [Column: [Int]] = [:]
    for (position, cell) in header.cells.enumerated() {
      if let column = Column(header: cell) { found[column, default: []].append(position) }
    }
    var missing = [Column.employeeCount, .industry].filter { found[$0] == nil }.map(\.title)
    if found[.id] == nil, found[.name] == nil {
      missing.insert("\(Column.id.title) or \(Column.name.title)", at: 0)
    }
    guard missing.isEmpty else {
      throw .missingColumns(missing, found: header.cells.filter { !FoldedText($0).isEmpty })
    }
    for column in Column.allCases {
      guard let positions = found[column], positions.count > 1 else { continue }
      throw .columnTwice(
        column,
        positions.map { position in
          "“\(header.cells[position])” (\(CellReference(row: header.row, column: position)))"
        })
    }
    return found.compactMapValues(\.first)
  }
}
