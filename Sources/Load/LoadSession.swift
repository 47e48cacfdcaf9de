internal import DarkWebID
internal import Ledger
internal import Pipeline

internal import struct FoundationEssentials.Date

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
  /// - Returns: What is on record. Where somebody has linked one side with another organization since,
  ///   the entry is without its link and says so: an outcome that could not be written would bar every
  ///   way on.
  /// - Throws: `LedgerError`.
  @discardableResult
  func record(_ entry: LedgerEntry) throws -> LedgerEntry {
    do {
      try ledger.record(entry, account, now: time.now())
      return entry
    } catch let error as LedgerError where error.isAboutLink {
      var unlinked = entry
      unlinked.refuse(.titleExists, detail: nil)
      unlinked.uuid = nil
      unlinked.detail = "\(entry.uuid ?? "it") was not linked with it: \(error.problem)"
      progress(.note("“\(entry.title)”: \(unlinked.detail ?? "")"))
      try ledger.record(unlinked, account, now: time.now())
      return unlinked
    }
  }

  /// Whether something may be sent: the account is ours, and what is sent will be on record.
  ///
  /// - Throws: `LockedError`, `FileError`.
  func checkBeforeWriting() async throws {
    try lock.check()
    try await audit?.check()
  }

  /// True when an import that was taken would have been listed, or settled, at a moment: the one at
  /// which Dark Web ID was asked, for its answer may take long.
  func isOverdue(_ entry: LedgerEntry, at moment: Date) -> Bool {
    timeLeft(for: entry, at: moment) <= .zero
  }

  /// How long an import may still be pending, or hidden.
  func timeLeft(for entry: LedgerEntry, at moment: Date) -> Duration {
    let left = settings.pendingTimeout - .seconds(moment.timeIntervalSince(entry.intendedAt))
    // The clock may have been set back since.
    return min(left, settings.pendingTimeout)
  }
}
