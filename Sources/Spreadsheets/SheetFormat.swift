/// What a file was taken for.
package enum SheetFormat: Sendable, Equatable {
  /// Text, a row a line.
  case csv(CSVDelimiter, TextEncoding)
  /// A sheet of a workbook.
  case xlsx(sheet: String)

  /// The format in words: `CSV with semicolons, Windows-1252`, `sheet “Clients”`.
  package var text: String {
    switch self {
    case .csv(let delimiter, let encoding): "CSV with \(delimiter.plural), \(encoding.rawValue)"
    case .xlsx(let sheet): "sheet “\(sheet)”"
    }
  }
}
