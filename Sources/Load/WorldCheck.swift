internal import Ledger
internal import Pipeline

/// Whether the world still allows what the plan has left to do. What this run has done itself is
/// no surprise.
struct WorldCheck {
  /// What is there now.
  let now: World
  /// What the ledger knows of this run.
  let entries: [LedgerEntry]
  /// What the plan assumed of the licences; nil where it does not tell.
  let licences: LicenceForecast?

  /// What changed to our disadvantage, in words; empty where nothing did.
  func surprises(for remaining: [PlanLine]) -> [String] {
    existing(remaining) + vanished(remaining) + linked(remaining) + monitored(remaining)
      + licences(remaining)
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

  /// Adopted ones that somebody else has linked since.
  private func linked(_ remaining: [PlanLine]) -> [String] {
    let owners = Dictionary(now.links.map { ($0.uuid, $0.id) }) { first, _ in first }
    return remaining.compactMap { line in
      guard let owner = line.uuid.flatMap({ owners[$0] }), owner != line.id else { return nil }
      return "“\(line.name)” is linked with the organization \(owner) of IT Glue now"
    }
  }

  /// Domains that are monitored for somebody else by now.
  private func monitored(_ remaining: [PlanLine]) -> [String] {
    let ours = Set(entries.compactMap(\.uuid))
    var titles: [String: (uuid: String, title: String)] = [:]
    for organization in now.organizations where !ours.contains(organization.uuid) {
      for domain in organization.domains {
        titles[domain] = (organization.uuid, organization.title)
      }
    }
    return remaining.flatMap { line in
      line.domains.compactMap { domain in
        guard let other = titles[domain.name], other.uuid != line.uuid else { return nil }
        return "\(domain.name) of “\(line.name)” is monitored for “\(other.title)” now"
      }
    }
  }

  private func licences(_ remaining: [PlanLine]) -> [String] {
    guard let limit = [now.licence.limit, licences?.limit].compactMap({ $0 }).min() else {
      return []
    }
    let needed = remaining.reduce(0) { $0 + $1.licences }
    let free = max(0, max(0, limit - now.licence.used) - (licences?.reserve ?? 0))
    guard needed > free else { return [] }
    return ["\(needed) domain licences are needed and \(free) are free"]
  }
}
