internal import ArgumentParser
internal import Foundation
internal import Pipeline
internal import Report

/// `glueport report`: the summary of a run, in one of its forms.
struct ReportCommand: ParsableCommand, ExitingCommand, ConsoleCommand {
  /// The forms of a report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Report on a run: the newest when none is named.")

  @OptionGroup var runs: RunOptions

  @Option(help: "The form of the report.")
  var format: Format = .text

  @Option(help: "The file to write instead of standard output.")
  var output: String?

  @OptionGroup var console: ConsoleOptions

  func perform() throws -> Exit {
    let session = Session(console: console)
    let (run, record) = try runs.find()
    let text = try session.report(run, record, json: format == .json || console.json)
    if let output {
      try OutputFile.write(Array(text.utf8), to: URL(filePath: output))
    } else {
      Console.output(text)
    }
    return .done
  }
}
