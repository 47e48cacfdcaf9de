package import Pipeline

/// Finds the row of an organization: by IT Glue id first, then by an answer that a person gave, by
/// exact name, and by a domain in its column Domains.
///
/// A name is compared folded, and only with rows that have no id; a domain only with rows whose
/// name no organization has. All organizations and domains must be met before the first is matched:
/// a row is ambiguous where it may mean two of them.
package struct MappingIndex: Sendable {
  /// The keys of the sheet that an organization has, whoever else may have them.
  struct Sighting: Sendable {
    /// The number of its id; -1 where no row has it.
    var id: Int32 = -1
    /// The number of its name; -1 where no row without an id has it.
    var name: Int32 = -1
  }

  /// The key under which a row is found.
  private enum Key {
    /// The number of an id.
    case id(Int32)
    /// The number of a name.
    case name(Int32)
    case other
  }

  /// The organizations of a name that some row has.
  private struct Namesakes {
    /// How many of them were met.
    var count = 0
    /// The first that the selection takes.
    var selected: RecordID?
    /// The others that it takes.
    var others: [RecordID] = []
    /// Whether one of them, selected or not, has no row with its id.
    var oneNeedsTheRow = false
  }

  /// An organization that may be meant by a domain.
  private struct Holder {
    var isSelected: Bool
    /// Whether neither its id nor its name is in the sheet.
    var needsTheRow: Bool
  }

  private let sheet: Spreadsheet
  private let aliases: Aliases
  private var ids = IDTable()
  private var rowsOfID = RowLists()
  private var names = TextTable()
  private var rowsOfName = RowLists()
  private var rowsByDomain: [DomainName: [Int]] = [:]
  /// By row, the key under which it is found, as far as there is no more to know of it.
  private var keys: [Key] = []
  /// By the id's number.
  private var idsMet: [Bool] = []
  /// By the name's number.
  private var namesMet: [Namesakes] = []
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
    self.sheet = sheet
    self.aliases = aliases
    let hasDomains = sheet.columns[.domains] != nil
    var folded: [UInt8] = []
    keys.reserveCapacity(sheet.rows.count)
    for position in sheet.rows.indices {
      folded.removeAll(keepingCapacity: true)
      if !hasDomains, aliases.saysNothingOfRows, let key = addPlain(position, &folded) {
        keys.append(key)
      } else {
        add(sheet.rows[position], at: position, hasDomains, isShared)
        keys.append(.other)
      }
    }
    idsMet = Array(repeating: false, count: rowsOfID.count)
    namesMet = Array(repeating: Namesakes(), count: rowsOfName.count)
  }

  /// Adds a row of which there is no more to know than its id or its name; nil, and nothing is added,
  /// where that may be otherwise.
  private mutating func addPlain(_ position: Int, _ folded: inout [UInt8]) -> Key? {
    sheet.withBytes(ofRowAt: position) { cells in
      guard let id = cells[.id], let name = cells[.name] else { return nil }
      if id.isEmpty {
        FoldedText.append(utf8: name, to: &folded)
        if folded.isEmpty { return nil }
        let number = folded.withUnsafeBytes { names.insert($0).number }
        rowsOfName.add(position, to: number)
        return .name(Int32(clamping: number))
      }
      guard case .number(let number) = RecordID(utf8: id) else { return nil }
      let key = ids.insert(.number(number), rowsOfID.count)
      rowsOfID.add(position, to: key)
      return .id(Int32(clamping: key))
    }
  }

  private mutating func add(
    _ row: Spreadsheet.Row, at position: Int, _ hasDomains: Bool, _ isShared: (DomainName) -> Bool
  ) {
    if let id = row.id {
      rowsOfID.add(position, to: ids.insert(id, rowsOfID.count))
    } else if let target = aliases.target(ofName: row[.name]) {
      guard case .organization(let id) = target else { return }
      rowsOfID.add(position, to: ids.insert(id, rowsOfID.count))
    } else {
      let name = FoldedText(row[.name])
      if !name.isEmpty {
        rowsOfName.add(position, to: name.text.withBytes { names.insert($0).number })
      }
      guard hasDomains else { return }
      for domain in Set(row.domains.names) where !isShared(domain) {
        rowsByDomain[domain, default: []].append(position)
      }
    }
  }

  /// The keys of the sheet that an organization has.
  private func sighting(of organization: OrganizationResource) -> Sighting {
    FoldedText(organization.name).text.withBytes {
      sighting(of: organization.id, foldedName: $0, TextTable.hash(of: $0))
    }
  }

  private func sighting(
    of id: RecordID, foldedName: UnsafeRawBufferPointer, _ hash: TextTable.Hash
  ) -> Sighting {
    var sighting = Sighting()
    if let number = ids[id] { sighting.id = Int32(clamping: number) }
    if names.count > 0, let number = names.number(of: foldedName, hash) {
      sighting.name = Int32(clamping: number)
    }
    return sighting
  }

  /// Takes note of an organization. One that the selection leaves out makes no other ambiguous.
  package mutating func meet(_ organization: OrganizationResource, isSelected: Bool) {
    meet(organization.id, sighting(of: organization), isSelected: isSelected)
  }

  /// Begins to fetch what an organization that is met soon will need.
  func prefetch(_ note: OrganizationNotes.Note) {
    ids.prefetch(note.id)
    names.prefetch(note.hash)
  }

  /// Takes note of an organization.
  ///
  /// - Returns: The keys of the sheet that it has.
  mutating func meet(
    _ note: OrganizationNotes.Note, foldedName: UnsafeRawBufferPointer, isSelected: Bool
  ) -> Sighting {
    let sighting = sighting(of: note.id, foldedName: foldedName, note.hash)
    meet(note.id, sighting, isSelected: isSelected)
    return sighting
  }

  private mutating func meet(_ id: RecordID, _ sighting: Sighting, isSelected: Bool) {
    if sighting.id >= 0 { idsMet[Int(sighting.id)] = true }
    if needsDomains {
      holders[id] = Holder(
        isSelected: isSelected, needsTheRow: sighting.id < 0 && sighting.name < 0)
    }
    guard sighting.name >= 0 else { return }
    let name = Int(sighting.name)
    namesMet[name].count += 1
    if sighting.id < 0 { namesMet[name].oneNeedsTheRow = true }
    guard isSelected else { return }
    if namesMet[name].selected == nil {
      namesMet[name].selected = id
    } else {
      namesMet[name].others.append(id)
    }
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
    match(organization, sighting(of: organization), domains: domains)
  }

  func match(
    _ organization: OrganizationResource, _ sighting: Sighting, domains: [CandidateDomain]
  ) -> Match {
    if let only = onlyRow(of: sighting) {
      let row = sheet.rows[only]
      if sighting.id < 0 { return .byName(row) }
      return row.id == nil ? .byAlias(row) : .byID(row)
    }
    if sighting.id >= 0 {
      let own = rowsOfID[Int(sighting.id)]
      return .ambiguous(.sameID(organization.id.description, rows: numbers(of: own)))
    }
    if sighting.name >= 0 {
      let namesakes = namesMet[Int(sighting.name)]
      return .ambiguous(
        .sameName(
          organization.name, rows: numbers(of: rowsOfName[Int(sighting.name)]),
          organizations: ([namesakes.selected].compactMap { $0 } + namesakes.others)
            .map(\.description)))
    }
    return match(by: domains)
  }

  /// The row that belongs to an organization by its id or its name and to no other, as a position in
  /// the sheet; nil where there is none or more than one.
  func onlyRow(of sighting: Sighting) -> Int? {
    if sighting.id >= 0 { return rowsOfID.only(of: Int(sighting.id)) }
    guard sighting.name >= 0, namesMet[Int(sighting.name)].others.isEmpty else { return nil }
    return rowsOfName.only(of: Int(sighting.name))
  }

  /// The row of an organization that the selection leaves out, where it can mean no other.
  package func row(ofLeftOut organization: OrganizationResource) -> Spreadsheet.Row? {
    let sighting = sighting(of: organization)
    if sighting.id >= 0 { return sheet.rows[rowsOfID.first(of: Int(sighting.id))] }
    guard sighting.name >= 0, namesMet[Int(sighting.name)].count > 0,
      namesMet[Int(sighting.name)].selected == nil
    else { return nil }
    return sheet.rows[rowsOfName.first(of: Int(sighting.name))]
  }

  /// The rows that belong to none of the organizations that were met, in the sheet's order.
  package var unusedRows: [UnusedRow] {
    sheet.rows.indices.compactMap { position in
      if isPlainlyUsed(position) { return nil }
      return causeOfDisuse(of: position).map {
        UnusedRow(number: sheet.number(ofRowAt: position), cause: $0)
      }
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
    return .byDomain(sheet.rows[first])
  }

  /// Whether no organization has the name of a row, so that its domains may say whom it means.
  private func isNameless(_ position: Int) -> Bool { namesakes(of: position) == nil }

  /// The organizations that have the name of a row; nil where there is none.
  private func namesakes(of position: Int) -> Namesakes? {
    let name = FoldedText(sheet.rows[position][.name])
    guard let name = name.text.withBytes({ names.number(of: $0) }) else { return nil }
    return namesMet[name].count > 0 ? namesMet[name] : nil
  }

  /// The organizations that have a domain of a row, each once.
  private func allHolders(_ position: Int) -> [RecordID] {
    var seen: Set<RecordID> = []
    return sheet.rows[position].domains.names.flatMap { holdersOfDomain[$0] ?? [] }
      .filter { seen.insert($0).inserted }
  }

  private func selectedHolders(_ position: Int) -> [RecordID] {
    allHolders(position).filter { holders[$0]?.isSelected == true }
  }

  /// Whether a row belongs to an organization that was met, as far as that is seen at one look.
  private func isPlainlyUsed(_ position: Int) -> Bool {
    switch keys[position] {
    case .id(let id): idsMet[Int(id)]
    case .name(let name): namesMet[Int(name)].oneNeedsTheRow
    case .other: false
    }
  }

  private func causeOfDisuse(of position: Int) -> UnusedRow.Cause? {
    let row = sheet.rows[position]
    func isMet(_ id: RecordID) -> Bool { ids[id].map { idsMet[$0] } ?? false }
    if let id = row.id { return isMet(id) ? nil : .unknownID(id) }
    switch aliases.target(ofName: row[.name]) {
    case .nobody: return .dismissed(row[.name])
    case .organization(let id): return isMet(id) ? nil : .unknownAlias(row[.name], id)
    case nil: break
    }
    if let namesakes = namesakes(of: position) {
      return namesakes.oneNeedsTheRow ? nil : .overruled(row[.name])
    }
    let known = allHolders(position).compactMap { holders[$0] }
    if known.contains(where: \.needsTheRow) { return nil }
    if FoldedText(row[.name]).isEmpty {
      if row.domains.entries.isEmpty { return .namesNobody }
      return known.isEmpty ? .unknownDomains(row[.domains]) : .overruled(row[.domains])
    }
    return .unknownName(row[.name])
  }

  private func numbers(of positions: [Int]) -> [Int] { positions.map { sheet.number(ofRowAt: $0) } }
}
