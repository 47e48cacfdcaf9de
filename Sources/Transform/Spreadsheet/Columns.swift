internal import Pipeline
package import Spreadsheets

/// Where the known columns of a spreadsheet stand.
///
/// A class, because each row refers to them.
package final class Columns: Sendable, Equatable {
  /// The row of the headers.
  package let header: SheetRow
  /// The known columns, counted from 0.
  package let positions: [Column: Int]
  /// The same by the column's number; -1 where it is not there.
  private let places: [Int]

  /// Where a column stands, counted from 0; nil where it is not there.
  package subscript(column: Column) -> Int? {
    let place = places[column.rawValue]
    return place < 0 ? nil : place
  }

  /// Finds the columns in a row of headers.
  ///
  /// - Parameters:
  ///   - header: The row.
  ///   - named: The headers that the pipeline file names; they stand over what we know ourselves.
  ///   - needed: The columns that must be there, besides an id or a name.
  /// - Throws: ``HeaderError/Problem`` where a column is missing or found twice.
  package init(
    in header: SheetRow, named: [Column: String] = [:],
    needed: [Column] = [.employeeCount, .industry]
  ) throws(HeaderError.Problem) {
    let found = Self.found(in: header, named: named)
    for (column, name) in named.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where found[column] == nil {
      throw .namedColumnMissing(column, name, found: header.filledCells)
    }
    var missing = needed.filter { found[$0] == nil }.map(\.title)
    if found[.id] == nil, found[.name] == nil {
      missing.insert("\(Column.id.title) or \(Column.name.title)", at: 0)
    }
    guard missing.isEmpty else { throw .missingColumns(missing, found: header.filledCells) }
    for column in Column.allCases {
      guard let positions = found[column], positions.count > 1 else { continue }
      throw .columnTwice(column, positions.map { header.headerText(at: $0) })
    }
    self.header = header
    let positions = found.compactMapValues(\.first)
    self.positions = positions
    places = Column.allCases.map { positions[$0] ?? -1 }
  }

  package static func == (left: Columns, right: Columns) -> Bool {
    left.header == right.header && left.positions == right.positions
  }

  /// What was taken for what: `IT Glue ID = “ID” (A), Name = “Client” (B)`.
  package var text: String {
    Column.allCases.compactMap { column in
      positions[column].map { "\(column.title) = \(header.headerText(at: $0))" }
    }.joined(separator: ", ")
  }

  /// How many different columns a row has headers of.
  static func count(in row: SheetRow, named: [Column: String]) -> Int {
    found(in: row, named: named).count
  }

  private static func found(in header: SheetRow, named: [Column: String]) -> [Column: [Int]] {
    let names = named.mapValues(Column.folded)
    var found: [Column: [Int]] = [:]
    for (position, cell) in header.cells.enumerated() {
      let folded = Column.folded(cell)
      if folded.isEmpty { continue }
      if let column = Column.allCases.first(where: { names[$0] == folded }) {
        found[column, default: []].append(position)
      } else if let column = Column(header: cell), names[column] == nil {
        found[column, default: []].append(position)
      }
    }
    return found
  }
}

extension SheetRow {
  /// The cells that are not empty.
  fileprivate var filledCells: [String] { cells.filter { !Column.folded($0).isEmpty } }

  /// A header with its column: `“Client” (B)`.
  fileprivate func headerText(at position: Int) -> String {
    "“\(cells[position].split(whereSeparator: \.isWhitespace).joined(separator: " "))” (\(CellReference(row: number, column: position).letters))"
  }
}
