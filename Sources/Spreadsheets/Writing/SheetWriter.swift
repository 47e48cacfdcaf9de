package import Pipeline

package import struct FoundationEssentials.URL

/// Writes a table as a file, whole or not at all.
package enum SheetWriter {
  /// The forms of a file.
  package enum Format: String, Sendable {
    case csv, xlsx

    /// The form that a file's name asks for.
    ///
    /// - Throws: ``SheetWriteError/unknownFormat(file:)``.
    package init(for file: URL) throws {
      guard let format = Format(rawValue: file.pathExtension.lowercased()) else {
        throw SheetWriteError.unknownFormat(file: file.path)
      }
      self = format
    }
  }

  /// Writes a table in the form that the file's name asks for.
  ///
  /// - Throws: ``SheetWriteError``, ``FileError``.
  package static func write(_ table: SheetTable, to file: URL) throws {
    switch try Format(for: file) {
    case .csv: try OutputFile.write(csv(table), to: file)
    case .xlsx: try writeWorkbook([table], to: file)
    }
  }

  /// A table as CSV.
  package static func csv(_ table: SheetTable) -> [UInt8] { CSVWriter.bytes(of: table) }

  /// Writes tables as the sheets of a workbook, whatever the file is called.
  ///
  /// - Throws: ``SheetWriteError``, ``FileError``.
  package static func writeWorkbook(_ tables: [SheetTable], to file: URL) throws {
    try OutputFile.write(try XLSXWriter.bytes(of: tables, beside: file), to: file)
  }
}

/// A spreadsheet that cannot be written.
package enum SheetWriteError: Failure, Equatable {
  /// The file's name ends neither in `.csv` nor in `.xlsx`.
  case unknownFormat(file: String)
  /// There are more rows than a sheet of Excel has.
  case tooManyRows(file: String, Int)
  /// A text is longer than a cell of Excel may be: its characters.
  case cellTooLong(file: String, CellReference, Int)
  /// The library could not write a workbook.
  case library(file: String, String)

  package var kind: FailureKind {
    switch self {
    case .unknownFormat: .usage
    case .tooManyRows, .cellTooLong: .badInput
    case .library: .storage
    }
  }

  package var message: String {
    switch self {
    case .unknownFormat(let file): "\(file): a spreadsheet's name ends in .xlsx or .csv"
    case .tooManyRows(let file, let count): "\(file): \(count) rows are more than Excel has"
    case .cellTooLong(let file, let cell, let count):
      "\(file) \(cell): a text of \(count) characters is longer than Excel takes"
    case .library(let file, let problem): "cannot write \(file): \(problem)"
    }
  }

  package var remedy: String? {
    switch self {
    case .unknownFormat: nil
    case .tooManyRows, .cellTooLong: "write it as .csv"
    case .library: "make room or choose another place, then do it again"
    }
  }
}
