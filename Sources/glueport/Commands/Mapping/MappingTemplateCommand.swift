internal import ArgumentParser
internal import Foundation
internal import Mapping
internal import Pipeline
internal import Spreadsheets
internal import Transform
internal import Validate

/// `glueport mapping template`: the spreadsheet to be filled in.
struct MappingTemplateCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Write a spreadsheet with a row for each organization, to be filled in.")

  @Argument(help: "The pipeline file.")
  var pipeline: String

  @Option(help: "The file to write: .xlsx with drop-down lists, or .csv.")
  var output: String

  @Option(
    name: [.customLong("from"), .customLong("carry-over")],
    help: "A spreadsheet whose values are carried over.")
  var from: String?

  @Flag(name: .long, help: "Write over a file that is there.")
  var force = false

  @OptionGroup var extract: ExtractChoice
  @OptionGroup var console: ConsoleOptions

  func perform() async throws -> Exit {
    let session = Session(console: console)
    let file = try PipelineFile(file: URL(filePath: pipeline), environment: session.environment)
    guard let mapping = file.mapping else {
      throw UsageError.missingSection(
        "mapping", for: "mapping template", file: file.file.path)
    }
    let target = URL(filePath: output)
    let format = try SheetWriter.Format(for: target)
    guard force || FileBytes.size(of: target) == nil else {
      throw UsageError.wouldOverwrite(output)
    }
    let picklists = try Picklists(file: mapping.picklists)
    let earlier = try from.map { try EarlierSheet(URL(filePath: $0), for: mapping) }
    let run = try await extract.find(for: file, in: session)
    let template = MappingTemplate(
      mapping, picklists: picklists, selection: file.source.selection,
      records: try ExtractedRecords(run), earlier: earlier,
      shared: try SharedDomains(file.validation))
    try SheetWriter.write(template.table, to: target)
    let report = TemplateReport(
      template, file: output, from: from, extract: try run.extractText(),
      roundsIDs: format == .csv)
    if console.json { try Console.output(json: report) } else { Console.output(report.text) }
    return .done
  }
}
