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
  }

  func perform() throws -> Exit {
    let session = Session(console: console)
    let file = try links.file(session)
    let ledger = try Ledger(at: file.state)
    guard let account = try which.account(of: file, in: ledger) else {
      throw UsageError.options("there are no links in \(file.state.path)")
    }
    let lock = try AccountLock(account.account, in: file.locks, time: session.time)
    defer { withExtendedLifetime(lock) {} }
    // An outcome that is still to come would make its link again.
    try ledger.checkSettled(besides: nil, account.account)
    let rows = try ledger.linkRows(account).filter { all || ids.contains($0.id) }
    if let unknown = ids.first(where: { id in !rows.contains { $0.id == id } }) {
      throw UsageError.options("there is no link of \(unknown)")
    }
    let question = """
      Remove \(rows.count) links? Nothing in Dark Web ID is touched: the organizations stay, and stay \
      monitored. The next run \(account.account.isByHand
        ? "puts them on its worksheet again" : "meets them as organizations of the same title").
      """
    guard try session.confirm(question, yes: yes, what: "removing links") else {
      Console.error("nothing was changed")
      return .done
    }
    try ledger.unlink(rows.map(\.id), account)
    if console.json {
      try Console.output(json: Removed(removed: rows))
    } else {
      Console.output(
        "\(rows.count) links are removed; nothing in Dark Web ID was touched\n")
    }
    return .done
  }
}
