internal import ArgumentParser
internal import Extract
internal import Foundation
internal import Pipeline

/// The options that say which extract a command looks at.
struct ExtractChoice: ParsableArguments {
  @Option(
    name: .customLong("run"),
    help: """
      The run whose extract is looked at: its id, or the path of its directory. (default: the newest \
      of this pipeline; where there is none, IT Glue is read)
      """)
  var run: String?

  @Flag(name: .long, help: "Read IT Glue now, whatever extracts there are.")
  var fresh = false

  func validate() throws {
    guard run == nil || !fresh else {
      throw ValidationError("--run and --fresh exclude each other")
    }
  }

  /// A run with a finished extract of the pipeline's source.
  ///
  /// - Throws: ``UsageError``; what an extract throws.
  func find(for pipeline: PipelineFile, in session: Session) async throws -> RunDirectory {
    let inputs = try await ExtractStage.inputs(of: pipeline.source)
    if let run {
      let url = run.contains("/") ? URL(filePath: run) : pipeline.runs.appending(path: run)
      guard let directory = try? RunDirectory(existing: url) else {
        throw UsageError.noRun(run, folder: pipeline.runs.path)
      }
      guard try ExtractStage.finished(in: directory, inputs: inputs) != nil else {
        throw UsageError.options("\(run) has no finished extract of this pipeline's source")
      }
      return directory
    }
    if !fresh {
      let newest = RunDirectory.all(in: pipeline.runs, ofNoneBut: pipeline).first {
        (try? ExtractStage.finished(in: $0, inputs: inputs)) != nil
      }
      if let newest { return newest }
    }
    let (directory, record) = try session.open(pipeline, at: nil, until: .extract)
    _ = try await session.conduct(
      directory, record, pipeline, word: .ask, acceptsUnverifiedProfile: false, tells: false)
    return directory
  }
}

extension RunDirectory {
  /// The run and the time of its extract, in words.
  func extractText() throws -> String {
    let record = try JSONFile.read(RunRecord.self, from: record)
    return "IT Glue as read by run \(id), begun \(record.started)"
  }
}
