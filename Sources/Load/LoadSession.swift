internal import DarkWebID
internal import Ledger
internal import Pipeline

private import struct FoundationEssentials.Date

/// One load at work on one account: what its parts share.
struct LoadSession: Sendable {
  let run: String
  let account: LedgerAccount
  let client: DarkWebIDClient
  let ledger: Ledger
  let lock: AccountLock
  let audit: AuditLog?
  let settings: LoadSettings
  let time: any TimeSource
  let progress: Progress

  /// Makes what is known of an organization durable.
  ///
  /// - Throws: `LedgerError`.
  func record(_ entry: LedgerEntry) throws {
    try ledger.record(entry, account, now: time.now())
  }

  /// Whether something may be sent: the account is ours, and what is sent will be on record.
  ///
  /// - Throws: `LockedError`, `FileError`.
  func checkBeforeWriting() async throws {
    try lock.check()
    try await audit?.check()
  }

  /// True when an import that was taken would have been listed, or settled, by now.
  func isOverdue(_ entry: LedgerEntry) -> Bool { timeLeft(for: entry) <= .zero }

  /// How long an import may still be pending, or hidden.
  func timeLeft(for entry: LedgerEntry) -> Duration {
    settings.pendingTimeout - .seconds(time.now().timeIntervalSince(entry.intendedAt))
  }
}
