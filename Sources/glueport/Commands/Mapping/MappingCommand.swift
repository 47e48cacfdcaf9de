internal import ArgumentParser

/// `glueport mapping`: what helps with the spreadsheet before a run.
struct MappingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mapping",
    abstract: "Make the spreadsheet, check it, and learn the values of your tenant.",
    subcommands: [
      MappingTemplateCommand.self, MappingCheckCommand.self, MappingLearnCommand.self,
    ])
}
