import FoundationEssentials
import Pipeline
import TestSupport

@testable import Validate

/// A run in a temporary folder whose transform stage is done; removed with the value.
final class TestRun {
  let directory: RunDirectory
  /// Takes what the stage tells.
  var progress: Progress = { _ in }
  private let folder: TemporaryFolder

  init(_ candidates: [Candidate], orphans: [OrphanDomain] = []) throws {
    folder = try TemporaryFolder.inMemory()
    directory = try RunDirectory.make(at: folder.url.appending(path: "run"))
    try FileBytes.makeFolder(directory.folder(of: .transform))
    var checkpoint = Checkpoint(
      stage: .transform, stageVersion: 1, state: .finished, inputs: [:])
    checkpoint.outputs["candidates.jsonl"] = try write(candidates, to: "candidates.jsonl")
    checkpoint.outputs["orphans.jsonl"] = try write(orphans, to: "orphans.jsonl")
    try JSONFile.write(checkpoint, to: directory.checkpoint(of: .transform))
  }

  /// Writes a file into the temporary folder.
  func add(_ name: String, _ content: String) throws -> URL {
    try folder.write(content, to: name)
  }

  /// Runs the stage.
  @discardableResult
  func validate(
    _ world: World = .sample(), scope: PlanScope = .all, at seconds: Double = 0,
    _ change: (inout PipelineFile.Validation) -> Void = { _ in },
    stage changeStage: (inout ValidateStage) -> Void = { _ in }
  ) async throws -> Checkpoint {
    var validation = PipelineFile.Validation()
    // Ten thousand lines, which no test of the stage needs.
    validation.lists[.disposable] = []
    change(&validation)
    var stage = ValidateStage(
      validation: validation, scope: scope, world: world, time: FixedTime(seconds: seconds))
    changeStage(&stage)
    return try await StageRunner(run: directory, progress: progress).perform(stage)
  }

  func plan() throws -> [PlanLine] {
    try JSONLines.readAll(PlanLine.self, from: directory.file("plan.jsonl", of: .validate))
  }

  func unimported() throws -> [UnimportedLine] {
    try JSONLines.readAll(
      UnimportedLine.self, from: directory.file("unimported.jsonl", of: .validate))
  }

  func header() throws -> PlanHeader {
    try JSONFile.read(PlanHeader.self, from: directory.file("plan.json", of: .validate))
  }

  func bytes(_ name: String) throws -> [UInt8] {
    try FileBytes.read(directory.file(name, of: .validate))
  }

  private func write(_ records: [some Encodable], to name: String) throws -> WrittenFile {
    let file = try OutputFile(whole: directory.file(name, of: .transform))
    let encoder = JSONLines.encoder()
    for record in records { try file.write(record, with: encoder) }
    return try file.finish()
  }
}

/// A clock that stands still.
struct FixedTime: TimeSource {
  var seconds = 0.0

  func now() -> Date { Date(timeIntervalSince1970: 1_795_000_000 + seconds) }
  func sleep(for duration: Duration) async throws {}
}
