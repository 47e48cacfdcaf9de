internal import Pipeline

package import struct FoundationEssentials.URL

/// Reads the rows of a spreadsheet, CSV or XLSX, told apart by what the file begins with, whatever
/// its name.
///
/// Rows are given away as they are read, so memory does not grow with the sheet, but for the shared
/// texts of a workbook.
package struct SheetReader {
  /// The file.
  package let file: URL
  /// The sheet of a workbook that is wanted; the first visible one where it is nil.
  package let sheet: String?
  /// Whether a text is a header that the reader's user knows. By it the delimiter of a CSV file is
  /// found.
  package let isHeader: (String) -> Bool

  package init(_ file: URL, sheet: String? = nil, isHeader: @escaping (String) -> Bool) {
    self.file = file
    self.sheet = sheet
    self.isHeader = isHeader
  }

  /// Gives each row that is not blank to `take`.
  ///
  /// - Returns: What the file was taken for.
  /// - Throws: ``FileError``, ``SheetError``, and what `take` throws.
  @discardableResult
  package func read(_ take: (SheetRow) throws -> Void) throws -> SheetFormat {
    do {
      return try format(reading: take)
    } catch let problem as SheetError.Problem {
      throw SheetError(file: file.path, problem: problem)
    }
  }

  private func format(reading take: (SheetRow) throws -> Void) throws -> SheetFormat {
    let content = try TextEncoding.detect(in: file)
    switch content {
    case .archive:
      return try WorkbookReader(file: file, sheet: sheet).read(take)
    case .compoundFile:
      throw SheetError.Problem.oldWorkbook
    case .markup:
      throw SheetError.Problem.markup
    case .text(let encoding):
      return try CSVFile(file: file, encoding: encoding, isHeader: isHeader).read(take)
    }
  }
}
