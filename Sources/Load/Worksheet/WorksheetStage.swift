package import FoundationEssentials
package import Ledger
package import Pipeline

/// Load for those without access to the interface: the approved plan waits in the ledger for what a
/// person imports by the vendor's wizard, and `results.jsonl` has what was taken back so far.
package struct WorksheetStage: Stage {
  package let name = StageName.load
  package let version = 1
  private let ledger: Ledger
  private let account: LedgerAccount
  private let approved: String
  private let locks: URL
  private let time: any TimeSource

  /// - Parameters:
  ///   - approved: The digest of the plan that a person approved.
  ///   - locks: The folder of the accounts' locks.
  package init(
    ledger: Ledger, account: LedgerAccount, approved: String, locks: URL, time: any TimeSource
  ) {
    self.ledger = ledger
    self.account = account
    self.approved = approved
    self.locks = locks
    self.time = time
  }

  package func inputs(of run: RunDirectory) throws -> [String: String] {
    var inputs = try ReviewedPlan.inputs(of: run, approved: approved)
    inputs[Checkpoint.worksheetInput] = Digest.of(account.account.reseller).text
    return inputs
  }

  /// - Throws: ``LoadError``, `LedgerError`, `LockedError`, `FileError`, `JSONFileError`,
  ///   `JSONLinesError`.
  package func perform(in work: StageWork) async throws -> StageResult {
    let plan = try ReviewedPlan(in: work.run, approved: approved)
    try plan.check(account.account)
    let lock = try AccountLock(account.account, in: locks, time: time)
    defer { withExtendedLifetime(lock) {} }
    try ledger.check()
    try ledger.checkSettled(besides: work.run.id, account.account)
    var entries = Results.byID(try ledger.entries(of: work.run.id, account))
    let waiting = plan.lines.filter { entries[$0.id] == nil }
    if !waiting.isEmpty {
      let world = try WorksheetWorld(ledger: ledger, account: account).read()
      try WorldCheck(now: world, entries: Array(entries.values), licences: plan.licences)
        .refuseSurprises(for: waiting)
      let now = time.now()
      let begun = waiting.map { LedgerEntry(waitingFor: $0, in: work.run.id, at: now) }
      try ledger.record(begun, account, now: now)
      entries.merge(begun.map { ($0.id, $0) }) { _, new in new }
    }
    let open = entries.values.count(where: \.isOpen)
    if open > 0 {
      work.progress(
        .note("waiting on the worksheet, to be imported by hand: \(open.counted("organization"))"))
    }
    return try Results(of: work.run).write(plan.lines, entries)
  }
}

extension LedgerEntry {
  /// A line of the plan that a person has to import.
  fileprivate init(waitingFor line: PlanLine, in run: String, at now: Date) {
    self.init(
      run: run, id: line.id, title: line.name, action: line.action, state: .pending,
      uuid: line.uuid,
      domains: line.domains.map { ResultLine.Domain(name: $0.name, status: .pending) },
      attempts: 0, intendedAt: now)
  }
}
