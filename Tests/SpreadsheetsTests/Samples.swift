@testable import Spreadsheets

/// Records as the reader gives them.
enum Samples {
  /// All records of a text, read in blocks of `size` bytes.
  static func records(
    of text: String, by delimiter: CSVDelimiter = .comma, blocksOf size: Int = .max
  ) throws -> [SheetRow] {
    try records(of: Array(text.utf8), by: delimiter, blocksOf: size)
  }

  /// All records of some bytes, read in blocks of `size` bytes.
  static func records(
    of bytes: [UInt8], by delimiter: CSVDelimiter = .comma, blocksOf size: Int = .max,
    goesQuick: Bool = true
  ) throws -> [SheetRow] {
    var reader = CSVReader(delimiter: delimiter, goesQuick: goesQuick)
    var records: [SheetRow] = []
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        var block = rest.prefix(size)
        rest = rest.dropFirst(size)
        while let record = try reader.next(in: &block) { records.append(record) }
      }
    }
    if let last = try reader.finish() { records.append(last) }
    return records
  }
}
