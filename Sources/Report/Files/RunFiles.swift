package import Pipeline
package import Spreadsheets

package import struct FoundationEssentials.URL

/// The files for people to read that a run leaves in its folder `report`, however it ended.
package struct RunFiles {
  /// Up to how many organizations a run leaves its page and its sheet to mend by itself. After every
  /// run nobody waits for larger ones, or opens them; `glueport report` makes them all the same.
  package static let mostOrganizations = 20_000

  static let page = "report.html"
  static let fixes = "fixes.csv"
  static let undo = "undo.csv"

  private let run: RunDirectory
  private let limit: Int

  /// - Parameter limit: See ``mostOrganizations``.
  package init(_ run: RunDirectory, limit: Int = Self.mostOrganizations) {
    self.run = run
    self.limit = limit
  }

  /// Whether the run leaves neither page nor sheet to mend, for its size.
  ///
  /// - Throws: `FileError`, `JSONFileError`.
  package var isLarge: Bool {
    get throws {
      guard let validate = try run.readCheckpoint(of: .validate), validate.state == .finished
      else { return false }
      return validate.counts["candidates"] ?? 0 > limit
    }
  }

  /// Those that are there, each with a word for it.
  package var there: [(title: String, url: URL)] {
    [
      ("Report", run.report(Self.page)), ("To mend", run.report(Self.fixes)),
      ("To undo", run.report(Self.undo)), ("Worksheet", run.report(Worksheet.fileName)),
    ]
    .filter { FileBytes.size(of: $0.1) != nil }
  }

  /// Writes those of the run as it is now, and removes the others: what an earlier state of it left
  /// would be taken for the present one.
  ///
  /// - Parameters:
  ///   - made: When and by what the page is made, in words.
  ///   - fixes: Makes the sheet to mend.
  /// - Throws: `FileError`, `JSONLinesError`, `JSONFileError`, and what `fixes` throws.
  package func write(
    _ record: RunRecord, made: String, fixes: (RunDetails) throws -> SheetTable
  ) async throws {
    let isAsked = record.until >= .validate || record.failure != nil
    let isWhole = try isAsked && !isLarge
    if isAsked { try FileBytes.makeFolder(run.report("")) }
    if !isWhole {
      try FileBytes.remove(run.report(Self.page))
      try FileBytes.remove(run.report(Self.fixes))
    }
    guard isWhole || FileBytes.size(of: run.checkpoint(of: .load)) != nil else {
      return try FileBytes.remove(run.report(Self.undo))
    }
    let details = try await DetailsReader.read(run, record: record)
    if details.summary.isByHand { try writeWorksheet(details) }
    try write(UndoTable(details).table, to: Self.undo)
    guard isWhole else { return }
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
