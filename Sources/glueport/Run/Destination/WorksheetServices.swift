internal import FoundationEssentials
internal import Ledger
internal import Load
internal import Pipeline

/// The worksheets of an account that a person loads by the vendor's wizard, and the ledger of what was
/// taken back of them.
struct WorksheetServices: DestinationServices {
  let ledger: Ledger
  let account: LedgerAccount
  /// The folder of the accounts' locks.
  let locks: URL
  let time: any TimeSource

  /// - Throws: `LedgerError`, `FileError`, what the source's name throws.
  init(
    _ settings: PipelineFile.Worksheet, of pipeline: PipelineFile, time: any TimeSource
  ) throws {
    account = LedgerAccount(account: settings.account, source: try pipeline.sourceName())
    ledger = try Ledger(of: pipeline)
    locks = pipeline.locks
    self.time = time
  }

  var unverifiedProfile: URL? { nil }

  func world() throws -> World {
    try WorksheetWorld(ledger: ledger, account: account).read()
  }

  func checkFree(for run: String?) throws {
    _ = try AccountLock(account.account, in: locks, time: time)
    try ledger.checkSettled(besides: run, account.account)
  }

  func load(_ approved: String) -> any Stage {
    WorksheetStage(
      ledger: ledger, account: account, approved: approved, locks: locks, time: time)
  }

  /// What takes back what a person has imported.
  var handImport: HandImport {
    HandImport(ledger: ledger, account: account, locks: locks, time: time)
  }
}
