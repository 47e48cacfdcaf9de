/// What stands between two cells of a CSV file.
package enum CSVDelimiter: UInt8, Sendable, CaseIterable {
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09

  /// Several of them in words.
  var plural: String {
    switch self {
    case .comma: "commas"
    case .semicolon: "semicolons"
    case .tab: "tabs"
    }
  }

  /// A title or two, a date and an empty line may stand above the header; it is sought no further
  /// down than this.
  private static let rowsLookedAt = 20

  /// The delimiter with which a row names the most known headers; then the one that makes the most
  /// cells of a row; then the comma.
  ///
  /// - Parameters:
  ///   - head: The beginning of the file, the header within it.
  ///   - isHeader: Whether a text is a known header.
  static func detect(
    in head: Slice<UnsafeRawBufferPointer>, isHeader: (String) -> Bool
  ) -> CSVDelimiter {
    // One unknown cell says nothing: it is what any wrong delimiter makes of a row.
    var best = (delimiter: CSVDelimiter.comma, known: 0, cells: 1)
    for delimiter in allCases {
      for cells in rows(of: head, by: delimiter) {
        let known = cells.count(where: isHeader)
        if (known, cells.count) > (best.known, best.cells) {
          best = (delimiter, known, cells.count)
        }
      }
    }
    return best.delimiter
  }

  /// The cells of the first rows, as far as this delimiter makes sense of them.
  private static func rows(
    of head: Slice<UnsafeRawBufferPointer>, by delimiter: CSVDelimiter
  ) -> [[String]] {
    var reader = CSVReader(delimiter: delimiter)
    var rest = head
    var rows: [[String]] = []
    do {
      while rows.count < rowsLookedAt, let row = try reader.next(in: &rest) {
        rows.append(row.cells)
      }
      if rows.isEmpty, let last = try reader.finish() { rows.append(last.cells) }
    } catch {
      return rows
    }
    return rows
  }
}
