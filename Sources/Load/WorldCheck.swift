internal import Ledger
internal import Pipeline

/// Whether the world still allows what the plan has left to do. What this run has done itself is
/// no surprise.
struct WorldCheck {
  /// What is there now.
  let now: World
  /// What the ledger knows of this run.
  let entries: [LedgerEntry]

  /// What changed to our disadvantage, in words; empty where nothing did.
  func surprises(for remaining: [PlanLine]) -> [String] {
    existing(remaining) + vanished(remaining) + licences(remaining)
  }

  private func existing(_ remaining: [PlanLine]) -> [String] {
    let ours = Set(entries.compactMap(\.uuid))
    let titles = Set(
      now.organizations.filter { !ours.contains($0.uuid) }.map { FoldedText($0.title) })
    return remaining.filter { $0.action == .create && titles.contains(FoldedText($0.name)) }
      .map { "“\($0.name)” exists in Dark Web ID now" }
  }

  private func vanished(_ remaining: [PlanLine]) -> [String] {
    let uuids = Set(now.organizations.map(\.uuid))
    return remaining.filter { line in line.uuid.map { !uuids.contains($0) } ?? false }
      .map { "“\($0.name)” is no longer in Dark Web ID" }
  }

  private func licences(_ remaining: [PlanLine]) -> [String] {
    guard let limit = now.licence.limit else { return [] }
    let needed = remaining.reduce(0) { $0 + $1.licences }
    let free = max(0, limit - now.licence.used)
    guard needed > free else { return [] }
    return ["\(needed) domain licences are needed and \(free) are free"]
  }
}
