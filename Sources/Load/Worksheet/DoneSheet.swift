internal import Pipeline
internal import Spreadsheets

internal import struct FoundationEssentials.URL

/// A worksheet as a person gives it back, CSV or XLSX: what stands in it, not yet what it means.
struct DoneSheet {
  /// A row below the header.
  struct Row: Sendable, Equatable {
    /// Its number, counted from 1 as Excel shows it.
    var number: Int
    /// What stands in the known columns.
    var cells: [WorksheetColumn: String]

    /// What stands in a column; empty where the sheet lacks it.
    subscript(column: WorksheetColumn) -> String { cells[column] ?? "" }

    /// Whether a person has written something that is to be taken back.
    var isMarked: Bool {
      [.done, .notImported].contains { !self[$0].allSatisfy(\.isWhitespace) }
    }
  }

  /// The file.
  let file: URL
  /// The rows that have an id or are marked; what else stands there is somebody's note.
  private(set) var rows: [Row] = []
  private var positions: [WorksheetColumn: Int] = [:]

  /// The columns that must be there.
  private static let needed: [WorksheetColumn] = [.done, .id]
  /// The header is sought among the first rows that are not blank.
  private static let rowsLookedAt = 20

  /// Reads a file.
  ///
  /// - Throws: `FileError`, `SheetError`, ``DoneSheetError``.
  init(reading file: URL) throws {
    self.file = file
    var looked: [SheetRow] = []
    var wide: [CellReference] = []
    var width = 0
    let reader = SheetReader(file) { WorksheetColumn(header: $0) != nil }
    let format = try reader.read { row in
      guard positions.isEmpty else {
        let cells = row.cells
        if let surplus = cells.indices.dropFirst(width).first(where: { place in
          !cells[place].allSatisfy(\.isWhitespace)
        }) {
          wide.append(CellReference(row: row.number, column: surplus))
        }
        return append(cells, ofRow: row.number)
      }
      looked.append(row)
      if Self.missing(in: row).isEmpty {
        try takeHeader(row)
        width = row.count
      } else if looked.count == Self.rowsLookedAt {
        throw noHeader(looked)
      }
    }
    guard !positions.isEmpty else { throw noHeader(looked) }
    // In a workbook a note beside the table moves nothing.
    guard case .csv = format, let cell = wide.first else { return }
    throw DoneSheetError(file: file, .surplus, at: cell)
  }

  /// The place of a cell, for a message.
  func cell(_ column: WorksheetColumn, of row: Row) -> CellReference {
    CellReference(row: row.number, column: positions[column] ?? 0)
  }

  private mutating func append(_ cells: [String], ofRow number: Int) {
    let known = positions.compactMapValues { place in
      place < cells.count ? FormulaGuard.unguarded(cells[place]) : nil
    }
    let read = Row(number: number, cells: known)
    if read.isMarked || !read[.id].allSatisfy(\.isWhitespace) { rows.append(read) }
  }

  private mutating func takeHeader(_ row: SheetRow) throws(DoneSheetError) {
    for (place, cell) in row.cells.enumerated() {
      guard let column = WorksheetColumn(header: cell) else { continue }
      guard positions[column] == nil else {
        throw DoneSheetError(
          file: file, .columnTwice(column.rawValue),
          at: CellReference(row: row.number, column: place))
      }
      positions[column] = place
    }
  }

  private func noHeader(_ looked: [SheetRow]) -> DoneSheetError {
    let nearest = looked.min { Self.missing(in: $0).count < Self.missing(in: $1).count }
    let missing = nearest.map(Self.missing) ?? Self.needed
    return DoneSheetError(file: file, .noColumns(missing.map(\.rawValue)), at: nil)
  }

  private static func missing(in row: SheetRow) -> [WorksheetColumn] {
    let found = Set(row.cells.compactMap(WorksheetColumn.init(header:)))
    return needed.filter { !found.contains($0) }
  }
}
