internal import ArgumentParser
internal import Foundation
internal import HTTPTransport
internal import Ledger
internal import Load
internal import Pipeline

/// `glueport links`: which organization of IT Glue is linked with which of Dark Web ID.
struct LinksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links",
    abstract: "List, make or remove the links between IT Glue and Dark Web ID.",
    subcommands: [LinksListCommand.self, LinksAdoptCommand.self, LinksRemoveCommand.self])
}

/// The options that say whose links are meant.
struct LinksOptions: ParsableArguments {
  @Option(help: "The pipeline file. (default: the one of the newest run)")
  var pipeline: String?

  @OptionGroup var runs: RunsFolder

  /// The pipeline file that is named, or that of the newest run.
  ///
  /// - Throws: ``UsageError`` where there is neither; what a pipeline file throws.
  func file(_ session: Session) throws -> PipelineFile {
    let path = try pipeline ?? runs.find(nil).1.pipeline
    return try PipelineFile(file: URL(filePath: path), environment: session.environment)
  }
}

/// The option that says which account of the ledger is meant.
struct LedgerAccountOption: ParsableArguments {
  @Option(help: "The partner's uuid in Dark Web ID, where the ledger knows several.")
  var account: String?

  /// The account that is meant, as far as the ledger knows; nil where it knows none.
  ///
  /// - Throws: ``UsageError`` where it knows several and none was named.
  func account(of file: PipelineFile, in ledger: Ledger) throws -> LedgerAccount? {
    let there: [World.Account]
    switch file.destination {
    case .darkWebID(let settings):
      there = try ledger.accounts(at: try Origin(settings.baseURL).text)
    case .worksheet(let settings):
      there = try ledger.accounts(at: settings.account.origin).filter { $0 == settings.account }
    case nil: throw UsageError.missingSection("destination", for: "links", file: file.file.path)
    }
    let known = there.filter { account == nil || $0.reseller == account }
    guard known.count <= 1 else {
      throw UsageError.options(
        "the ledger knows several accounts: name one with --account, "
          + known.map(\.reseller).joined(separator: ", "))
    }
    return try known.first.map { LedgerAccount(account: $0, source: try file.sourceName()) }
  }
}
