package import DarkWebID
package import FoundationEssentials
package import Ledger
package import Pipeline

/// Load: the approved plan goes to Dark Web ID, each organization once, and becomes
/// `results.jsonl`.
package struct LoadStage: Stage {
  package let name = StageName.load
  package let version = 1
  private let client: DarkWebIDClient
  private let ledger: Ledger
  private let settings: LoadSettings
  private let approved: String
  private let locks: URL
  private let audit: AuditLog?
  private let time: any TimeSource

  /// - Parameters:
  ///   - approved: The digest of the plan that a person approved.
  ///   - locks: The folder of the locks that keep two loaders of one account apart.
  ///   - audit: What the client's requests are noted in; nothing is sent once it fails.
  package init(
    client: DarkWebIDClient, ledger: Ledger, settings: LoadSettings, approved: String, locks: URL,
    audit: AuditLog?, time: any TimeSource
  ) {
    self.client = client
    self.ledger = ledger
    self.settings = settings
    self.approved = approved
    self.locks = locks
    self.audit = audit
    self.time = time
  }

  package func inputs(of run: RunDirectory) throws -> [String: String] {
    try ReviewedPlan.inputs(of: run, approved: approved)
  }

  package func perform(in work: StageWork) async throws -> StageResult {
    let plan = try ReviewedPlan(in: work.run, approved: approved)
    let lines = plan.lines
    let session = try await session(for: work, plan)
    // Its lock, to the end.
    defer { withExtendedLifetime(session) {} }
    try ledger.check()
    try ledger.checkSettled(besides: work.run.id, session.account.account)

    try checkLedger(of: work.run, session.account.account)
    try ledger.begin(work.run.id, at: work.run.url.path, session.account, now: time.now())

    var loader = Loader(session: session, lines: lines)
    do {
      var entries = Results.byID(try ledger.entries(of: work.run.id, session.account))
      try await loader.settle(&entries)
      try await checkWorld(lines, &entries, plan.licences, session)
      try await loader.load(&entries)
      let result = try Results(of: work.run).write(lines, entries)
      if result.settled {
        try ledger.finish(work.run.id, session.account.account, now: time.now())
      }
      return result
    } catch {
      // What was reached can be read all the same; the checkpoint counts it at the end. Whatever
      // prevents that is no news beside the error.
      if let reached = try? ledger.entries(of: work.run.id, session.account), !reached.isEmpty {
        _ = try? Results(of: work.run).write(lines, Results.byID(reached))
      }
      throw error
    }
  }

  /// Finds that the account is the planned one, and takes its lock.
  private func session(
    for work: StageWork, _ plan: ReviewedPlan
  ) async throws -> LoadSession {
    let (found, _) = try await client.account()
    try plan.check(found)
    return LoadSession(
      run: work.run.id, account: LedgerAccount(account: found, source: settings.source),
      client: client, ledger: ledger,
      lock: try AccountLock(found, in: locks, time: time), audit: audit, settings: settings,
      time: time, progress: work.progress)
  }

  /// Refuses a ledger that is another one than the one this run has been loaded with.
  private func checkLedger(of run: RunDirectory, _ account: World.Account) throws {
    guard try AuditLog.hasWrites(of: run), try !ledger.hasBegun(run.id, account) else { return }
    throw LoadError.anotherLedger(run: run.id)
  }

  /// Refuses what the world has overtaken, before anything of it is sent: all of the plan, or where a
  /// person wants it so, the lines concerned.
  private func checkWorld(
    _ lines: [PlanLine], _ entries: inout [String: LedgerEntry], _ licences: LicenceForecast?,
    _ session: LoadSession
  ) async throws {
    let remaining = lines.filter { entries[$0.id] == nil }
    let again = lines.compactMap { line in entries[line.id].flatMap { line.again(as: $0) } }
    guard !remaining.isEmpty || !again.isEmpty else { return }
    let now = try await WorldReader(client: client, ledger: ledger, source: settings.source).read()
    let check = WorldCheck(now: now, entries: Array(entries.values), licences: licences)
    try giveUp(check.changes(for: again), &entries, session)
    guard settings.replans else { return try check.refuseSurprises(for: remaining) }
    let barred = Dictionary(check.barred(of: remaining).map { ($0.id, $0) }) { first, _ in first }
    let left = remaining.compactMap { line in
      barred[line.id].map { LedgerEntry(leavingOut: line, because: $0, in: session) }
    }
    for entry in left { session.progress(.note("left out: \(entry.detail ?? entry.title)")) }
    try session.ledger.record(left, session.account, now: time.now())
    entries.merge(Results.byID(left)) { _, new in new }
  }
}

extension LoadStage {
  /// Gives up what was to be sent again and is somebody else's by now.
  private func giveUp(
    _ surprises: [WorldCheck.Surprise], _ entries: inout [String: LedgerEntry],
    _ session: LoadSession
  ) throws {
    for surprise in surprises {
      guard var entry = entries[surprise.id], entry.state == .retry else { continue }
      entry.giveUpRetry()
      session.progress(.note("not sent again: \(surprise.text)"))
      entries[entry.id] = try session.record(entry)
    }
  }
}

extension PlanLine {
  /// The line as a retry sends it; nil where none is asked for.
  fileprivate func again(as entry: LedgerEntry) -> PlanLine? {
    guard entry.state == .retry else { return nil }
    let names = Set(entry.domains.filter { $0.status == .pending }.map(\.name))
    var line = self
    line.uuid = entry.uuid
    line.action = entry.uuid == nil ? .create : .addDomains
    line.domains.removeAll { !names.contains($0.name) }
    return line
  }
}

extension LedgerEntry {
  /// A line of the plan that is not sent, because the world has overtaken it.
  fileprivate init(
    leavingOut line: PlanLine, because surprise: WorldCheck.Surprise, in session: LoadSession
  ) {
    self.init(
      run: session.run, id: line.id, title: line.name, action: line.action, state: .unimported,
      // Not linked: it is the plan's, and the plan does not hold here any more.
      uuid: nil,
      domains: line.domains.map { domain in
        ResultLine.Domain(
          name: domain.name, status: .unimported, reason: surprise.reason, detail: surprise.text)
      },
      reason: surprise.reason, detail: surprise.text, attempts: 0,
      intendedAt: session.time.now())
  }
}
