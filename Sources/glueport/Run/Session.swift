internal import Foundation
internal import HTTPTransport
internal import Pipeline
internal import Report

/// One command at work on one run: holds the run's lock, shows progress, ends with the summary.
struct Session {
  let console: ConsoleOptions
  let environment = ProcessInfo.processInfo.environment
  let time: any TimeSource = SystemTime()

  /// Opens the run at a place that the user named, or makes a new one.
  ///
  /// - Throws: `FileError`, ``UsageError`` for a run of another pipeline.
  func open(
    _ pipeline: PipelineFile, at path: String?, until: StageName
  ) throws -> (RunDirectory, RunRecord) {
    let run: RunDirectory
    if let path {
      run = try RunDirectory.make(at: URL(filePath: path))
      if var record = try JSONFile.readIfPresent(RunRecord.self, from: run.record) {
        guard record.pipeline == pipeline.file.path else {
          throw UsageError.options("\(path) is a run of the pipeline \(record.pipeline)")
        }
        try record.check(pipeline)
        guard until == .load || FileBytes.size(of: run.checkpoint(of: .load)) == nil else {
          throw UsageError.options(
            "\(path) has been loaded, and its plan stays as it is: begin a new run")
        }
        record.until = until
        return (run, record)
      }
    } else {
      run = try RunDirectory.make(in: pipeline.runs, pipeline: pipeline.name, now: time.now())
    }
    return (
      run,
      RunRecord(
        id: run.id, pipeline: pipeline.file.path, name: pipeline.name,
        pipelineDigest: pipeline.digest.text, started: time.now().formatted(.iso8601),
        until: until)
    )
  }

  /// The newest run of a pipeline that did not come to its end: first of those that may have sent
  /// something.
  func unfinished(of pipeline: PipelineFile) -> (RunDirectory, RunRecord)? {
    let runs = RunDirectory.all(in: pipeline.runs).compactMap { run in
      (try? JSONFile.read(RunRecord.self, from: run.record)).map { (run, $0) }
    }
    .filter {
      $0.1.isOf(pipeline) && $0.1.state == .unfinished && $0.1.until == .load
    }
    return runs.first { $0.1.approved != nil } ?? runs.first
  }

  /// Takes a run through its stages and tells what came of it.
  ///
  /// - Parameter prepare: Called once the run is locked, before anything else.
  /// - Throws: What the stages throw; the run's directory is told before.
  func conduct(
    _ run: RunDirectory, _ record: RunRecord, _ pipeline: PipelineFile, word: Approval.Word,
    acceptsUnverifiedProfile: Bool, from first: StageName = .extract, replans: Bool = false,
    tells: Bool = true, prepare: () async throws -> Void = {}
  ) async throws -> Exit {
    let lock = try FileLock(run.lock, of: "the run \(run.id)", now: time.now())
    defer { withExtendedLifetime(lock) {} }
    try await prepare()
    let display = ProgressDisplay(quiet: console.quiet, environment: environment)
    let ended = try await NetworkExchange.with { exchange in
      let services = Services(
        pipeline: pipeline, environment: environment, exchange: exchange, time: time,
        progress: display.show)
      let approval = Approval(word: word, time: time, ask: asker(display, pipeline))
      if record.until == .validate, pipeline.destination != nil {
        // A secret that is missing is told before IT Glue is walked.
        _ = try services.destination(for: "the stage validate")
      }
      if record.until == .load {
        // Both were given with the approval where there is one.
        if record.approved == nil { try approval.check() }
        let destination = try services.destination(for: "the stage load")
        if let profile = destination.unverifiedProfile, !acceptsUnverifiedProfile,
          record.approved == nil
        {
          throw UsageError.unverifiedProfile(profile.path)
        }
      }
      defer { display.finish() }
      do {
        return try await Conductor(
          services: services, run: run, approval: approval, replans: replans
        ).conduct(record, from: first)
      } catch {
        note(error, in: run)
        await RunReports(time: time).write(run, of: pipeline)
        await tellSoFar(run, display)
        throw error
      }
    }
    await RunReports(time: time).write(run, of: pipeline)
    // Saying no is no failure, whatever the plan would have left out.
    if ended.until == .load, ended.state == .planned {
      Console.error("nothing was sent")
      return .done
    }
    guard tells else { return try await SummaryReader.read(run, record: ended).exit }
    return try await tell(run, ended)
  }

  /// Why a run ended before its end, so that its report can tell.
  private func note(_ error: any Error, in run: RunDirectory) {
    guard var record = try? JSONFile.read(RunRecord.self, from: run.record) else { return }
    record.failure =
      switch error {
      case let failure as any Failure:
        RunRecord.Failure(message: failure.message, remedy: failure.remedy)
      case is CancellationError:
        RunRecord.Failure(message: "it was stopped", remedy: "`glueport resume` goes on")
      default: RunRecord.Failure(message: "\(error)", remedy: nil)
      }
    try? JSONFile.write(record, to: run.record)
  }

  /// Runs `body` with what a pipeline works with.
  ///
  /// - Throws: What `body` throws.
  func withServices<Result: Sendable>(
    _ pipeline: PipelineFile, _ body: (Services) async throws -> Result
  ) async throws -> Result {
    let display = ProgressDisplay(quiet: console.quiet, environment: environment)
    defer { display.finish() }
    return try await NetworkExchange.with { exchange in
      try await body(
        Services(
          pipeline: pipeline, environment: environment, exchange: exchange, time: time,
          progress: display.show))
    }
  }

  /// Whether a person wants it: `yes` where the command line says so already.
  ///
  /// - Parameter what: What it is, for the message where there is nobody to ask: `a retry`.
  /// - Throws: ``UsageError/needsYes(_:)``; `CancellationError` where a signal came.
  func confirm(_ question: String, yes: Bool, what: String) throws -> Bool {
    if yes { return true }
    guard hasPerson else { throw UsageError.needsYes(what) }
    return try Console.confirm(question)
  }

  /// Whether there is somebody at a terminal to be asked.
  private var hasPerson: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 && !console.json
  }

  /// Shows a plan to the person at the terminal and takes the answer; nil where there is nobody.
  func asker(
    _ display: ProgressDisplay?, _ pipeline: PipelineFile
  ) -> ((RunDirectory, PlanHeader) async throws -> Bool)? {
    guard hasPerson else { return nil }
    return { run, header in
      display?.finish()
      var record = try JSONFile.read(RunRecord.self, from: run.record)
      record.state = .planned
      let summary = try await SummaryReader.read(run, record: record)
      let style = Console.style(quiet: console.quiet, environment: environment)
      Console.output(TextReport(summary, next: [], width: Console.width, style: style).text)
      let organizations = header.counts["organizations"] ?? 0
      let domains = header.counts["domains"] ?? 0
      let what = "\(organizations.counted("organization")) with \(domains.counted("domain"))"
      if case .worksheet = pipeline.destination {
        return try Console.confirm("\nPut \(what) on a worksheet, to be imported by hand?")
      }
      return try Console.confirm("\nLoad \(what) into Dark Web ID?")
    }
  }

}
