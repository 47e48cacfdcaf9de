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
  private let time: any TimeSource

  /// - Parameters:
  ///   - approved: The digest of the plan that a person approved.
  ///   - locks: The folder of the locks that keep two loaders of one account apart.
  package init(
    client: DarkWebIDClient, ledger: Ledger, settings: LoadSettings, approved: String, locks: URL,
    time: any TimeSource
  ) {
    self.client = client
    self.ledger = ledger
    self.settings = settings
    self.approved = approved
    self.locks = locks
    self.time = time
  }

  package func inputs(of run: RunDirectory) throws -> [String: String] {
    var inputs = ["approved": approved]
    for name in ["plan.jsonl", "plan.json", "world.json"] {
      inputs["3-validate/\(name)"] = try run.digest(of: name, from: .validate)
    }
    return inputs
  }

  package func perform(in work: StageWork) async throws -> StageResult {
    let (lines, planned, licences) = try reviewedPlan(in: work.run)
    let (found, _) = try await client.account()
    guard found == planned.account else {
      throw LoadError.anotherAccount(
        planned: planned.account.map(Self.describe) ?? "none", found: Self.describe(found))
    }
    let account = LedgerAccount(account: found, source: settings.source)
    let lock = try FileLock(
      locks.appending(path: Self.lockName(found)), of: "the account \(Self.describe(found))",
      now: time.now())
    defer { withExtendedLifetime(lock) {} }
    let unsettled = try ledger.unsettledRuns(besides: work.run.id, account)
    guard unsettled.isEmpty else { throw LoadError.unsettled(runs: unsettled) }

    let loader = Loader(
      run: work.run.id, lines: lines, account: account, client: client, ledger: ledger,
      settings: settings, time: time, progress: work.progress)
    do {
      let known = try await loader.settle(try ledger.entries(of: work.run.id, account))
      try await checkWorld(
        for: lines.filter { known[$0.id] == nil }, Array(known.values), licences)
      return try write(lines, try await loader.load(known), in: work.run)
    } catch {
      // What was reached can be read all the same; the checkpoint counts it at the end.
      let reached = try ledger.entries(of: work.run.id, account)
      if !reached.isEmpty {
        _ = try write(lines, Loader.byID(reached), in: work.run)
      }
      throw error
    }
  }

  /// Refuses what the world has overtaken, before anything of it is sent.
  private func checkWorld(
    for remaining: [PlanLine], _ known: [LedgerEntry], _ licences: LicenceForecast?
  ) async throws {
    guard !remaining.isEmpty else { return }
    let now = try await WorldReader(client: client, ledger: ledger, source: settings.source).read()
    let surprises = WorldCheck(now: now, entries: known, licences: licences)
      .surprises(for: remaining)
    guard surprises.isEmpty else {
      throw LoadError.overtaken(surprises, hasBegun: !known.isEmpty)
    }
  }

  /// The plan, when it is the one that was approved.
  private func reviewedPlan(
    in run: RunDirectory
  ) throws -> ([PlanLine], World, LicenceForecast?) {
    let plan = run.file("plan.jsonl", of: .validate)
    let world = run.file("world.json", of: .validate)
    let header = try JSONFile.read(PlanHeader.self, from: run.file("plan.json", of: .validate))
    let computed = PlanHeader(
      planDigest: try Digest.of(file: plan), worldDigest: try Digest.of(file: world),
      created: header.created, counts: header.counts)
    guard computed.digest == header.digest else { throw LoadError.changedPlan(plan.path) }
    guard header.digest == approved else {
      throw LoadError.notTheReviewedPlan(approved: approved, found: header.digest)
    }
    return (
      try JSONLines.readAll(PlanLine.self, from: plan), try JSONFile.read(World.self, from: world),
      header.licences
    )
  }

  private func write(
    _ lines: [PlanLine], _ entries: [String: LedgerEntry], in run: RunDirectory
  ) throws -> StageResult {
    let output = try OutputFile(whole: run.file("results.jsonl", of: .load))
    let encoder = JSONLines.encoder()
    var counts: [String: Int] = [:]
    var written = 0
    var settled = true
    for line in lines {
      guard let entry = entries[line.id] else { continue }
      let result = entry.result(named: line.name)
      try output.write(result, with: encoder)
      written += 1
      counts["organizations.\(result.status.rawValue)", default: 0] += 1
      for domain in result.domains {
        counts["domains.\(domain.status.rawValue)", default: 0] += 1
      }
      settled = settled && result.status != .pending && result.status != .unknown
    }
    let planned = lines.reduce(0) { $0 + $1.domains.count }
    let accounted = counts.reduce(0) { $1.key.hasPrefix("domains.") ? $0 + $1.value : $0 }
    return StageResult(
      outputs: ["results.jsonl": try output.finish()], counts: counts,
      balances: [
        .init("organizations", into: lines.count, out: written),
        .init("domains", into: planned, out: accounted),
      ], settled: settled)
  }

  private static func describe(_ account: World.Account) -> String {
    "\(account.reseller) at \(account.origin)"
  }

  private static func lockName(_ account: World.Account) -> String {
    let digest = Digest.of("\(account.origin)\n\(account.reseller)").text
    return "account-\(digest.dropFirst("sha256:".count).prefix(16)).lock"
  }
}

/// What a pipeline says about loading.
package struct LoadSettings: Sendable, Equatable {
  /// The IT Glue that the organizations are of.
  package var source: String
  /// How long a pending import is followed.
  package var pendingTimeout: Duration
  /// How long to wait before asking again about a pending import, at first.
  package var pollInterval: Duration

  package init(source: String, pendingTimeout: Duration, pollInterval: Duration) {
    self.source = source
    self.pendingTimeout = pendingTimeout
    self.pollInterval = pollInterval
  }
}

extension LedgerEntry {
  /// The line of `results.jsonl`. What is in doubt is unknown, and so are its domains.
  func result(named name: String) -> ResultLine {
    let status: Status =
      switch state {
      case .intended: .unknown
      case .pending, .discarded: .pending
      case .imported: .imported
      case .unimported: .unimported
      }
    let domains =
      state == .intended
      ? domains.map { ResultLine.Domain(name: $0.name, status: .unknown) } : domains
    return ResultLine(
      id: id, name: name, uuid: uuid, status: status, reason: reason, detail: detail,
      domains: domains, attempts: attempts)
  }
}
