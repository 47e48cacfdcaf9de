internal import Spreadsheets

/// Finds the row of the headers: a title, a date or a logo's caption may stand above it.
struct HeaderSearch {
  /// It is sought among the first rows that are not blank.
  private static let rowsLookedAt = 20
  /// One known word may stand in a title; two in a row are headers. Where one column is enough, so is
  /// one word.
  private var certainCount: Int { needed.isEmpty ? 1 : 2 }

  private let named: [Column: String]
  private let needed: [Column]
  private var best: (row: SheetRow, count: Int)?
  private var looked = 0

  init(named: [Column: String], needed: [Column]) {
    self.named = named
    self.needed = needed
  }

  /// The columns, where this row has the headers; nil where it is still to be sought further down.
  mutating func look(at row: SheetRow) throws(HeaderError.Problem) -> Columns? {
    let count = Columns.count(in: row, named: named)
    if count >= certainCount { return try columns(in: row) }
    if count > best?.count ?? -1 { best = (row, count) }
    looked += 1
    guard looked < Self.rowsLookedAt else { return try finish() }
    return nil
  }

  /// The columns of the row that came nearest.
  ///
  /// - Throws: What that row lacks.
  func finish() throws(HeaderError.Problem) -> Columns {
    guard let best else { throw .noHeader }
    return try columns(in: best.row)
  }

  private func columns(in row: SheetRow) throws(HeaderError.Problem) -> Columns {
    try Columns(in: row, named: named, needed: needed)
  }
}
