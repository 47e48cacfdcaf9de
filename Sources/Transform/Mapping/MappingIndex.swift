package import Pipeline

/// Finds the row of an organization: by IT Glue id first, then by an answer that a person gave, by
/// exact name, and by a domain in its column Domains.
///
/// A name is compared folded, and only with rows that have no id; a domain only with rows whose
/// name no organization has. All organizations and domains must be met before the first is matched:
/// a row is ambiguous where it may mean two of them.
package struct MappingIndex: Sendable {
  /// The rows that have an organization's id or its name, whoever else may have them.
  struct Sighting: Sendable {
    /// The first row with its id, as a position in the sheet.
    var own: Int?
    /// The first row without an id that has its name.
    var named: Int?
  }

  /// The organizations of a name that some row has.
  private struct Namesakes {
    /// The ids of those that the selection takes.
    var selected: [RecordID] = []
    /// Whether one of them, selected or not, has no row with its id.
    var oneNeedsTheRow = false
  }

  /// An organization that may be meant by a domain.
  private struct Holder {
    var isSelected: Bool
    /// Whether neither its id nor its name is in the sheet.
    var needsTheRow: Bool
  }

  private let rows: [Spreadsheet.Row]
  private let aliases: Aliases
  private var rowsByID = RowsByKey<RecordID>()
  private var rowsByName = RowsByKey<FoldedText>()
  private var rowsByDomain = RowsByKey<DomainName>()
  /// By the first row of the id.
  private var idsMet: [Bool]
  /// By the first row of the name.
  private var namesMet: [Int: Namesakes] = [:]
  private var holders: [RecordID: Holder] = [:]
  private var holdersOfDomain: [DomainName: [RecordID]] = [:]

  /// An index of all rows of a sheet.
  ///
  /// - Parameters:
  ///   - aliases: What a person answered about rows without an id.
  ///   - isShared: Whether a domain says nothing about whom a row means, as a free mail provider's.
  package init(
    _ sheet: Spreadsheet, aliases: Aliases = Aliases(),
    isShared: (DomainName) -> Bool = { _ in false }
  ) {
    rows = sheet.rows
    self.aliases = aliases
    idsMet = Array(repeating: false, count: rows.count)
    for (position, row) in rows.enumerated() {
      if let id = row.id {
        rowsByID.add(position, for: id)
      } else if let target = aliases.target(ofName: row[.name]) {
        guard case .organization(let id) = target else { continue }
        rowsByID.add(position, for: id)
      } else {
        let name = FoldedText(row[.name])
        if !name.isEmpty { rowsByName.add(position, for: name) }
        for domain in Set(row.domains.names) where !isShared(domain) {
          rowsByDomain.add(position, for: domain)
        }
      }
    }
  }

  /// The rows that an organization may be meant by.
  func sighting(of organization: OrganizationResource) -> Sighting {
    sighting(of: organization.id) { FoldedText(organization.name) }
  }

  /// - Parameter name: Gives the organization's name, where it is asked for.
  func sighting(of id: RecordID, name: () -> FoldedText) -> Sighting {
    Sighting(
      own: rowsByID.first(of: id),
      named: rowsByName.isEmpty ? nil : rowsByName.first(of: name()))
  }

  /// Takes note of an organization. One that the selection leaves out makes no other ambiguous.
  package mutating func meet(_ organization: OrganizationResource, isSelected: Bool) {
    meet(organization.id, sighting(of: organization), isSelected: isSelected)
  }

  mutating func meet(_ id: RecordID, _ sighting: Sighting, isSelected: Bool) {
    if let own = sighting.own { idsMet[own] = true }
    if needsDomains {
      holders[id] = Holder(
        isSelected: isSelected, needsTheRow: sighting.own == nil && sighting.named == nil)
    }
    guard let named = sighting.named else { return }
    if isSelected { namesMet[named, default: Namesakes()].selected.append(id) }
    if sighting.own == nil { namesMet[named, default: Namesakes()].oneNeedsTheRow = true }
    if namesMet[named] == nil { namesMet[named] = Namesakes() }
  }

  /// Whether a row may be found by its domain, so that the domains must be met too.
  var needsDomains: Bool { !rowsByDomain.isEmpty }

  /// Takes note of a domain.
  package mutating func meet(_ domain: DomainResource) {
    guard needsDomains, let id = domain.organizationID,
      let name = try? DomainName(domain.name), rowsByDomain.first(of: name) != nil,
      holdersOfDomain[name]?.contains(id) != true
    else { return }
    holdersOfDomain[name, default: []].append(id)
  }

  /// The row of an organization with these domains.
  package func match(
    _ organization: OrganizationResource, domains: [CandidateDomain] = []
  ) -> Match {
    match(organization, sighting(of: organization), domains: domains)
  }

  func match(
    _ organization: OrganizationResource, _ sighting: Sighting, domains: [CandidateDomain]
  ) -> Match {
    if let first = sighting.own {
      let own = rowsByID.all(with: first)
      guard own.count == 1 else {
        return .ambiguous(.sameID(organization.id.description, rows: numbers(of: own)))
      }
      return rows[first].id == nil ? .byAlias(rows[first]) : .byID(rows[first])
    }
    if let first = sighting.named {
      let named = rowsByName.all(with: first)
      let namesakes = namesMet[first]?.selected ?? []
      guard named.count == 1, namesakes.count <= 1 else {
        return .ambiguous(
          .sameName(
            organization.name, rows: numbers(of: named),
            organizations: namesakes.map(\.description)))
      }
      return .byName(rows[first])
    }
    return match(by: domains)
  }

  /// The row of an organization that the selection leaves out, where it can mean no other.
  package func row(ofLeftOut organization: OrganizationResource) -> Spreadsheet.Row? {
    let sighting = sighting(of: organization)
    if let own = sighting.own { return rows[own] }
    guard let named = sighting.named, namesMet[named]?.selected.isEmpty == true else { return nil }
    return rows[named]
  }

  /// The rows that belong to none of the organizations that were met, in the sheet's order.
  package var unusedRows: [UnusedRow] {
    rows.indices.compactMap { position in
      causeOfDisuse(of: position).map { UnusedRow(number: rows[position].number, cause: $0) }
    }
  }

  private func match(by domains: [CandidateDomain]) -> Match {
    guard needsDomains else { return .unlisted }
    var shared: [DomainName] = []
    var found: Set<Int> = []
    for domain in domains {
      guard let name = try? DomainName(domain.name) else { continue }
      let free = rowsByDomain[name].filter(isNameless)
      if free.isEmpty { continue }
      shared.append(name)
      found.formUnion(free)
    }
    let positions = found.sorted()
    guard let first = positions.first else { return .unlisted }
    let meant = positions.flatMap(selectedHolders)
    guard positions.count == 1, meant.count <= 1 else {
      return .ambiguous(
        .sameDomain(
          shared.map(\.text), rows: numbers(of: positions),
          organizations: Set(meant).map(\.description).sorted()))
    }
    return .byDomain(rows[first])
  }

  /// Whether no organization has the name of a row, so that its domains may say whom it means.
  private func isNameless(_ position: Int) -> Bool {
    rowsByName.first(of: FoldedText(rows[position][.name])).flatMap { namesMet[$0] } == nil
  }

  /// The organizations that have a domain of a row, each once.
  private func allHolders(_ position: Int) -> [RecordID] {
    var seen: Set<RecordID> = []
    return rows[position].domains.names.flatMap { holdersOfDomain[$0] ?? [] }
      .filter { seen.insert($0).inserted }
  }

  private func selectedHolders(_ position: Int) -> [RecordID] {
    allHolders(position).filter { holders[$0]?.isSelected == true }
  }

  private func causeOfDisuse(of position: Int) -> UnusedRow.Cause? {
    // Nearly all rows are used.
    if idsMet[position] { return nil }
    let row = rows[position]
    func isMet(_ id: RecordID) -> Bool { rowsByID.first(of: id).map { idsMet[$0] } ?? false }
    if let id = row.id { return isMet(id) ? nil : .unknownID(id) }
    switch aliases.target(ofName: row[.name]) {
    case .nobody: return .dismissed(row[.name])
    case .organization(let id): return isMet(id) ? nil : .unknownAlias(row[.name], id)
    case nil: break
    }
    let name = FoldedText(row[.name])
    if !name.isEmpty, let namesakes = rowsByName.first(of: name).flatMap({ namesMet[$0] }) {
      return namesakes.oneNeedsTheRow ? nil : .overruled(row[.name])
    }
    let known = allHolders(position).compactMap { holders[$0] }
    if known.contains(where: \.needsTheRow) { return nil }
    if name.isEmpty {
      if row.domains.entries.isEmpty { return .namesNobody }
      return known.isEmpty ? .unknownDomains(row[.domains]) : .overruled(row[.domains])
    }
    return .unknownName(row[.name])
  }

  private func numbers(of positions: [Int]) -> [Int] { positions.map { rows[$0].number } }
}
