internal import ArgumentParser
internal import Foundation
internal import Mapping
internal import Pipeline
internal import Report
internal import Spreadsheets

/// `glueport report`: what became of a run, or what would, in one of its forms.
struct ReportCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  /// The forms of a report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, html, csv, xlsx, json, fixes, worksheet, undo
  }

  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Report on a run: the newest when none is named.",
    discussion: """
      text       the counts, the licences, what to fix, the organizations
      html       one page to be shown: search, filters, the domains of each organization
      csv        a line for each organization and domain
      xlsx       a workbook: summary, plan, what stayed out, domains
      json       the counts, for a program
      fixes      what stayed out, as the spreadsheet that came in, with reason and remedy
      worksheet  what to type into the vendor's wizard, in its order
      undo       what the run created and linked, with the ids
      """)

  @OptionGroup var runs: RunOptions

  @Option(
    help: "The form of the report: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format = .text

  @Option(help: "The file to write instead of standard output.")
  var output: String?

  @Option(parsing: .upToNextOption, help: "Tell what is different between two runs instead.")
  var compare: [String] = []

  @OptionGroup var console: ConsoleOptions

  func validate() throws {
    guard !compare.isEmpty else { return }
    guard compare.count == 2, runs.run == nil else {
      throw ValidationError("--compare wants two runs: the earlier one, then the later one")
    }
    guard format == .text || format == .json else {
      throw ValidationError("--compare is told as text or json")
    }
  }

  func perform() async throws -> Exit {
    let session = Session(console: console)
    if !compare.isEmpty {
      try write(try await comparison(session))
      return .done
    }
    let (run, record) = try runs.find()
    session.refresh(run, record)
    switch console.json ? .json : format {
    case .text, .json:
      let isJSON = console.json || format == .json
      try write(try await session.report(run, record, json: isJSON, lists: true))
    case .html:
      let details = try await DetailsReader.read(run, record: record)
      let page = HTMLReport(details, made: RunReports(time: session.time).made)
      if let output {
        try page.write(to: URL(filePath: output))
      } else {
        try Console.output(document: page.write)
      }
    case .csv:
      try write(DetailsTable(try await details(run, record)).everything)
    case .xlsx:
      guard let output else {
        throw UsageError.options("--format xlsx wants --output FILE.xlsx")
      }
      try SheetWriter.writeWorkbook(
        ReportWorkbook(try await details(run, record)).tables, to: URL(filePath: output))
    case .fixes:
      let pipeline = try record.readPipeline(session.environment)
      // The spreadsheet is read beside the run.
      async let fixes = FixesTable(pipeline.mapping, of: run)
      let details = try await details(run, record)
      try write(try await fixes.table(details))
    case .worksheet:
      try write(Worksheet(try await details(run, record)).table)
    case .undo:
      try write(UndoTable(try await details(run, record)).table)
    }
    return .done
  }

  /// What is different between two runs.
  private func comparison(_ session: Session) async throws -> String {
    var each: [RunDetails] = []
    for name in compare {
      let (run, record) = try runs.runs.named(name)
      each.append(try await details(run, record))
    }
    let comparison = RunComparison(each[0], each[1])
    if console.json || format == .json {
      return String(decoding: try JSONFile.bytes(of: comparison), as: UTF8.self)
    }
    let style = Console.style(quiet: console.quiet, environment: session.environment)
    return ComparisonText(comparison, style: style).text
  }

  /// What became of each organization.
  ///
  /// - Throws: `RunError` where there is no plan yet.
  private func details(_ run: RunDirectory, _ record: RunRecord) async throws -> RunDetails {
    let details = try await DetailsReader.read(run, record: record)
    guard details.summary.plan != nil else {
      throw RunError.missingStage(.validate, run: run.url.path)
    }
    return details
  }

  private func write(_ text: String) throws {
    guard let output else { return Console.output(text) }
    try OutputFile.write(Array(text.utf8), to: URL(filePath: output))
  }

  private func write(_ table: SheetTable) throws {
    guard let output else {
      return Console.output(document: String(decoding: SheetWriter.csv(table), as: UTF8.self))
    }
    try SheetWriter.write(table, to: URL(filePath: output))
  }
}
