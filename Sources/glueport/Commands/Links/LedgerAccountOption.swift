internal import ArgumentParser
internal import Foundation
internal import HTTPTransport
internal import Ledger
internal import Pipeline

/// The option that says which account of the ledger is meant.
struct LedgerAccountOption: ParsableArguments {
  @Option(help: "The partner's uuid in Dark Web ID, where the ledger knows several.")
  var account: String?

  /// The account that is meant, as far as the ledger knows; nil where it knows none.
  ///
  /// - Throws: ``UsageError`` where it knows several and none was named, or not the one that was;
  ///   `LedgerError`, what the source's name throws.
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
    if let account, known.isEmpty {
      throw UsageError.options("the ledger knows no account \(account)")
    }
    guard known.count <= 1 else {
      throw UsageError.options(
        "the ledger knows several accounts: name one with --account, "
          + known.map(\.reseller).joined(separator: ", "))
    }
    return try known.first.map { LedgerAccount(account: $0, source: try file.sourceName()) }
  }
}
