package import DarkWebID
package import FoundationEssentials
package import Ledger
package import Pipeline

/// Links two organizations because a person says so, and settles what was in doubt about them.
package struct Adoption {
  private let client: DarkWebIDClient
  private let ledger: Ledger
  private let source: String
  private let pendingTimeout: Duration
  private let locks: URL
  private let time: any TimeSource

  /// - Parameters:
  ///   - source: The IT Glue that the organization is of.
  ///   - pendingTimeout: How long an import may be hidden.
  ///   - locks: The folder of the accounts' locks.
  package init(
    client: DarkWebIDClient, ledger: Ledger, source: String, pendingTimeout: Duration, locks: URL,
    time: any TimeSource
  ) {
    self.client = client
    self.ledger = ledger
    self.source = source
    self.pendingTimeout = pendingTimeout
    self.locks = locks
    self.time = time
  }

  /// The organization in Dark Web ID, and the runs that wait for the decision.
  ///
  /// - Throws: ``LoadError/noSuchOrganization(_:)``; `ServiceError`, `LedgerError`,
  ///   `CancellationError`.
  package func look(
    at uuid: String, for id: String
  ) async throws -> (remote: OrganizationState, runs: [String]) {
    guard let remote = try await client.organization(uuid) else {
      throw LoadError.noSuchOrganization(uuid)
    }
    let (found, _) = try await client.account()
    let entries = try ledger.entries(
      ofOrganization: id, LedgerAccount(account: found, source: source))
    return (remote, entries.filter(\.isOpen).map(\.run).sorted())
  }

  /// Settles that the lost request of an organization did not arrive, whatever looks like it.
  ///
  /// - Returns: The runs that waited for that.
  /// - Throws: ``LoadError/stillInDoubt(run:titles:wait:)`` while it may still show up; `LockedError`, `LedgerError`, `ServiceError`, `FileError`,
  ///   `CancellationError`.
  package func deny(_ id: String) async throws -> [String] {
    let (found, _) = try await client.account()
    let lock = try AccountLock(found, in: locks, time: time)
    defer { withExtendedLifetime(lock) {} }
    let account = LedgerAccount(account: found, source: source)
    let now = time.now()
    let doubts = try ledger.entries(ofOrganization: id, account)
      .filter { $0.isInDoubt && $0.uuid == nil }
    for doubt in doubts {
      let left = pendingTimeout - .seconds(now.timeIntervalSince(doubt.intendedAt))
      guard left <= .zero else {
        throw LoadError.stillInDoubt(
          run: doubt.run, titles: [doubt.title], wait: min(left, pendingTimeout))
      }
    }
    try ledger.record(
      doubts.map { doubt in
        var settled = doubt
        settled.refuse(.importError, detail: "a person says that its request did not arrive")
        return settled
      }, account, now: now)
    return doubts.map(\.run).sorted()
  }

  /// Links the two.
  ///
  /// - Throws: `LockedError` where another process works on the account; `LedgerError`, also where one
  ///   of the two is linked already; `ServiceError`, `FileError`, `CancellationError`.
  package func adopt(_ remote: OrganizationState, for id: String) async throws {
    let (found, _) = try await client.account()
    let lock = try AccountLock(found, in: locks, time: time)
    defer { withExtendedLifetime(lock) {} }
    let account = LedgerAccount(account: found, source: source)
    let now = time.now()
    // A crash in between is no harm: what is linked with an organization is found by it.
    try ledger.link(
      LedgerLink(
        id: id, uuid: remote.uuid, title: remote.title, run: LedgerLink.byHand,
        linkedAt: Timestamp.text(now)), account)
    let doubts = try ledger.entries(ofOrganization: id, account)
      .filter { $0.isInDoubt && $0.uuid == nil }
    try ledger.record(
      doubts.map { doubt in
        var settled = doubt
        settled.take(remote)
        return settled
      }, account, now: now)
  }
}
