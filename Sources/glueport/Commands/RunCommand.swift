internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// `glueport run`: all stages, or some of them.
struct RunCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a pipeline: extract, transform, validate, load.")

  @Argument(help: "The pipeline file.")
  var pipeline: String

  @Flag(name: .long, help: "Stop before load and show what would happen.")
  var dryRun = false

  @Option(help: "Begin with this stage; those before it are done in --run-dir.")
  var from: StageName = .extract

  @Option(help: "End with this stage.")
  var to: StageName = .load

  @Option(help: "The run's directory, instead of a new one below the pipeline's runs.")
  var runDir: String?

  @Flag(name: .long, help: "Load without asking.")
  var yes = false

  @Flag(name: .long, help: "Load into the real service although its profile is not verified.")
  var acceptUnverifiedProfile = false

  @Flag(
    name: .customLong("continue"),
    help:
      "Resume the pipeline's unfinished run where there is one, instead of a new one: for timers.")
  var continues = false

  @OptionGroup var extract: ExtractOptions
  @OptionGroup var scope: PlanScopeOptions
  @OptionGroup var console: ConsoleOptions

  func validate() throws {
    guard from <= to else { throw ValidationError("--from \(from.rawValue) is behind --to") }
    guard from == .extract || runDir != nil else {
      throw ValidationError("--from wants --run-dir: the run whose earlier stages are done")
    }
    try scope.check(from: from)
    let isWhole = runDir == nil && !dryRun && from == .extract && to == .load
    guard !continues || isWhole && extract.areNone && scope.areNone else {
      throw ValidationError(
        "--continue resumes a run as it was begun: of the other options only --yes and"
          + " --accept-unverified-profile go with it")
    }
  }

  func perform() async throws -> Exit {
    let session = Session(console: console)
    let file = try PipelineFile(
      file: URL(filePath: pipeline), environment: session.environment)
    if from > .extract, let runDir { _ = try RunDirectory(existing: URL(filePath: runDir)) }
    let until = dryRun ? min(to, .validate) : to
    if until == .load, !yes {
      try Approval(word: .ask, time: session.time, ask: session.asker(nil, file)).check()
    }
    try extract.check(file.source)
    if continues, let (run, record) = session.unfinished(of: file) {
      return try await session.conduct(
        run, record, file, word: yes ? .yes : .ask,
        acceptsUnverifiedProfile: acceptUnverifiedProfile)
    }
    if until == .load {
      let run = runDir.map { URL(filePath: $0).lastPathComponent }
      try await session.withServices(file) { services in
        try await services.destination(for: "the stage load").checkFree(for: run)
      }
    }
    var (run, record) = try session.open(file, at: runDir, until: until)
    extract.note(in: &record)
    try scope.note(in: &record, of: run)
    return try await session.conduct(
      run, record, file, word: yes ? .yes : .ask,
      acceptsUnverifiedProfile: acceptUnverifiedProfile, from: from)
  }
}

extension StageName: ExpressibleByArgument {}
