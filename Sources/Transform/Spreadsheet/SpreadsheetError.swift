package import Pipeline

/// A spreadsheet that cannot be read. Nothing of it is used then.
package struct SpreadsheetError: Failure, Equatable {
  /// What can be wrong with a spreadsheet.
  package enum Problem: Error, Sendable, Equatable {
    /// A cell is no UTF-8: its first byte that is none.
    case notUTF8(CellReference, byte: UInt8)
    /// A cell holds a NUL byte.
    case nulByte(CellReference)
    /// The file is UTF-16.
    case utf16
    /// The file is a workbook or another archive.
    case workbook
    /// A quote where none may stand, or a character behind a closing one.
    case strayQuote(line: Int, column: Int)
    /// A quote that is never closed.
    case unterminatedQuote(line: Int, column: Int)
    /// A cell that does not fit into memory, in the record that begins about there.
    case cellTooLarge(line: Int)
    /// There is nothing in the file.
    case noHeader
    /// Columns that are needed and the headers that were found instead.
    case missingColumns([String], found: [String])
    /// Several headers, by their cells, that mean the same column.
    case columnTwice(Column, [String])
  }

  /// The file.
  package let file: String
  /// What is wrong with it.
  package let problem: Problem

  package init(file: String, problem: Problem) {
    self.file = file
    self.problem = problem
  }

  package var kind: FailureKind { .badInput }

  package var message: String {
    switch problem {
    case .notUTF8(let cell, let byte):
      "\(file) \(cell.inWords): the byte 0x\(String(byte, radix: 16, uppercase: true)) is not"
        + " UTF-8, and no other encoding (such as Windows-1252) is read yet"
    case .nulByte(let cell):
      "\(file) \(cell.inWords): a NUL byte; this is no text, or UTF-16, which is not read yet"
    case .utf16:
      "\(file) is UTF-16, which is not read yet"
    case .workbook:
      "\(file) is a workbook (such as XLSX), which is not read yet, whatever its name"
    case .strayQuote(let line, let column):
      "\(file):\(line):\(column): a stray quote here, or right before"
    case .unterminatedQuote(let line, let column):
      "\(file):\(line):\(column): the quote that opens here is never closed"
    case .cellTooLarge(let line):
      "\(file):\(line): a cell from here on is too large for the memory"
    case .noHeader:
      "\(file) is empty: it has no header"
    case .missingColumns(let wanted, let found):
      "\(file) has no column \(wanted.listed); its headers are: "
        + found.map { "“\($0)”" }.joined(separator: ", ")
    case .columnTwice(let column, let headers):
      "\(file): the column \(column.title) is there more than once: \(headers.listed)"
    }
  }

  package var remedy: String? {
    switch problem {
    case .notUTF8, .nulByte, .utf16, .workbook:
      "save it as CSV UTF-8 (in Excel: Save As, “CSV UTF-8 (Comma delimited)”)"
    case .strayQuote:
      "put the whole cell in quotes and double each quote inside it, or take the quote out"
    case .unterminatedQuote, .cellTooLarge:
      "close the quote at the end of its cell, or take it out"
    case .noHeader:
      "the first row must name the columns: "
        + Column.allCases.map(\.title).joined(separator: ", ")
    case .missingColumns:
      "needed are Employee Count, Industry, and IT Glue ID or Name"
    case .columnTwice:
      "rename the headers that mean something else"
    }
  }
}
