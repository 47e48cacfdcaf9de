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

  @OptionGroup var runs: RunOptions

  @Option(
    help: "The pipeline file, where the run's directory is gone and only the ledger knows of it.")
  var pipeline: String?

  @OptionGroup var console: ConsoleOptions

  private struct Discarded: Encodable {
    var run: String
    var imports: Discard.Outcome
  }

  func validate() throws {
    guard runs.run != nil else { throw ValidationError("name the run to discard") }
  }

  func perform() async throws -> Exit {
    let session = Session(console: console)
    guard let pipeline else {
      var (run, record) = try runs.find()
      let lock = try FileLock(run.lock, of: "the run \(run.id)", now: session.time.now())
      defer { withExtendedLifetime(lock) {} }
      let outcome = try await discard(run.id, of: record.pipeline, session)
      session.refresh(run, record, holdingLock: true)
      record.state = .finished
      record.finished = session.time.now().formatted(.iso8601)
      try JSONFile.write(record, to: run.record)
      return try tell(run.id, outcome ?? .init())
    }
    let name = runs.run ?? ""
    guard let outcome = try await discard(name, of: pipeline, session) else {
      throw UsageError.options("the ledger of \(pipeline) knows of no run “\(name)”")
    }
    return try tell(name, outcome)
  }

  private func discard(
    _ run: String, of pipeline: String, _ session: Session
  ) async throws -> Discard.Outcome? {
    let file = try PipelineFile(file: URL(filePath: pipeline), environment: session.environment)
    return try await session.withServices(file) { services in
      try await services.discard().perform(run: run)
    }
  }

  private func tell(_ run: String, _ outcome: Discard.Outcome) throws -> Exit {
    if console.json {
      try Console.output(json: Discarded(run: run, imports: outcome))
      return .done
    }
    var text = "\(run): \(outcome.pending) pending imports are no longer followed"
    if outcome.found > 0 { text += ", \(outcome.found) lost requests had arrived and are linked" }
    if outcome.notArrived > 0 { text += ", \(outcome.notArrived) had not arrived" }
    Console.output(text + "\n")
    return .done
  }
}
