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

  /// The runs, the newest first. One that cannot be read is told of and left out.
  func all() -> [(RunDirectory, RunRecord)] {
    RunDirectory.all(in: url).compactMap { directory in
      do {
        return (directory, try JSONFile.read(RunRecord.self, from: directory.record))
      } catch {
        Console.error("left out: \(error)")
        return nil
      }
    }
  }
}

extension RunsFolder {
  /// The run of a name, or the newest one where none is named.
  ///
  /// - Throws: ``UsageError``.
  func find(_ name: String?) throws -> (RunDirectory, RunRecord) {
    if let name { return try named(name) }
    guard let newest = all().first else { throw UsageError.noRuns(folder: url.path) }
    return newest
  }

  /// The run of a name: its id, or the path of its directory.
  ///
  /// - Throws: ``UsageError`` where there is none.
  func named(_ name: String) throws -> (RunDirectory, RunRecord) {
    let found =
      name.contains("/")
      ? try RunDirectory(existing: URL(filePath: name))
      : try? RunDirectory(existing: url.appending(path: name))
    guard let found else { throw UsageError.noRun(name, folder: url.path) }
    return (found, try JSONFile.read(RunRecord.self, from: found.record))
  }
}

/// The options that name a run that is there.
struct RunOptions: ParsableArguments {
  @Argument(help: "The run: its id, or the path of its directory.")
  var run: String?

  @OptionGroup var runs: RunsFolder

  private var folder: URL { runs.url }

  /// The run that is named, or the newest one.
  ///
  /// - Throws: ``UsageError``.
  func find() throws -> (RunDirectory, RunRecord) { try runs.find(run) }

  /// The run that is named, or the newest one that is unfinished; one that may have sent something
  /// comes before one that has not got so far.
  ///
  /// - Throws: ``UsageError``, also where several accounts have such a run.
  func findUnfinished() throws -> (RunDirectory, RunRecord) {
    if let named = try named() { return named }
    let unfinished = runs.all().filter { $0.1.state == .unfinished }
    let begun = unfinished.filter { $0.1.approved != nil }
    let accounts = Set(begun.compactMap { account(of: $0.0) })
    guard accounts.count <= 1 else { throw UsageError.severalAccounts(begun.map(\.0.id)) }
    guard let newest = begun.first ?? unfinished.first else {
      throw UsageError.nothingToResume(folder: folder.path)
    }
    return newest
  }

  private func account(of run: RunDirectory) -> World.Account? {
    try? JSONFile.read(World.self, from: run.file("world.json", of: .validate)).account
  }

  private func named() throws -> (RunDirectory, RunRecord)? { try run.map(runs.named) }
}
