internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// `glueport runs`: the runs that are there.
struct RunsCommand: ParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the runs, the newest first.")

  @OptionGroup var runs: RunsFolder
  @OptionGroup var console: ConsoleOptions

  func perform() throws -> Exit {
    let records = runs.all().map(\.1)
    if console.json {
      try Console.output(json: records)
      return .done
    }
    if records.isEmpty { Console.error("there are no runs in \(runs.url.path)") }
    for record in records {
      Console.output("\(record.id)  \(record.state.rawValue)  \(record.pipeline)\n")
    }
    return .done
  }
}
