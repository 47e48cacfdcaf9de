internal import ArgumentParser
internal import Foundation
internal import Ledger
internal import Load
internal import Pipeline

/// `glueport links remove`: what deleting the integration does in the vendor's wizard.
struct LinksRemoveCommand: ParsableCommand, ExitingCommand, ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove links from the ledger; nothing in Dark Web ID is touched.")

  @Argument(help: "The IT Glue ids.")
  var ids: [String] = []

  @Flag(name: .long, help: "All links of the account.")
  var all = false

  @Flag(name: .long, help: "Do it without asking.")
  var yes = false

  @OptionGroup var links: LinksOptions
  @OptionGroup var which: LedgerAccountOption
  @OptionGroup var console: ConsoleOptions

  private struct Removed: Encodable {
    var removed: [LedgerLink]
  }

  func validate() throws {
    guard all != !ids.isEmpty else { throw ValidationError("name the ids to remove, or --all") }
    for id in ids { try RecordID.check(id) }
  }

  func perform() throws -> Exit {
    let session = Session(console: console)
    let file = try links.file(session)
    guard FileBytes.size(of: file.state) != nil,
      let account = try which.account(of: file, in: try Ledger(of: file))
    else { throw UsageError.options("there are no links in \(file.state.path)") }
    let ledger = try Ledger(of: file)
    let rows = try rows(of: account, in: ledger)
    let question = """
      Remove \(rows.count.counted("link"))? Nothing in Dark Web ID is touched: the organizations stay, and stay \
      monitored. The next run \(account.account.isByHand
        ? "puts them on its worksheet again" : "meets them as organizations of the same title").
      """
    guard try session.confirm(question, yes: yes, what: "removing links") else {
      Console.error("nothing was changed")
      return .done
    }
    // Not while a person thinks: a load would wait for it.
    let lock = try AccountLock(account.account, in: file.locks, time: session.time)
    defer { withExtendedLifetime(lock) {} }
    let now = try self.rows(of: account, in: ledger)
    try ledger.unlink(now.map(\.id), account)
    if console.json {
      try Console.output(json: Removed(removed: now))
    } else {
      Console.output(
        "removed: \(now.count.counted("link")); nothing in Dark Web ID was touched\n")
    }
    return .done
  }

  /// The links that are meant.
  ///
  /// - Throws: ``UsageError`` where one is not there; `LoadError.unsettled` while a run of the account is
  ///   open, for an outcome that is still to come would make its link again; `LedgerError`.
  private func rows(of account: LedgerAccount, in ledger: Ledger) throws -> [LedgerLink] {
    try ledger.checkSettled(besides: nil, account.account)
    let rows = try ledger.linkRows(account).filter { all || ids.contains($0.id) }
    if let unknown = ids.first(where: { id in !rows.contains { $0.id == id } }) {
      throw UsageError.options("there is no link of \(unknown)")
    }
    return rows
  }
}
