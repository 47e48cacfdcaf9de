/// CSV as Excel takes it: UTF-8 with a byte order mark, commas, CRLF.
enum CSVWriter {
  /// The bytes of a table.
  static func bytes(of table: SheetTable) -> [UInt8] {
    var bytes = TextDecoder.byteOrderMarkOfUTF8
    append(table.columns.map(\.title), to: &bytes)
    for row in table.rows {
      let missing = table.columns.count - row.cells.count
      append(row.cells + Array(repeating: "", count: max(missing, 0)), to: &bytes)
    }
    return bytes
  }

  private static func append(_ cells: [String], to bytes: inout [UInt8]) {
    for (position, cell) in cells.enumerated() {
      if position > 0 { bytes.append(CSVDelimiter.comma.rawValue) }
      append(cell, to: &bytes)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  private static func append(_ cell: String, to bytes: inout [UInt8]) {
    let text = FormulaGuard.guarded(cell).utf8
    // Always, so that a cell keeps the spaces around it, whoever reads it.
    bytes.append(quote)
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private static let quote = UInt8(ascii: "\"")
}
