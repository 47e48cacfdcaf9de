internal import ArgumentParser
internal import Foundation
internal import Load
internal import Pipeline

/// `glueport discard`: lets go of a run, so that another one can load.
struct DiscardCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Stop following a run's pending imports, so that another run can load.",
    discussion: """
      Nothing in Dark Web ID is touched, and the links stay. Where the answer to a
      request was lost, what became of it is looked up first; as long as that
      cannot be known, the run is not let go.
      """)

  @Argument(help: "The run: its id, or the path of its directory.")
  var run: String

  @Option(
    help: "The pipeline file, where the run's directory is gone and only the ledger knows of it.")
  var pipeline: String?

  @OptionGroup var runs: RunsFolder
  @OptionGroup var console: ConsoleOptions

  private struct Discarded: Encodable {
    var run: String
    var imports: Discard.Outcome
  }

  func perform() async throws -> Exit {
    let session = Session(console: console)
    if let pipeline {
      let file = try PipelineFile(file: URL(filePath: pipeline), environment: session.environment)
      guard let outcome = try await discard(run, file, session) else {
        throw UsageError.options("the ledger of \(pipeline) knows of no run “\(run)”")
      }
      return try tell(run, outcome)
    }
    var (directory, record) = try runs.named(run)
    let file = try record.readPipeline(session.environment)
    let lock = try FileLock(
      directory.lock, of: "the run \(directory.id)", now: session.time.now())
    defer { withExtendedLifetime(lock) {} }
    let outcome = try await discard(directory.id, file, session)
    session.refresh(directory, record, holdingLock: true)
    if record.state != .finished { record.finished = session.time.now().formatted(.iso8601) }
    record.state = .finished
    record.failure = nil
    try JSONFile.write(record, to: directory.record)
    await RunReports(time: session.time).write(directory, of: file)
    return try tell(directory.id, outcome ?? .init())
  }

  private func discard(
    _ run: String, _ file: PipelineFile, _ session: Session
  ) async throws -> Discard.Outcome? {
    try await session.withServices(file) { try await $0.discard().perform(run: run) }
  }

  private func tell(_ run: String, _ outcome: Discard.Outcome) throws -> Exit {
    if console.json {
      try Console.output(json: Discarded(run: run, imports: outcome))
      return .done
    }
    let lost = "lost request"
    let parts = [
      (outcome.pending, "no longer followed: \(outcome.pending.counted("pending import"))"),
      (outcome.found, "had arrived, and linked now: \(outcome.found.counted(lost))"),
      (outcome.notArrived, "had not arrived: \(outcome.notArrived.counted(lost))"),
    ].filter { $0.0 > 0 }.map(\.1)
    Console.output(
      "\(run): \(parts.isEmpty ? "nothing of it was open" : parts.joined(separator: "; "))\n")
    return .done
  }
}
