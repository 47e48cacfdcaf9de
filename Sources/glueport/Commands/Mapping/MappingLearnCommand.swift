internal import ArgumentParser
internal import DarkWebID
internal import Foundation
internal import HTTPTransport
internal import Mapping
internal import Pipeline

/// `glueport mapping learn`: the picklists file with the values that the tenant really has.
struct MappingLearnCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Read the values that your tenant's organizations have, and propose the picklists.",
    discussion: "Dark Web ID is only asked. The proposal is a diff on standard output.")

  @Argument(help: "The pipeline file.")
  var pipeline: String

  @Flag(name: .long, help: "Write the proposal into the picklists file.")
  var write = false

  @OptionGroup var console: ConsoleOptions

  func perform() async throws -> Exit {
    let session = Session(console: console)
    let file = try PipelineFile(file: URL(filePath: pipeline), environment: session.environment)
    guard let picklists = file.mapping?.picklists else {
      throw UsageError.missingSection(
        "mapping", for: "mapping learn", file: file.file.path)
    }
    let display = ProgressDisplay(quiet: console.quiet, environment: session.environment)
    let values = try await NetworkExchange.with { exchange in
      let services = Services(
        pipeline: file, environment: session.environment, exchange: exchange, time: session.time,
        progress: display.show)
      return try await services.darkWebID(for: "mapping learn").valuesInUse()
    }
    display.finish()
    let proposal = try PicklistProposal(
      picklists, employeeCounts: values.employeeCounts, industries: values.industries)
    if write, proposal.proposed != proposal.text {
      try OutputFile.write(Array(proposal.proposed.utf8), to: picklists)
    }
    let report = LearnReport(
      proposal, employeeCounts: values.employeeCounts, industries: values.industries,
      organizations: values.organizations, file: picklists, written: write)
    if console.json {
      try Console.output(json: report)
    } else {
      Console.output(proposal.diff)
      Console.error(report.text)
    }
    return .done
  }
}
