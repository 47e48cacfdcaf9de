internal import DarkWebID
internal import Extract
internal import Foundation
internal import Ledger
internal import Load
internal import Pipeline
internal import Transform
internal import Validate

/// Takes a run through its stages.
struct Conductor {
  let services: Services
  let run: RunDirectory
  let approval: Approval
  /// Whether load leaves out what the world has overtaken.
  let replans: Bool

  private var pipeline: PipelineFile { services.pipeline }
  private var runner: StageRunner { StageRunner(run: run, progress: services.progress) }

  /// Runs the stages from `first` to the last that the record names; those before `first` must be
  /// done.
  ///
  /// - Returns: The record as it stands at the end; it is written too.
  /// - Throws: What the stages throw; the record then says that the run is unfinished.
  func conduct(_ record: RunRecord, from first: StageName = .extract) async throws -> RunRecord {
    var record = record
    record.state = .unfinished
    record.finished = nil
    record.failure = nil
    try write(record)
    let wanted = try wantedMapping(from: first, until: record.until)
    var mapping: ReadMapping?
    let isFrozen = try loadHasBegun()
    for stage in StageName.allCases where stage >= first && stage <= record.until {
      try Task.checkCancellation()
      if isFrozen, stage < .load { continue }
      switch stage {
      case .extract:
        let checkpoint: Checkpoint
        (checkpoint, mapping) = try await extract(&record, reading: wanted)
        note(checkpoint, in: &record)
        continue
      case .transform:
        note(try await transform(mapping), in: &record)
        // It may be large, and the stages behind transform have no use for it.
        mapping = nil
        continue
      case .validate:
        note(try await validate(record), in: &record)
        continue
      case .load: break
      }
      guard let digest = try await approval.digest(for: run, &record) else {
        record.state = .planned
        break
      }
      try write(record)
      let checkpoint: Checkpoint
      do {
        checkpoint = try await load(digest)
      } catch let error as LoadError {
        // Nothing was sent: there is a plan, and nothing to resume.
        if try !loadHasBegun() {
          record.state = .planned
          try write(record)
        }
        throw error
      }
      note(checkpoint, in: &record)
      record.state = checkpoint.state == .finished ? .finished : .unfinished
    }
    if record.until < .load { record.state = record.until == .validate ? .planned : .finished }
    if record.state != .unfinished { record.finished = services.time.now().formatted(.iso8601) }
    try write(record)
    return record
  }

  /// Runs extract, and reads the mapping that is wanted behind it.
  ///
  /// A sheet that cannot be read is told before IT Glue is walked, not after. Saved pages are at hand, and
  /// nobody waits for them: both are read at once.
  private func extract(
    _ record: inout RunRecord, reading mapping: PipelineFile.Mapping?
  ) async throws -> (Checkpoint, ReadMapping?) {
    func read() throws -> ReadMapping? {
      try mapping.map { try ReadMapping($0, SharedDomains(pipeline.validation)) }
    }
    guard case .pages = pipeline.source else {
      let read = try read()
      return (try await runner.perform(try await extractStage(&record)), read)
    }
    let stage = try await extractStage(&record)
    let runner = runner
    async let checkpoint = runner.perform(stage)
    let read = try read()
    return (try await checkpoint, read)
  }

  private func transform(_ mapping: ReadMapping?) async throws -> Checkpoint {
    try await runner.perform(
      TransformStage(
        mapping: pipeline.mapping, selection: pipeline.source.selection,
        shared: try SharedDomains(pipeline.validation), read: mapping,
        memory: pipeline.transformation.joinMemory))
  }

  private func validate(_ record: RunRecord) async throws -> Checkpoint {
    try await runner.perform(
      ValidateStage(
        validation: pipeline.validation, scope: PlanScope(first: record.first, only: record.only),
        world: try await world(), time: services.time))
  }

  private func extractStage(_ record: inout RunRecord) async throws -> ExtractStage {
    let source = try services.pageSource()
    var baseline: Baseline?
    if let since = record.since {
      let inputs = try await source.inputs()
      // Found once: a resumed run goes on from the same one.
      let candidates =
        since == ExtractOptions.Since.last.rawValue
        ? RunDirectory.all(in: pipeline.runs, ofNoneBut: pipeline).filter { $0 != run }
        : [try RunDirectory(existing: URL(filePath: since))]
      baseline = candidates.lazy.compactMap { try? Baseline($0, inputs: inputs) }.first
      if baseline == nil {
        services.progress(.note("there is no extract to go on from: reading everything"))
      }
      record.since = baseline?.run.url.path
      try write(record)
    }
    let saver = try record.savePages.map {
      try PageSaver(folder: URL(filePath: $0), origin: pipeline.sourceName(), run: run.id)
    }
    return ExtractStage(source: source, baseline: baseline, saver: saver)
  }

  private func load(_ digest: String) async throws -> Checkpoint {
    let destination = try services.destination(
      for: "the stage load", auditing: run, replans: replans)
    return try await runner.perform(destination.load(digest))
  }

  private func world() async throws -> World {
    if pipeline.destination != nil {
      return try await services.destination(for: "the stage validate").world()
    }
    if case .account = pipeline.validation.licence.limit {
      throw UsageError.missingSection(
        "destination", for: "the stage validate", file: pipeline.file.path)
    }
    return World(account: nil, licence: World.Licence(limit: nil, used: 0))
  }

  /// The mapping that the stages want; its files are there.
  private func wantedMapping(
    from first: StageName, until last: StageName
  ) throws -> PipelineFile.Mapping? {
    guard (first...last).contains(.transform), let mapping = pipeline.mapping else { return nil }
    try mapping.checkFiles(of: pipeline)
    return mapping
  }

  /// Once something was sent, the plan is what it was: an edit takes effect in a new run.
  private func loadHasBegun() throws -> Bool {
    guard pipeline.destination != nil, FileBytes.size(of: pipeline.state) != nil else {
      return false
    }
    guard try Ledger(of: pipeline).hasEntries(of: run.id) else { return false }
    // The ledger knows runs by their names.
    guard FileBytes.size(of: run.checkpoint(of: .load)) != nil else {
      throw RunError.nameTaken(run.id, ledger: pipeline.state.path)
    }
    return true
  }

  private func note(_ checkpoint: Checkpoint, in record: inout RunRecord) {
    for (name, count) in checkpoint.counts {
      record.counts["\(checkpoint.stage.rawValue).\(name)"] = count
    }
  }

  private func write(_ record: RunRecord) throws {
    try JSONFile.write(record, to: run.record)
  }
}
