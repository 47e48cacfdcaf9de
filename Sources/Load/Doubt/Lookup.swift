internal import DarkWebID
internal import Ledger
internal import Pipeline

/// What Dark Web ID shows of a request whose answer was lost.
struct Lookup {
  /// What was found.
  enum Sighting: Equatable {
    /// The organization that came of it.
    case found(OrganizationState)
    /// Several, any of which could be it: a person has to decide.
    case several([OrganizationState])
    /// Nothing, and the title belongs to another organization.
    case taken(by: OrganizationState)
    /// Nothing.
    case nothing
  }

  /// The organizations that Dark Web ID lists.
  let listed: [OrganizationState]
  /// Those of them that are linked with an organization of IT Glue.
  private(set) var linked: Set<String>

  init(listed: [OrganizationState], linked: Set<String>) {
    self.listed = listed
    self.linked = linked
  }

  /// Takes note that an organization is linked by now.
  mutating func link(_ uuid: String) { linked.insert(uuid) }

  /// What became of the request of an entry.
  ///
  /// A created organization is known by its title, which Dark Web ID has only once, and by its
  /// domains, as far as they are listed yet; added domains by all of them being listed.
  func sighting(of entry: LedgerEntry) -> Sighting {
    if let uuid = entry.uuid {
      return listed.first { $0.uuid == uuid && Self.shows($0, entry) }.map(Sighting.found)
        ?? .nothing
    }
    let domains = Set(entry.domains.map(\.name))
    let title = FoldedText(entry.title)
    let namesakes = listed.filter { FoldedText($0.title) == title }
    let candidates = namesakes.filter {
      !linked.contains($0.uuid)
        && ($0.domains.isEmpty || !domains.isDisjoint(with: $0.domains.map(\.name)))
    }
    switch (candidates.first, candidates.count) {
    case (let only?, 1): return .found(only)
    case (nil, _): return namesakes.first.map(Sighting.taken) ?? .nothing
    default: return .several(candidates)
    }
  }

  /// Whether an organization shows the domains that were added to it. One that was refused before and
  /// is shown as refused still is no sign of it.
  private static func shows(_ remote: OrganizationState, _ entry: LedgerEntry) -> Bool {
    let statuses = Dictionary(remote.domains.map { ($0.name, $0.status) }) { first, _ in first }
    return entry.domains.filter { $0.status == .pending }.allSatisfy { domain in
      guard let status = statuses[domain.name] else { return false }
      return status != .unimported || domain.reason == nil
    }
  }
}
