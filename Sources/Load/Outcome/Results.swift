internal import FoundationEssentials
package import Ledger
package import Pipeline

/// `results.jsonl`: what the ledger knows of each line of a plan.
package struct Results {
  private let run: RunDirectory

  package init(of run: RunDirectory) {
    self.run = run
  }

  /// Writes it, in the plan's order; lines that were not reached are left out.
  ///
  /// - Parameter entries: By IT Glue id.
  /// - Throws: `FileError`.
  func write(_ lines: [PlanLine], _ entries: [String: LedgerEntry]) throws -> StageResult {
    let output = try OutputFile(whole: run.file("results.jsonl", of: .load))
    let encoder = JSONLines.encoder()
    var counts: [String: Int] = [:]
    var written = 0
    var settled = true
    for line in lines {
      guard let entry = entries[line.id] else { continue }
      let result = entry.result
      try output.write(result, with: encoder)
      written += 1
      counts["organizations.\(result.status.rawValue)", default: 0] += 1
      for domain in result.domains {
        counts["domains.\(domain.status.rawValue)", default: 0] += 1
      }
      // One that a person has let go of is pending, and nobody waits for it.
      settled = settled && !entry.isOpen && entry.state != .retry
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

  /// Writes what a load under way has reached, which the ledger knows and the run's directory may
  /// not: a load that was killed left nothing there.
  ///
  /// - Throws: `FileError`, `JSONLinesError`, `JSONFileError`, `LedgerError`.
  package func refresh(from ledger: Ledger) throws {
    guard try run.readCheckpoint(of: .load)?.state == .running,
      let account = try ledger.account(of: run.id)
    else { return }
    let entries = try ledger.entries(of: run.id, account)
    let lines = try JSONLines.readAll(PlanLine.self, from: run.file("plan.jsonl", of: .validate))
    _ = try write(lines, Self.byID(entries))
  }

  /// Entries by IT Glue id.
  static func byID(_ entries: [LedgerEntry]) -> [String: LedgerEntry] {
    Dictionary(entries.map { ($0.id, $0) }) { first, _ in first }
  }
}
