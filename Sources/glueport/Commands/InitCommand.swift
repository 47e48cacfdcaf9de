internal import ArgumentParser
internal import Foundation
internal import Pipeline
internal import Starter

/// `glueport init`: a folder to start from.
struct InitCommand: ParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a folder to start from: a pipeline file and all that it names.",
    discussion: "What is there already is never written over; then nothing is written.")

  @Argument(help: "The folder; it is made where it is not there.")
  var folder = "."

  @OptionGroup var console: ConsoleOptions

  func perform() throws -> Exit {
    let starter = StarterFolder(URL(filePath: folder))
    try starter.write()
    let report = StarterReport(
      starter, current: FileManager.default.currentDirectoryPath,
      program: CommandLine.arguments.first ?? "glueport")
    if console.json { try Console.output(json: report) } else { Console.output(report.text) }
    return .done
  }
}
