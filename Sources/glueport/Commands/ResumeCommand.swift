internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// `glueport resume`: goes on where a run stopped.
struct ResumeCommand: AsyncParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on where a run stopped: the newest unfinished one when none is named.")

  @OptionGroup var runs: RunOptions

  @Flag(name: .long, help: "Load without asking.")
  var yes = false

  @Flag(name: .long, help: "Load into the real service although its profile is not verified.")
  var acceptUnverifiedProfile = false

  @Flag(
    name: .long,
    help: "Leave out what the world has overtaken since the plan was approved, and load the rest.")
  var replan = false

  @OptionGroup var console: ConsoleOptions

  func perform() async throws -> Exit {
    let session = Session(console: console)
    let (run, record) = try runs.findUnfinished()
    guard record.state != .finished, record.until == .load || record.state == .unfinished else {
      return try await session.tell(run, record)
    }
    let file = try record.readPipeline(session.environment)
    return try await session.conduct(
      run, record, file, word: yes ? .yes : .ask,
      acceptsUnverifiedProfile: acceptUnverifiedProfile, replans: replan)
  }
}
