internal import ArgumentParser
internal import Fleet
internal import Foundation
internal import Pipeline

/// `glueport fleet check`: what the runs of all partners need, as far as no service has to be asked.
struct FleetCheckCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the files and folders of all partners, asking no service.",
    discussion: "`glueport doctor PIPELINE` asks the services too, for one partner.")

  @Argument(help: "The fleet's file: pipelines/fleet/partners.yaml shows one.")
  var fleet: String

  @OptionGroup var console: ConsoleOptions

  func perform() async throws -> Exit {
    let environment = ProcessInfo.processInfo.environment
    let check = try FleetCheck(
      of: try Fleet(file: URL(filePath: fleet)), environment: environment, now: SystemTime().now())
    if console.json {
      try Console.output(json: check)
    } else {
      let style = Console.style(quiet: console.quiet, environment: environment)
      Console.output(FleetCheckText(check, style: style).text)
    }
    return check.exit
  }
}
