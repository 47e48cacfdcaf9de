package import DarkWebID
package import FoundationEssentials
package import Ledger
package import Pipeline

/// Sends again what load was refused: a new attempt within its run.
///
/// What is to be sent becomes durable first; then the run goes on as any that was stopped, so that
/// `resume` carries a retry to its end too.
package struct Retry {
  private let client: DarkWebIDClient
  private let ledger: Ledger
  private let source: String
  private let licences: PipelineFile.Validation.Licence
  private let locks: URL
  private let time: any TimeSource

  /// - Parameters:
  ///   - source: The IT Glue that the organizations are of.
  ///   - licences: What the pipeline file says about the licences.
  ///   - locks: The folder of the accounts' locks.
  package init(
    client: DarkWebIDClient, ledger: Ledger, source: String,
    licences: PipelineFile.Validation.Licence, locks: URL, time: any TimeSource
  ) {
    self.client = client
    self.ledger = ledger
    self.source = source
    self.licences = licences
    self.locks = locks
    self.time = time
  }

  /// What would be sent.
  ///
  /// - Throws: ``LoadError/unsettled(runs:)`` where the run is not settled,
  ///   ``LoadError/anotherAccount(planned:found:)``; `ServiceError`, `LedgerError`, `FileError`,
  ///   `JSONFileError`, `JSONLinesError`, `CancellationError`.
  package func plan(_ selection: RetrySelection, of run: RunDirectory) async throws -> RetryPlan {
    let (found, licence) = try await client.account()
    let planned = try JSONFile.read(World.self, from: run.file("world.json", of: .validate)).account
    guard found == planned else {
      throw LoadError.anotherAccount(planned: planned, found: found)
    }
    let account = LedgerAccount(account: found, source: source)
    let known = Results.byID(try ledger.entries(of: run.id, account))
    guard !known.values.contains(where: { $0.isOpen || $0.state == .retry }) else {
      throw LoadError.unsettled(runs: [run.id])
    }
    let lines = try JSONLines.readAll(PlanLine.self, from: run.file("plan.jsonl", of: .validate))
    return RetryPlan(
      selection, lines.compactMap { known[$0.id] }, links: try ledger.links(account),
      free: licences.free(in: licence))
  }

  /// Makes it durable that the plan's entries are to be sent again.
  ///
  /// - Throws: ``LoadError/movedOn(run:)`` where the run is not what the plan was made from;
  ///   `LockedError` where another process works on the account; `ServiceError`, `LedgerError`,
  ///   `FileError`, `CancellationError`.
  package func queue(_ plan: RetryPlan, of run: RunDirectory) async throws {
    let (found, _) = try await client.account()
    let lock = try AccountLock(found, in: locks, time: time)
    defer { withExtendedLifetime(lock) {} }
    let account = LedgerAccount(account: found, source: source)
    let now = Results.byID(try ledger.entries(of: run.id, account))
    guard now == Results.byID(plan.known) else { throw LoadError.movedOn(run: run.id) }
    // Two runs that are open would each wait for the other.
    try ledger.checkSettled(besides: run.id, found)
    try ledger.begin(run.id, at: run.url.path, account, now: time.now())
    try ledger.record(plan.entries, account, now: time.now())
  }
}
