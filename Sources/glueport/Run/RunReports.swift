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

  /// Those that are there, each with a word for it.
  static func files(of run: RunDirectory) -> [(title: String, url: URL)] {
    [("Report", run.report(page)), ("To mend", run.report(fixes))]
      .filter { FileBytes.size(of: $0.1) != nil }
  }

  /// Writes them. What goes wrong is told and no more: the run is what it is.
  func write(_ run: RunDirectory, of pipeline: PipelineFile) {
    do {
      let record = try JSONFile.read(RunRecord.self, from: run.record)
      guard record.until >= .validate || record.failure != nil else { return }
      let details = try DetailsReader.read(run, record: record)
      try FileBytes.makeFolder(run.report(""))
      try OutputFile.write(Array(try page(details).utf8), to: run.report(Self.page))
      try FileBytes.remove(run.report(Self.fixes))
      guard !details.organizations.isEmpty else { return }
      let table = try FixesTable(pipeline.mapping, of: run).table(details)
      if !table.rows.isEmpty { try SheetWriter.write(table, to: run.report(Self.fixes)) }
    } catch {
      Console.error("the report was not written: \(error)")
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
