internal import ArgumentParser
internal import Doctor
internal import Foundation
internal import HTTPTransport
internal import Pipeline

/// `glueport doctor`: checks what a run of a pipeline needs.
struct DoctorCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check keys, logins, licences, files and folders of a pipeline, changing nothing.")

  @Argument(help: "The pipeline file.")
  var pipeline: String

  @Flag(name: .long, help: "Send a key that IT Glue refuses to its other regions, to find its own.")
  var tryRegions = false

  @OptionGroup var console: ConsoleOptions

  func perform() async throws -> Exit {
    let environment = ProcessInfo.processInfo.environment
    let file = try PipelineFile(file: URL(filePath: pipeline), environment: environment)
    let display = ProgressDisplay(quiet: console.quiet, environment: environment)
    let diagnosis = try await NetworkExchange.with(limits: Self.limits) { exchange in
      try await Examination(
        file, environment: environment, exchange: exchange, time: SystemTime(),
        progress: display.show
      ) { regions in try tryRegions || ask(regions, display) }.perform()
    }
    display.finish()
    if console.json {
      try Console.output(json: diagnosis)
    } else {
      let style = Console.style(quiet: console.quiet, environment: environment)
      Console.output(DiagnosisText(diagnosis, style: style).text)
    }
    return diagnosis.exit
  }

  /// Somebody waits for these answers, and they are short.
  private static var limits: NetworkExchange.Limits {
    var limits = NetworkExchange.Limits()
    limits.silence = .seconds(20)
    limits.whole = .seconds(30)
    return limits
  }

  /// Whether the person at the terminal wants the key to be sent to these regions too.
  private func ask(
    _ regions: [PipelineFile.ITGlue.Region], _ display: ProgressDisplay
  ) throws -> Bool {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1, !console.json else { return false }
    display.finish()
    let addresses = regions.map(\.baseURL).joined(separator: ", ")
    return try Console.confirm(
      "IT Glue refuses the key. Try it at the other regions (\(addresses))?")
  }
}
