package import DarkWebID
package import FoundationEssentials
package import Ledger
package import Pipeline

/// Lets go of a run: its pending imports are no longer followed, so that another run can load. What
/// was sent stays as it is in Dark Web ID, and the links stay.
package struct Discard {
  /// What it came to.
  package struct Outcome: Sendable, Equatable, Encodable {
    /// Pending imports that are no longer followed.
    package var pending = 0
    /// Lost requests that had arrived after all, and are linked now.
    package var found = 0
    /// Lost requests that had not arrived.
    package var notArrived = 0

    package init() {}

    enum CodingKeys: String, CodingKey {
      case pending, found
      case notArrived = "not_arrived"
    }
  }

  private let ledger: Ledger
  private let locks: URL
  private let time: any TimeSource
  private let progress: Progress
  private let darkWebID: () throws -> (DarkWebIDClient, LoadSettings)

  /// - Parameters:
  ///   - locks: The folder of the accounts' locks.
  ///   - darkWebID: Dark Web ID and how it is loaded; asked for only where the answer to a request was
  ///     lost.
  package init(
    ledger: Ledger, locks: URL, time: any TimeSource, progress: @escaping Progress,
    darkWebID: @escaping () throws -> (DarkWebIDClient, LoadSettings)
  ) {
    self.ledger = ledger
    self.locks = locks
    self.time = time
    self.progress = progress
    self.darkWebID = darkWebID
  }

  /// Lets go of a run; nil where the ledger knows nothing of it.
  ///
  /// - Throws: ``LoadError/stillInDoubt(run:titles:wait:)`` where it is not known yet what became of a
  ///   request; `LockedError`, `ServiceError`, `LedgerError`, `FileError`, `CancellationError`.
  package func perform(run: String) async throws -> Outcome? {
    guard let account = try ledger.account(of: run) else { return nil }
    let lock = try AccountLock(account.account, in: locks, time: time)
    defer { withExtendedLifetime(lock) {} }
    var outcome = Outcome()
    let entries = try ledger.entries(of: run, account)
    let doubts = entries.filter(\.isInDoubt)
    if !doubts.isEmpty {
      let (client, settings) = try darkWebID()
      let (found, _) = try await client.account()
      guard found == account.account else {
        throw LoadError.anotherAccount(planned: account.account, found: found)
      }
      try await settle(
        doubts,
        LoadSession(
          run: run, account: account, client: client, ledger: ledger, lock: lock, audit: nil,
          settings: settings, time: time, progress: progress), &outcome)
    }
    for var entry in entries where entry.state == .retry {
      entry.giveUpRetry()
      try ledger.record(entry, account, now: time.now())
    }
    outcome.pending = try ledger.discardPending(of: run, account, now: time.now())
    try ledger.finish(run, account.account, now: time.now())
    return outcome
  }

  private func settle(
    _ doubts: [LedgerEntry], _ session: LoadSession, _ outcome: inout Outcome
  ) async throws {
    let asked = time.now()
    var resolver = try DoubtResolver(
      session, listed: try await session.client.organizations(), asked: asked)
    var open: [LedgerEntry] = []
    for doubt in doubts {
      let resolution = try resolver.resolve(doubt)
      if resolution.mayBeSentAgain {
        var entry = resolution.entry
        entry.refuse(.importError, detail: "its request did not arrive, and the run was discarded")
        try session.record(entry)
        outcome.notArrived += 1
      } else if resolution.entry.isInDoubt {
        open.append(resolution.entry)
      } else if resolution.entry.uuid == nil {
        outcome.notArrived += 1
      } else {
        outcome.found += 1
      }
    }
    guard !open.isEmpty else { return }
    // One that a person has to decide on does not get better by waiting.
    let left = open.map { session.timeLeft(for: $0, at: asked) }.max() ?? .zero
    throw LoadError.stillInDoubt(
      run: session.run, titles: open.map(\.title), wait: left > .zero ? left : nil)
  }
}
