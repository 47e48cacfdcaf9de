internal import Foundation
internal import Pipeline
internal import Report

/// What a command tells of a run.
extension Session {
  /// Where a run stands that ended before its end: what load has reached, or the directory alone.
  func tellSoFar(_ run: RunDirectory, _ display: ProgressDisplay) async {
    guard !console.json, FileBytes.size(of: run.file("results.jsonl", of: .load)) != nil,
      let record = try? JSONFile.read(RunRecord.self, from: run.record),
      let text = try? await report(run, record, json: false)
    else { return display.show(.note("the run's directory: \(run.url.path)")) }
    display.finish()
    Console.output(text)
  }

  /// Shows the summary of a run.
  func tell(_ run: RunDirectory, _ record: RunRecord) async throws -> Exit {
    let summary = try await SummaryReader.read(run, record: record)
    Console.output(try report(summary, of: run, json: console.json))
    return summary.exit
  }

  /// The summary of a run with the next steps.
  ///
  /// - Parameter lists: Whether the organizations are listed too.
  func report(
    _ run: RunDirectory, _ record: RunRecord, json: Bool, lists: Bool = false
  ) async throws -> String {
    guard lists, !json else {
      return try report(
        try await SummaryReader.read(run, record: record), of: run, json: json)
    }
    let details = try await DetailsReader.read(run, record: record)
    let text = try report(details.summary, of: run, json: false)
    if details.summary.plan == nil { return text }
    return text + "\n" + DetailsText(details, width: Console.width, style: style).text
  }

  private func report(_ summary: Summary, of run: RunDirectory, json: Bool) throws -> String {
    var summary = summary
    let folder = FileManager.default.currentDirectoryPath
    let files = RunFiles(run)
    let next = NextStep.after(
      summary, program: CommandLine.arguments.first ?? "glueport", run: name(of: run),
      folder: folder, isLarge: try files.isLarge)
    if json {
      return String(
        decoding: try JSONFile.bytes(of: JSONReport(summary, next: next)), as: UTF8.self)
    }
    summary.directory = NextStep.shorten(summary.directory, below: folder)
    let there = files.there.map { file in
      (title: file.title, path: NextStep.shorten(file.url.path, below: folder))
    }
    return TextReport(
      summary, next: next, files: there, width: Console.width, style: style
    ).text
  }

  private var style: TextStyle {
    Console.style(quiet: console.quiet, environment: environment)
  }

  /// The id where `./runs` or `$GLUEPORT_RUNS` leads to the run, otherwise its path.
  private func name(of run: RunDirectory) -> String {
    let folder = URL(filePath: environment["GLUEPORT_RUNS"] ?? "runs").standardizedFileURL
    return run.url.deletingLastPathComponent().path == folder.path ? run.id : run.url.path
  }
}
