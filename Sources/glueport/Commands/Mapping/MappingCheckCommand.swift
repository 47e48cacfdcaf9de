internal import ArgumentParser
internal import Foundation
internal import Mapping
internal import Pipeline
internal import Transform
internal import Validate

/// `glueport mapping check`: all that is wrong with the spreadsheet, before a run.
struct MappingCheckCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Name every problem of the spreadsheet by its cell; sends nothing.",
    discussion: "The exit code is 65 when anything would be refused.")

  @Argument(help: "The pipeline file.")
  var pipeline: String

  @Option(help: "Write the same as a page for the browser, too.")
  var html: String?

  @Option(
    name: .customLong("answer"),
    help: ArgumentHelp(
      """
      Say what a row means, and keep it: NAME=ID, NAME=none, industry:WORD=VALUE or \
      employee_count:WORD=VALUE. May be given several times.
      """, valueName: "answer"))
  var answers: [String] = []

  @Flag(name: .long, help: "Ask about each row whose name is only near, and keep the answers.")
  var ask = false

  @OptionGroup var extract: ExtractChoice
  @OptionGroup var console: ConsoleOptions

  func validate() throws {
    guard !ask || !console.json else {
      throw ValidationError("--ask and --json exclude each other")
    }
  }

  func perform() async throws -> Exit {
    let session = Session(console: console)
    let file = try PipelineFile(file: URL(filePath: pipeline), environment: session.environment)
    guard let mapping = file.mapping else {
      throw UsageError.missingSection(
        "mapping", for: "mapping check", file: file.file.path)
    }
    if ask, isatty(STDIN_FILENO) == 0 || isatty(STDERR_FILENO) == 0 {
      throw UsageError.options("--ask needs a terminal; --answer does without")
    }
    // What cannot be read is told before IT Glue is.
    try mapping.checkFiles(of: file)
    let sheetMapping = try SheetMapping(reading: mapping, isShared: { _ in false })
    let run = try await extract.find(for: file, in: session)
    let records = try ExtractedRecords(run)
    let shared = try SharedDomains(file.validation)
    func review() throws -> MappingReview {
      try MappingReview(
        mapping, selection: file.source.selection, records: records, shared: shared)
    }
    let kept = AliasFile(mapping.aliases)
    let given = try answers.map {
      try AnswerText($0, records: records, picklists: sheetMapping.picklists).answer
    }
    if !given.isEmpty { try kept.append(given) }
    if ask { try Questions(try review()).ask { try kept.append([$0]) } }
    return try tell(try review(), of: run, session)
  }

  private func tell(
    _ review: MappingReview, of run: RunDirectory, _ session: Session
  ) throws -> Exit {
    let extract = try run.extractText()
    if let html {
      let page = ReviewHTML(review, made: extract).text
      try OutputFile.write(Array(page.utf8), to: URL(filePath: html))
    }
    if console.json {
      try Console.output(json: ReviewJSON(review))
    } else {
      let style = Console.style(quiet: console.quiet, environment: session.environment)
      Console.output(ReviewText(review, made: extract, style: style).text)
    }
    return review.exit
  }
}
