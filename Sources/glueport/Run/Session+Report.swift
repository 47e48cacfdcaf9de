internal import Foundation
internal import Pipeline
internal import Report

/// What a command tells of a run.
extension Session {
  /// Where a run stands that ended before its end: what load has reached, or the directory alone.
  func tellSoFar(_ run: RunDirectory, _ display: ProgressDisplay) {
    guard !console.json, FileBytes.size(of: run.file("results.jsonl", of: .load)) != nil,
      let record = try? JSONFile.read(RunRecord.self, from: run.record),
      let text = try? report(run, record, json: false)
    else { return display.show(.note("the run's directory: \(run.url.path)")) }
    display.finish()
    Console.output(text)
  }

  /// Shows the summary of a run.
  func tell(_ run: RunDirectory, _ record: RunRecord) throws -> Exit {
    Console.output(try report(run, record, json: console.json))
    return try SummaryReader.read(run, record: record).exit
  }

  /// The summary of a run with the next steps.
  ///
  /// - Parameter lists: Whether the organizations are listed too.
  func report(
    _ run: RunDirectory, _ record: RunRecord, json: Bool, lists: Bool = false
  ) throws -> String {
    var summary = try SummaryReader.read(run, record: record)
    let folder = FileManager.default.currentDirectoryPath
    let next = NextStep.after(
      summary, program: CommandLine.arguments.first ?? "glueport", run: name(of: run),
      folder: folder)
    if json {
      return String(
        decoding: try JSONFile.bytes(of: JSONReport(summary, next: next)), as: UTF8.self)
    }
    summary.directory = NextStep.shorten(summary.directory, below: folder)
    let style = Console.style(quiet: console.quiet, environment: environment)
    let files = RunReports.files(of: run).map { file in
      (title: file.title, path: NextStep.shorten(file.url.path, below: folder))
    }
    var text = TextReport(
      summary, next: next, files: files, width: Console.width, style: style
    ).text
    if lists, summary.plan != nil {
      let details = try DetailsReader.read(run, record: record)
      text += "\n" + DetailsText(details, width: Console.width, style: style).text
    }
    return text
  }

  /// The id where `./runs` or `$GLUEPORT_RUNS` leads to the run, otherwise its path.
  private func name(of run: RunDirectory) -> String {
    let folder = URL(filePath: environment["GLUEPORT_RUNS"] ?? "runs").standardizedFileURL
    return run.url.deletingLastPathComponent().path == folder.path ? run.id : run.url.path
  }
}
