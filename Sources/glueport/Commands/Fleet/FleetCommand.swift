internal import ArgumentParser
internal import Foundation

/// `glueport fleet`: many partners, each with a pipeline of its own.
struct FleetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet",
    abstract: "Check many partners at once, and tell what became of them.",
    discussion: "The partners stand in a file like pipelines/fleet/partners.yaml.",
    subcommands: [FleetCheckCommand.self, FleetSummaryCommand.self])
}
