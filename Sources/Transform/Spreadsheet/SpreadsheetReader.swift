internal import Pipeline

package import struct FoundationEssentials.URL

/// Reads a spreadsheet from a file: CSV in UTF-8, with commas, semicolons or tabs.
package enum SpreadsheetReader {
  /// Reads the sheet.
  ///
  /// - Throws: ``FileError``, ``SpreadsheetError``.
  package static func read(_ file: URL) throws -> Spreadsheet {
    do {
      return try spreadsheet(in: file)
    } catch let problem as SpreadsheetError.Problem {
      throw SpreadsheetError(file: file.path, problem: problem)
    }
  }

  private static func spreadsheet(in file: URL) throws -> Spreadsheet {
    var reader: CSVReader?
    var sheet: Spreadsheet?

    func take(_ record: CSVRecord) throws(SpreadsheetError.Problem) {
      if sheet != nil {
        sheet?.append(record)
      } else if !record.isBlank {
        sheet = try Spreadsheet(name: file.lastPathComponent, header: record)
      }
    }

    try FileBytes.forEachBlock(of: file) { block in
      var rest = block
      var current: CSVReader
      if let reader {
        current = reader
      } else {
        rest = try content(of: block)
        current = CSVReader(delimiter: .detect(in: rest))
      }
      while let record = try current.next(in: &rest) { try take(record) }
      reader = current
    }
    if let last = try reader?.finish() { try take(last) }
    guard let sheet else { throw SpreadsheetError.Problem.noHeader }
    return sheet
  }

  /// The beginning of the file behind its byte order mark, which libcsv takes for a part of the
  /// first cell.
  private static func content(
    of head: Slice<UnsafeRawBufferPointer>
  ) throws(SpreadsheetError.Problem) -> Slice<UnsafeRawBufferPointer> {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return head.dropFirst(3) }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { throw .utf16 }
    if head.starts(with: Self.zip) || head.starts(with: Self.compoundFile) { throw .workbook }
    return head
  }

  private static let zip = Array("PK\u{3}\u{4}".utf8)
  private static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
}
