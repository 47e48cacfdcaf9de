internal import DarkWebID
internal import FoundationEssentials
internal import Ledger
internal import Load
internal import Pipeline

/// Dark Web ID, as the pipeline file names it, and the ledger of what was sent to it.
struct DarkWebIDServices: DestinationServices {
  let client: DarkWebIDClient
  let ledger: Ledger
  let settings: LoadSettings
  let unverifiedProfile: URL?
  /// The folder of the accounts' locks.
  let locks: URL
  let audit: AuditLog?
  let time: any TimeSource

  func world() async throws -> World {
    try await WorldReader(client: client, ledger: ledger, source: settings.source).read()
  }

  func checkFree(for run: String?) async throws {
    let (account, _) = try await client.account()
    _ = try AccountLock(account, in: locks, time: time)
    try ledger.checkSettled(besides: run, account)
  }

  func load(_ approved: String) -> any Stage {
    LoadStage(
      client: client, ledger: ledger, settings: settings, approved: approved, locks: locks,
      audit: audit, time: time)
  }
}
