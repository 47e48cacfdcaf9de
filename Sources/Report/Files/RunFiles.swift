package import Pipeline
package import Spreadsheets

package import struct FoundationEssentials.URL

/// The files for people to read that a run leaves in its folder `report`, however it ended.
package struct RunFiles {
  static let page = "report.html"
  static let fixes = "fixes.csv"
  static let undo = "undo.csv"

  private let run: RunDirectory

  package init(_ run: RunDirectory) {
    self.run = run
  }

  /// Those that are there, each with a word for it.
  package var there: [(title: String, url: URL)] {
    [
      ("Report", run.report(Self.page)), ("To mend", run.report(Self.fixes)),
      ("To undo", run.report(Self.undo)), ("Worksheet", run.report(Worksheet.fileName)),
    ]
    .filter { FileBytes.size(of: $0.1) != nil }
  }

  /// Writes those of the run as it is now.
  ///
  /// - Parameters:
  ///   - made: When and by what the page is made, in words.
  ///   - fixes: Makes the sheet to mend.
  /// - Throws: `FileError`, `JSONLinesError`, `JSONFileError`, and what `fixes` throws.
  package func write(
    _ record: RunRecord, made: String, fixes: (RunDetails) throws -> SheetTable
  ) async throws {
    guard record.until >= .validate || record.failure != nil else { return }
    try FileBytes.makeFolder(run.report(""))
    let details = try await DetailsReader.read(run, record: record)
    if details.summary.isByHand { try writeWorksheet(details) }
    try write(UndoTable(details).table, to: Self.undo)
    try HTMLReport(details, made: made).write(to: run.report(Self.page))
    try write(details.organizations.isEmpty ? nil : try fixes(details), to: Self.fixes)
  }

  /// Writes a table that has rows; one without is no file.
  private func write(_ table: SheetTable?, to name: String) throws {
    guard let table, !table.rows.isEmpty else { return try FileBytes.remove(run.report(name)) }
    try SheetWriter.write(table, to: run.report(name))
  }

  /// Writes what a person fills in, once: from then on it is that person's.
  private func writeWorksheet(_ details: RunDetails) throws {
    let table = Worksheet(details).table
    let workbook = run.report(Worksheet.fileName)
    guard !table.rows.isEmpty else { return }
    for file in [workbook, workbook.deletingPathExtension().appendingPathExtension("csv")]
    where FileBytes.size(of: file) == nil {
      try SheetWriter.write(table, to: file)
    }
  }
}
