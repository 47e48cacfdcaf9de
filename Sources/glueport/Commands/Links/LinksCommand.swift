internal import ArgumentParser

/// `glueport links`: which organization of IT Glue is linked with which of Dark Web ID.
struct LinksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links",
    abstract: "List, make or remove the links between IT Glue and Dark Web ID.",
    subcommands: [LinksListCommand.self, LinksAdoptCommand.self, LinksRemoveCommand.self])
}
