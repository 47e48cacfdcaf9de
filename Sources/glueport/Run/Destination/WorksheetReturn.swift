internal import Foundation
internal import Load
internal import Pipeline

/// A worksheet that a person gives back, on its way into the run that it is of.
struct WorksheetReturn {
  /// The worksheet.
  let file: URL
  let run: RunDirectory
  /// The path of the pipeline file.
  let pipeline: String
  /// Where a copy of the results goes; nil for nowhere.
  let output: String?
  let session: Session

  private static let mostNamed = 3

  /// Takes it back and tells where the run stands then.
  ///
  /// - Throws: ``UsageError`` where it is a run of another pipeline, or none by hand; what
  ///   `HandImport` and the stage throw.
  func perform() async throws -> Exit {
    let pipeline = try PipelineFile(
      file: URL(filePath: pipeline), environment: session.environment)
    let record = try JSONFile.read(RunRecord.self, from: run.record)
    guard record.pipeline == pipeline.file.path else {
      throw UsageError.options("\(run.url.path) is a run of the pipeline \(record.pipeline)")
    }
    try record.check(pipeline)
    let hands = try handImport(of: pipeline)
    let exit = try await session.conduct(
      run, record, pipeline, word: .ask, acceptsUnverifiedProfile: false, from: .load,
      tells: output != "-"
    ) {
      let changes = try hands.changes(by: file, of: run.id)
      if !changes.entries.isEmpty {
        try await run.reopenLoad(record) { try hands.take(changes) }
      }
      tell(changes)
    }
    if let output { try StageStreams(run: run).give(.load, to: output) }
    return exit
  }

  private func handImport(of pipeline: PipelineFile) throws -> HandImport {
    switch pipeline.destination {
    case .worksheet(let settings):
      return try WorksheetServices(settings, of: pipeline, time: session.time).handImport
    case .darkWebID: throw UsageError.noWorksheet(file: pipeline.file.path)
    case nil:
      throw UsageError.missingSection(
        "destination", for: "the stage load", file: pipeline.file.path)
    }
  }

  private func tell(_ changes: HandImport.Changes) {
    let name = file.lastPathComponent
    Console.error(
      changes.entries.isEmpty
        ? "\(name) says nothing new"
        : "\(name): taken back is what it says of \(changes.entries.count.counted("organization"))")
    if !changes.corrected.isEmpty {
      Console.error("it corrects what was taken back before: \(Self.names(changes.corrected))")
    }
    if !changes.kept.isEmpty {
      Console.error(
        "it says nothing of what was taken back before, which stays: \(Self.names(changes.kept))")
    }
  }

  private static func names(_ titles: [String]) -> String {
    titles.prefix(mostNamed).map { "“\($0)”" }.joined(separator: ", ")
      + (titles.count > mostNamed ? " and \(titles.count - mostNamed) more" : "")
  }
}
