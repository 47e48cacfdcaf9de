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

  private let byUUID: [String: OrganizationState]
  private let byTitle: [FoldedText: [OrganizationState]]
  /// The IT Glue ids of the organizations that they are linked with, by uuid.
  private var linked: [String: String]

  /// - Parameters:
  ///   - listed: The organizations that Dark Web ID lists.
  ///   - linked: The IT Glue ids of the organizations that they are linked with, by uuid.
  init(listed: [OrganizationState], linked: [String: String]) {
    byUUID = Dictionary(listed.map { ($0.uuid, $0) }) { first, _ in first }
    byTitle = Dictionary(grouping: listed) { FoldedText($0.title) }
    self.linked = linked
  }

  /// Takes note that an organization is linked by now.
  mutating func link(_ uuid: String, with id: String) { linked[uuid] = id }

  /// What became of the request of an entry.
  ///
  /// A created organization is known by its title, which Dark Web ID has only once, and by its
  /// domains, as far as they are listed yet; added domains by all of them being listed. One that a
  /// person has linked with it already is it.
  func sighting(of entry: LedgerEntry) -> Sighting {
    if let uuid = entry.uuid {
      guard let remote = byUUID[uuid], Self.shows(remote, entry) else { return .nothing }
      return .found(remote)
    }
    let domains = Set(entry.domains.map(\.name))
    let namesakes = byTitle[FoldedText(entry.title)] ?? []
    if let own = namesakes.first(where: { linked[$0.uuid] == entry.id }) { return .found(own) }
    let candidates = namesakes.filter { remote in
      linked[remote.uuid] == nil
        && (remote.domains.isEmpty || !domains.isDisjoint(with: remote.domains.map(\.name)))
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
