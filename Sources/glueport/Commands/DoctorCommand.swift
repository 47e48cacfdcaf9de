internal import ArgumentParser
internal import Doctor
internal import Foundation
internal import HTTPTransport
internal import Pipeline
internal import Report

/// `glueport doctor`: whether a pipeline has all that it needs.
struct DoctorCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check keys, logins, licences, lists, folders and the clock. Sends nothing.")

  @Argument(help: "The pipeline file.")
  var pipeline: String

  @Flag(
    name: .long, help: "Where IT Glue refuses the key, ask its other regions which accepts it.")
  var tryRegions = false

  @OptionGroup var console: ConsoleOptions

  func perform() async throws -> Exit {
    let session = Session(console: console)
    let file = try PipelineFile(
      file: URL(filePath: pipeline), environment: session.environment)
    let mayTry: @Sendable () -> Bool = { [tryRegions, asksPerson] in
      tryRegions
        || asksPerson
          && Console.confirm(
            "IT Glue refuses the key. Send it to IT Glue's other regions, to see which accepts it?")
    }
    let report = try await NetworkExchange.with { exchange in
      DoctorReport(
        try await Doctor(
          pipeline: file, environment: session.environment, exchange: exchange,
          time: session.time, mayTryRegions: mayTry
        ).examine())
    }
    if console.json {
      Console.output(String(decoding: try JSONFile.bytes(of: report), as: UTF8.self))
    } else {
      let style = Console.style(quiet: console.quiet, environment: session.environment)
      Console.output(
        report.text { verdict, text in
          switch verdict {
          case .pass: style.green(text)
          case .warn: style.yellow(text)
          case .fail: style.red(text)
          }
        })
    }
    return report.exit
  }

  private var asksPerson: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 && !console.json
  }
}
