internal import ArgumentParser
internal import Foundation
internal import Mapping
internal import Pipeline
internal import Report
internal import Spreadsheets

/// The files for people to read that each run leaves in its directory, however it ended.
struct RunReports {
  let time: any TimeSource

  private static let page = "report.html"
  private static let fixes = "fixes.csv"
  private static let undo = "undo.csv"

  /// Those that are there, each with a word for it.
  static func files(of run: RunDirectory) -> [(title: String, url: URL)] {
    [
      ("Report", run.report(page)), ("To mend", run.report(fixes)), ("To undo", run.report(undo)),
      ("Worksheet", run.report(Worksheet.fileName)),
    ]
    .filter { FileBytes.size(of: $0.1) != nil }
  }

  /// Writes them. What goes wrong is told and no more: the run is what it is.
  func write(_ run: RunDirectory, of pipeline: PipelineFile) {
    do {
      let record = try JSONFile.read(RunRecord.self, from: run.record)
      guard record.until >= .validate || record.failure != nil else { return }
      let details = try DetailsReader.read(run, record: record)
      try FileBytes.makeFolder(run.report(""))
      if details.summary.isByHand { try writeWorksheet(details, of: run) }
      try OutputFile.write(Array(try page(details).utf8), to: run.report(Self.page))
      try write(UndoTable(details).table, to: run.report(Self.undo))
      let fixes =
        details.organizations.isEmpty
        ? nil : try FixesTable(pipeline.mapping, of: run).table(details)
      try write(fixes, to: run.report(Self.fixes))
    } catch {
      Console.error("the report was not written: \(error)")
    }
  }

  /// Writes a table that has rows; one without is no file.
  private func write(_ table: SheetTable?, to file: URL) throws {
    guard let table, !table.rows.isEmpty else { return try FileBytes.remove(file) }
    try SheetWriter.write(table, to: file)
  }

  /// Writes what a person fills in, once: from then on it is that person's.
  private func writeWorksheet(_ details: RunDetails, of run: RunDirectory) throws {
    let table = Worksheet(details).table
    let workbook = run.report(Worksheet.fileName)
    guard !table.rows.isEmpty else { return }
    for file in [workbook, workbook.deletingPathExtension().appendingPathExtension("csv")]
    where FileBytes.size(of: file) == nil {
      try SheetWriter.write(table, to: file)
    }
  }

  /// The report as a page.
  func page(_ details: RunDetails) throws -> String {
    let made = time.now().formatted(.iso8601)
    return try HTMLReport(
      details, made: "Made by Glueport \(Glueport.configuration.version) at \(made)."
    ).text()
  }
}
