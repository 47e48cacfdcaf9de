internal import ArgumentParser
internal import Fleet
internal import Foundation
internal import Pipeline
internal import Report
internal import Spreadsheets

/// `glueport fleet summary`: what became of the newest run of each partner.
struct FleetSummaryCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  /// The forms of a summary.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, html, json
  }

  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "Tell what became of the newest run of each partner.")

  @Argument(help: "The fleet's file: pipelines/fleet/partners.yaml shows one.")
  var fleet: String

  @Option(help: "Only runs that began then or later: 20261130T101500Z, as their ids begin.")
  var since: String?

  @Option(
    help: "The form of the summary: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format = .text

  @Option(help: "The file to write instead of standard output; .xlsx makes a workbook of csv.")
  var output: String?

  @OptionGroup var console: ConsoleOptions

  func validate() throws {
    if let since, since.wholeMatch(of: /\d{8}T\d{6}Z/) == nil {
      throw ValidationError("--since \(since): a time like 20261130T101500Z is wanted")
    }
  }

  func perform() async throws -> Exit {
    let session = Session(console: console)
    let summary = try await FleetSummary(
      of: try Fleet(file: URL(filePath: fleet)), environment: session.environment, since: since
    ) { run, record, pipeline in session.refresh(run, record, pipeline) }
    switch console.json ? .json : format {
    case .text:
      let style =
        output == nil
        ? Console.style(quiet: console.quiet, environment: session.environment) : .plain
      try write(FleetSummaryText(summary, style: style).text)
    case .json: try write(String(decoding: try JSONFile.bytes(of: summary), as: UTF8.self))
    case .html:
      let folder = output.map { URL(filePath: $0).deletingLastPathComponent() }
      try write(
        FleetPage(summary, made: RunReports(time: session.time).made, in: folder).text())
    case .csv:
      let table = FleetTable(summary).table
      if let output {
        try SheetWriter.write(table, to: URL(filePath: output))
      } else {
        Console.output(document: String(decoding: SheetWriter.csv(table), as: UTF8.self))
      }
    }
    return .done
  }

  private func write(_ text: String) throws {
    guard let output else { return Console.output(text) }
    try OutputFile.write(Array(text.utf8), to: URL(filePath: output))
  }
}
