internal import Ledger
internal import Pipeline

/// Whether the world still allows what the plan has left to do. What this run has done itself is
/// no surprise.
struct WorldCheck {
  /// Something that changed to the disadvantage of one line of the plan.
  struct Surprise: Equatable {
    /// The line's IT Glue id.
    var id: String
    /// What would be refused, and why.
    var reason: Reason
    /// What changed, in words.
    var text: String
  }

  /// What is there now.
  let now: World
  /// What the ledger knows of this run.
  let entries: [LedgerEntry]
  /// What the plan assumed of the licences; nil where it does not tell.
  let licences: LicenceForecast?

  /// What changed to our disadvantage; empty where nothing did.
  func surprises(for remaining: [PlanLine]) -> [Surprise] {
    changes(for: remaining) + shortage(for: remaining)
  }

  /// Refuses to load what the world has overtaken.
  ///
  /// - Throws: ``LoadError/overtaken(_:hasBegun:)``.
  func refuseSurprises(for remaining: [PlanLine]) throws(LoadError) {
    var seen: Set<String> = []
    let changes = surprises(for: remaining).map(\.text).filter { seen.insert($0).inserted }
    guard changes.isEmpty else { throw .overtaken(changes, hasBegun: !entries.isEmpty) }
  }

  /// The lines that cannot be loaded as they are, so that the others can.
  func barred(of remaining: [PlanLine]) -> [Surprise] {
    let changes = changes(for: remaining)
    let barred = Set(changes.map(\.id))
    return changes + shortage(for: remaining.filter { !barred.contains($0.id) })
  }

  /// What changed for these, licences apart.
  func changes(for remaining: [PlanLine]) -> [Surprise] {
    existing(remaining) + vanished(remaining) + linked(remaining) + monitored(remaining)
  }

  private func existing(_ remaining: [PlanLine]) -> [Surprise] {
    let ours = Set(entries.compactMap(\.uuid))
    let titles = Set(
      now.organizations.filter { !ours.contains($0.uuid) }.map { FoldedText($0.title) })
    return remaining.filter { $0.action == .create && titles.contains(FoldedText($0.name)) }
      .map { line in
        Surprise(
          id: line.id, reason: .titleExists, text: "“\(line.name)” exists in Dark Web ID now")
      }
  }

  private func vanished(_ remaining: [PlanLine]) -> [Surprise] {
    let uuids = Set(now.organizations.map(\.uuid))
    return remaining.filter { line in line.uuid.map { !uuids.contains($0) } ?? false }
      .map { line in
        Surprise(
          id: line.id, reason: .importError,
          text: "“\(line.name)” is no longer in Dark Web ID")
      }
  }

  /// Adopted ones that somebody else has linked since.
  private func linked(_ remaining: [PlanLine]) -> [Surprise] {
    let owners = Dictionary(now.links.map { ($0.uuid, $0.id) }) { first, _ in first }
    let links = Dictionary(now.links.map { ($0.id, $0.uuid) }) { first, _ in first }
    return remaining.compactMap { line in
      if let uuid = links[line.id], uuid != line.uuid {
        return Surprise(
          id: line.id, reason: .titleExists,
          text: "“\(line.name)” is linked with \(uuid) of Dark Web ID now")
      }
      guard let owner = line.uuid.flatMap({ owners[$0] }), owner != line.id else { return nil }
      return Surprise(
        id: line.id, reason: .titleExists,
        text: "“\(line.name)” is linked with the organization \(owner) of IT Glue now")
    }
  }

  /// Domains that are monitored for somebody else by now.
  private func monitored(_ remaining: [PlanLine]) -> [Surprise] {
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
        return Surprise(
          id: line.id, reason: .monitoredElsewhere,
          text: "\(domain.name) of “\(line.name)” is monitored for “\(other.title)” now")
      }
    }
  }

  /// The lines, in the plan's order, for which there are no licences any more.
  private func shortage(for remaining: [PlanLine]) -> [Surprise] {
    guard let limit = [now.licence.limit, licences?.limit].compactMap({ $0 }).min() else {
      return []
    }
    var left = max(0, max(0, limit - now.licence.used) - (licences?.reserve ?? 0))
    let (needed, free) = (remaining.reduce(0) { $0 + $1.licences }, left)
    return remaining.compactMap { line in
      guard line.licences > left else {
        left -= line.licences
        return nil
      }
      return Surprise(
        id: line.id, reason: .licenceLimit,
        text: "\(needed) domain licences are needed and \(free) are free")
    }
  }
}
