internal import Pipeline
internal import Spreadsheets

/// The cells of many rows, as one text and their lengths: there may be millions.
struct SheetCells: Sendable, Equatable {
  private struct Row: Equatable {
    /// Its number, counted from 1 as Excel shows it.
    var number: Int
    /// Where its text begins.
    var text: Int
    /// Its first cell.
    var cell: Int
  }

  private var rows: [Row] = []
  // By cell, in bytes.
  private var lengths: [UInt32] = []
  private var text: [UInt8] = []

  /// How many rows there are.
  var count: Int { rows.count }

  /// Adds a row.
  mutating func append(_ row: SheetRow) {
    rows.append(Row(number: row.number, text: text.count, cell: lengths.count))
    text.append(contentsOf: row.text)
    var start = 0
    for end in row.ends {
      lengths.append(UInt32(clamping: end - start))
      start = end
    }
  }

  /// The number of the row at a position.
  func number(at position: Int) -> Int { rows[position].number }

  /// The cells of the row at a position.
  func cells(at position: Int) -> [String] {
    var start = rows[position].text
    return cellRange(at: position).map { cell in
      defer { start += Int(lengths[cell]) }
      return String(decoding: text[start..<start + Int(lengths[cell])], as: UTF8.self)
    }
  }

  /// Gives the bytes of the row at a position to `body`.
  func withBytes<Result>(
    ofRowAt position: Int, _ columns: Columns, _ body: (CellBytes) -> Result
  ) -> Result {
    let range = cellRange(at: position)
    let start = rows[position].text
    return text.withUnsafeBytes { text in
      lengths.withUnsafeBufferPointer { lengths in
        body(
          CellBytes(
            text: UnsafeRawBufferPointer(rebasing: text[start...]),
            lengths: UnsafeBufferPointer(rebasing: lengths[range]), columns: columns))
      }
    }
  }

  /// Begins to fetch what tells where the row at a position is.
  func prefetchRow(at position: Int) { rows.prefetch(position) }

  /// Begins to fetch the cells of the row at a position; to find them takes time where
  /// ``prefetchRow(at:)`` was not called before.
  func prefetchCells(ofRowAt position: Int) {
    lengths.prefetch(rows[position].cell)
    text.prefetch(rows[position].text)
  }

  private func cellRange(at position: Int) -> Range<Int> {
    let next = position + 1
    return rows[position].cell..<(next < rows.count ? rows[next].cell : lengths.count)
  }
}

/// The cells of a row in UTF-8. They stand for a part of the sheet and live no longer.
struct CellBytes {
  fileprivate let text: UnsafeRawBufferPointer
  fileprivate let lengths: UnsafeBufferPointer<UInt32>
  fileprivate let columns: Columns

  /// Whether no cell stands behind the header's last one.
  var surplusIsEmpty: Bool { lengths.count <= columns.header.count }

  /// What stands in a column, to the letter; empty where the sheet or the row lacks it. Nil where it
  /// begins with an apostrophe, behind which a formula may be guarded.
  subscript(column: Column) -> UnsafeRawBufferPointer? {
    guard let place = columns[column], place < lengths.count else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    var start = 0
    for cell in 0..<place { start += Int(lengths[cell]) }
    let cell = UnsafeRawBufferPointer(rebasing: text[start..<start + Int(lengths[place])])
    return cell.first == UInt8(ascii: "'") ? nil : cell
  }
}
