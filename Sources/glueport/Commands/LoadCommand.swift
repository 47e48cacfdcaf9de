internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// `glueport load`.
struct LoadCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Load a plan that was reviewed into Dark Web ID.",
    discussion: """
      Where the destination is a worksheet, the plan is put on it, and --done takes
      back what a person has imported by the vendor's wizard.
      """)
  @OptionGroup var options: StageOptions

  @Option(help: "The digest of the plan that was reviewed: only that one is loaded.")
  var planDigest: String?

  @Flag(name: .long, help: "Load without asking.")
  var yes = false

  @Flag(name: .long, help: "Load into the real service although its profile is not verified.")
  var acceptUnverifiedProfile = false

  @Option(help: "Take back this worksheet, filled in: a .csv or .xlsx file.")
  var done: String?

  var console: ConsoleOptions { options.console }

  func validate() throws {
    guard options.runDir != nil else {
      throw ValidationError("load wants --run-dir: the run whose plan was reviewed")
    }
    guard options.input == nil || planDigest != nil else {
      throw ValidationError("load --input wants --plan-digest: the plan that was reviewed")
    }
    guard done == nil || options.input == nil && planDigest == nil else {
      throw ValidationError("--done takes back a worksheet: there is no plan to be named")
    }
  }

  func perform() async throws -> Exit {
    if let done, let runDir = options.runDir {
      return try await WorksheetReturn(
        file: URL(filePath: done), run: try RunDirectory(existing: URL(filePath: runDir)),
        pipeline: options.pipeline, output: options.output,
        session: Session(console: console)
      ).perform()
    }
    return try await options.perform(
      .load, word: planDigest.map(Approval.Word.digest) ?? (yes ? .yes : .ask),
      acceptsUnverifiedProfile: acceptUnverifiedProfile)
  }
}
