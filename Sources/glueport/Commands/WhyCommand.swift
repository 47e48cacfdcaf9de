internal import ArgumentParser
internal import Foundation
internal import Pipeline
internal import Provenance

/// `glueport why`: one organization or domain through every stage of a run.
struct WhyCommand: ParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Tell what became of one organization or domain, and why, stage by stage.")

  @Argument(help: "A name, an IT Glue id, or a domain.")
  var what: String

  @Option(help: "The run: its id, or the path of its directory. (default: the newest)")
  var run: String?

  @OptionGroup var runs: RunsFolder
  @OptionGroup var console: ConsoleOptions

  func perform() throws -> Exit {
    let (directory, record) = try runs.find(run)
    Session(console: console).refresh(directory, record)
    let environment = ProcessInfo.processInfo.environment
    // Without it the cells are told by their rows.
    let pipeline = try? record.readPipeline(environment)
    let traces = try TraceReader(what, in: directory, mapping: pipeline?.mapping).read()
    if console.json {
      try Console.output(json: traces)
    } else {
      let style = Console.style(quiet: console.quiet, environment: environment)
      Console.output(TraceText(traces, style: style).text)
    }
    return .done
  }
}
