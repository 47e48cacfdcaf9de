package import Pipeline

/// A spreadsheet that cannot be read. Nothing of it is used then.
package struct SheetError: Failure, Equatable {
  /// What can be wrong with a spreadsheet.
  package enum Problem: Error, Sendable, Equatable {
    /// A cell holds what is no text in the file's encoding: the first byte that is none.
    case notText(CellReference, byte: UInt8, TextEncoding)
    /// A cell holds a NUL byte.
    case nulByte(CellReference)
    /// The file is a workbook of Excel 97, or one with a password.
    case oldWorkbook
    /// A web page or another XML file.
    case markup
    /// A quote where none may stand, or a character behind a closing one.
    case strayQuote(line: Int, column: Int)
    /// A quote that is never closed.
    case unterminatedQuote(line: Int, column: Int)
    /// A cell that does not fit into memory, in the record that begins about there.
    case cellTooLarge(line: Int)
    /// An archive that holds no workbook.
    case noWorkbook
    /// A workbook that has no sheet of that name, or none at all; the names that it has.
    case noSheet(String?, found: [String])
    /// A part of the workbook that is damaged, and how.
    case damaged(part: String, String)
    /// A part that would unpack to more than is sensible: its size in bytes.
    case tooLarge(part: String, size: Int)
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
    case .notText(let cell, let byte, .utf8):
      "\(file) \(cell.inWords): the byte 0x\(String(byte, radix: 16, uppercase: true)) is not"
        + " UTF-8, though the file is UTF-8 elsewhere"
    case .notText(let cell, _, let encoding):
      "\(file) \(cell.inWords): what stands there is no text in \(encoding.rawValue)"
    case .nulByte(let cell):
      "\(file) \(cell.inWords): a NUL byte; this is no text"
    case .oldWorkbook:
      "\(file) is a workbook of an old Excel (XLS) or has a password, whatever its name"
    case .markup:
      "\(file) is a web page or XML, whatever its name"
    case .strayQuote(let line, let column):
      "\(file):\(line):\(column): a stray quote here, or right before"
    case .unterminatedQuote(let line, let column):
      "\(file):\(line):\(column): the quote that opens here is never closed"
    case .cellTooLarge(let line):
      "\(file):\(line): a cell from here on is too large for the memory"
    case .noWorkbook:
      "\(file) is an archive, but no Excel workbook (XLSX), whatever its name"
    case .noSheet(nil, _):
      "\(file) has no visible sheet"
    case .noSheet(let wanted?, let found):
      "\(file) has no sheet “\(wanted)”; its sheets are: "
        + found.map { "“\($0)”" }.joined(separator: ", ")
    case .damaged(let part, let how):
      "\(file): the part \(part) of the workbook is damaged: \(how)"
    case .tooLarge(let part, let size):
      "\(file): the part \(part) of the workbook would unpack to \(size >> 20) MB"
    }
  }

  package var remedy: String? {
    switch problem {
    case .notText, .nulByte:
      "save it as CSV UTF-8 (in Excel: Save As, “CSV UTF-8 (Comma delimited)”)"
    case .strayQuote:
      "put the whole cell in quotes and double each quote inside it, or take the quote out"
    case .unterminatedQuote, .cellTooLarge:
      "close the quote at the end of its cell, or take it out"
    case .oldWorkbook:
      "open it in Excel or LibreOffice, take the password off, save it as XLSX or CSV UTF-8"
    case .noWorkbook, .damaged, .markup:
      "open it in Excel or LibreOffice and save it again, as XLSX or CSV UTF-8"
    case .noSheet:
      "name one of them under mapping.sheet, or take the key out: the first visible one is read then"
    case .tooLarge:
      "no list of clients is that large; if it is one, save the sheet as CSV UTF-8"
    }
  }
}
