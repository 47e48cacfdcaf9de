internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// The options of a command that runs one stage.
struct StageOptions: ParsableArguments {
  @Argument(help: "The pipeline file.")
  var pipeline: String

  @Option(help: "The run's directory, instead of a new one below the pipeline's runs.")
  var runDir: String?

  @Option(help: "What the stage reads, instead of the stage before it: a file, or - for a pipe.")
  var input: String?

  @Option(help: "Where a copy of what the stage wrote goes: a file, or - for a pipe.")
  var output: String?

  @OptionGroup var console: ConsoleOptions

  /// Runs the stage.
  func perform(
    _ stage: StageName, word: Approval.Word = .ask, acceptsUnverifiedProfile: Bool = false,
    extract: ExtractOptions? = nil
  ) async throws -> Exit {
    let session = Session(console: console)
    let file = try PipelineFile(
      file: URL(filePath: pipeline), environment: session.environment)
    try extract?.check(file.source)
    var (run, record) = try session.open(file, at: runDir, until: stage)
    extract?.note(in: &record)
    let exit = try await session.conduct(
      run, record, file, word: word, acceptsUnverifiedProfile: acceptsUnverifiedProfile,
      from: stage, tells: output != "-"
    ) {
      if let input { try StageStreams(run: run).take(input, for: stage) }
    }
    if let output { try StageStreams(run: run).give(stage, to: output) }
    return exit
  }
}

/// `glueport extract`.
struct ExtractCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Read organizations and domains from IT Glue.")
  @OptionGroup var options: StageOptions
  @OptionGroup var extract: ExtractOptions
  var console: ConsoleOptions { options.console }

  func validate() throws {
    guard options.input == nil else {
      throw ValidationError("extract reads IT Glue; “source: pages:” names saved pages")
    }
  }

  func perform() async throws -> Exit {
    try await options.perform(.extract, extract: extract)
  }
}

/// `glueport transform`.
struct TransformCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "transform", abstract: "Join, flatten and map what was extracted.")
  @OptionGroup var options: StageOptions
  var console: ConsoleOptions { options.console }

  func perform() async throws -> Exit { try await options.perform(.transform) }
}

/// `glueport validate`.
struct ValidateCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Judge the candidates and make the plan.")
  @OptionGroup var options: StageOptions
  var console: ConsoleOptions { options.console }

  func perform() async throws -> Exit { try await options.perform(.validate) }
}
