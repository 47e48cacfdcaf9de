/// What stands between two cells of a CSV file.
package enum CSVDelimiter: UInt8, Sendable, CaseIterable {
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09

  /// The delimiter with which the header names the most known columns; then the one that makes the
  /// most cells; then the comma.
  ///
  /// - Parameter head: The beginning of the file, the header within it.
  static func detect(in head: Slice<UnsafeRawBufferPointer>) -> CSVDelimiter {
    let scored = allCases.map { delimiter in
      let header = header(of: head, by: delimiter)
      let known = header.count { Column(header: $0) != nil }
      return (delimiter: delimiter, known: known, cells: header.count)
    }
    // One unknown cell says nothing: it is what any wrong delimiter makes of a row.
    var best = (delimiter: CSVDelimiter.comma, known: 0, cells: 1)
    for score in scored where (score.known, score.cells) > (best.known, best.cells) {
      best = score
    }
    return best.delimiter
  }

  /// The cells of the first row that is not blank; none where this delimiter makes no sense of it.
  private static func header(
    of head: Slice<UnsafeRawBufferPointer>, by delimiter: CSVDelimiter
  ) -> [String] {
    var reader = CSVReader(delimiter: delimiter)
    var rest = head
    do {
      while let record = try reader.next(in: &rest) {
        if !record.isBlank { return record.cells }
      }
      return try reader.finish()?.cells ?? []
    } catch {
      return []
    }
  }
}
