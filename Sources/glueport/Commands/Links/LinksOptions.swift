internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// The options that say whose links are meant.
struct LinksOptions: ParsableArguments {
  @Option(help: "The pipeline file. (default: the one of the newest run)")
  var pipeline: String?

  @OptionGroup var runs: RunsFolder

  /// The pipeline file that is named, or that of the newest run.
  ///
  /// - Throws: ``UsageError`` where there is neither; what a pipeline file throws.
  func file(_ session: Session) throws -> PipelineFile {
    let path = try pipeline ?? runs.find(nil).1.pipeline
    return try PipelineFile(file: URL(filePath: path), environment: session.environment)
  }
}
