internal import ArgumentParser
internal import Foundation
internal import Ledger
internal import Load
internal import Pipeline

/// `glueport discard`: stops following what a run left pending.
struct DiscardCommand: ParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Stop following a run's pending imports, so that another run can load.",
    discussion: """
      Nothing in Dark Web ID is touched, and the links stay. A run with a lost
      answer is not discarded: resume it, so that what happened is looked up.
      """)

  @OptionGroup var runs: RunOptions
  @OptionGroup var console: ConsoleOptions

  private struct Discarded: Encodable {
    var run: String
    var imports: Int
  }

  func validate() throws {
    guard runs.run != nil else { throw ValidationError("name the run to discard") }
  }

  func perform() throws -> Exit {
    let session = Session(console: console)
    var (run, record) = try runs.find()
    let lock = try FileLock(run.lock, of: "the run \(run.id)", now: session.time.now())
    defer { withExtendedLifetime(lock) {} }
    let file = try PipelineFile(
      file: URL(filePath: record.pipeline), environment: session.environment)
    let count = try Ledger(at: file.state).discard(run: run.id, now: session.time.now())
    record.state = .finished
    record.finished = session.time.now().formatted(.iso8601)
    try JSONFile.write(record, to: run.record)
    if console.json {
      try Console.output(json: Discarded(run: run.id, imports: count))
    } else {
      Console.output("\(run.id): \(count) pending imports are no longer followed\n")
    }
    return .done
  }
}
