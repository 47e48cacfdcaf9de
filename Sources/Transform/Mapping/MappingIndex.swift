package import Pipeline

/// Finds the row of an organization: by IT Glue id first, then by an answer that a person gave, by
/// exact name, and by a domain in its column Domains.
///
/// A name is compared folded, and only with rows that have no id; a domain only with rows whose
/// name no organization has. All organizations and domains must be met before the first is matched:
/// a row is ambiguous where it may mean two of them.
package struct MappingIndex: Sendable {
  /// The organizations of a name that some row has.
  private struct Namesakes {
    /// The ids of those that the selection takes.
    var selected: [String] = []
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
  private var rowsByID: [RecordID: [Int]] = [:]
  private var rowsByName: [FoldedText: [Int]] = [:]
  private var rowsByDomain: [DomainName: [Int]] = [:]
  private var idsMet: Set<RecordID> = []
  private var namesMet: [FoldedText: Namesakes] = [:]
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
    for (position, row) in rows.enumerated() {
      if let id = row.id {
        rowsByID[id, default: []].append(position)
      } else if let target = aliases.target(ofName: row[.name]) {
        guard case .organization(let id) = target else { continue }
        rowsByID[id, default: []].append(position)
      } else {
        let name = FoldedText(row[.name])
        if !name.isEmpty { rowsByName[name, default: []].append(position) }
        for domain in Set(row.domains.names) where !isShared(domain) {
          rowsByDomain[domain, default: []].append(position)
        }
      }
    }
  }

  /// Takes note of an organization. One that the selection leaves out makes no other ambiguous.
  package mutating func meet(_ organization: OrganizationResource, isSelected: Bool) {
    let hasOwnRow = rowsByID[organization.id] != nil
    if hasOwnRow { idsMet.insert(organization.id) }
    let name = FoldedText(organization.name)
    let isNamed = rowsByName[name] != nil
    if needsDomains {
      holders[organization.id] = Holder(
        isSelected: isSelected, needsTheRow: !hasOwnRow && !isNamed)
    }
    guard isNamed else { return }
    var namesakes = namesMet[name] ?? Namesakes()
    if isSelected { namesakes.selected.append(organization.id.description) }
    if !hasOwnRow { namesakes.oneNeedsTheRow = true }
    namesMet[name] = namesakes
  }

  /// Whether a row may be found by its domain, so that the domains must be met too.
  var needsDomains: Bool { !rowsByDomain.isEmpty }

  /// Takes note of a domain.
  package mutating func meet(_ domain: DomainResource) {
    guard needsDomains, let id = domain.organizationID,
      let name = try? DomainName(domain.name), rowsByDomain[name] != nil,
      holdersOfDomain[name]?.contains(id) != true
    else { return }
    holdersOfDomain[name, default: []].append(id)
  }

  /// The row of an organization with these domains.
  package func match(
    _ organization: OrganizationResource, domains: [CandidateDomain] = []
  ) -> Match {
    if let own = rowsByID[organization.id], let first = own.first {
      guard own.count == 1 else {
        return .ambiguous(.sameID(organization.id.description, rows: numbers(of: own)))
      }
      return rows[first].id == nil ? .byAlias(rows[first]) : .byID(rows[first])
    }
    let name = FoldedText(organization.name)
    if let named = rowsByName[name], let first = named.first {
      let namesakes = namesMet[name]?.selected ?? []
      guard named.count == 1, namesakes.count <= 1 else {
        return .ambiguous(
          .sameName(organization.name, rows: numbers(of: named), organizations: namesakes))
      }
      return .byName(rows[first])
    }
    return match(by: domains)
  }

  /// The row of an organization that the selection leaves out, where it can mean no other.
  package func row(ofLeftOut organization: OrganizationResource) -> Spreadsheet.Row? {
    let name = FoldedText(organization.name)
    let positions =
      rowsByID[organization.id]
      ?? (namesMet[name]?.selected.isEmpty == true ? rowsByName[name] : nil)
    return positions?.first.map { rows[$0] }
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
      let free = (rowsByDomain[name] ?? []).filter(isNameless)
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
    namesMet[FoldedText(rows[position][.name])] == nil
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
    let row = rows[position]
    if let id = row.id { return idsMet.contains(id) ? nil : .unknownID(id) }
    switch aliases.target(ofName: row[.name]) {
    case .nobody: return .dismissed(row[.name])
    case .organization(let id):
      return idsMet.contains(id) ? nil : .unknownAlias(row[.name], id)
    case nil: break
    }
    let name = FoldedText(row[.name])
    if !name.isEmpty, let namesakes = namesMet[name] {
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
