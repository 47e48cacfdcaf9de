internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// The option that says where the runs are.
struct RunsFolder: ParsableArguments {
  @Option(
    name: .customLong("runs"), help: "The folder of the runs. (default: $GLUEPORT_RUNS, or ./runs)")
  var path: String?

  /// The folder in which runs are sought.
  var url: URL {
    URL(filePath: path ?? ProcessInfo.processInfo.environment["GLUEPORT_RUNS"] ?? "runs")
  }
}

/// The options that name a run that is there.
struct RunOptions: ParsableArguments {
  @Argument(help: "The run: its id, or the path of its directory.")
  var run: String?

  @OptionGroup var runs: RunsFolder

  private var folder: URL { runs.url }

  /// The run that is named, or the newest one, or the newest one that is unfinished.
  ///
  /// - Throws: ``UsageError``.
  func find(unfinished: Bool = false) throws -> (RunDirectory, RunRecord) {
    if let run {
      let found =
        run.contains("/")
        ? try RunDirectory(existing: URL(filePath: run))
        : try? RunDirectory(existing: folder.appending(path: run))
      guard let found else { throw UsageError.noRun(run, folder: folder.path) }
      return (found, try JSONFile.read(RunRecord.self, from: found.record))
    }
    for directory in RunDirectory.all(in: folder) {
      let record = try JSONFile.read(RunRecord.self, from: directory.record)
      if !unfinished || record.state == .unfinished { return (directory, record) }
    }
    throw unfinished
      ? UsageError.nothingToResume(folder: folder.path) : UsageError.noRuns(folder: folder.path)
  }
}
