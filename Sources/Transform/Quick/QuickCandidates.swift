internal import Pipeline
internal import QuickJSON

/// Writes candidates the quick way, from the bytes of extract's lines: of organizations that have one
/// row, about which nothing is to be told, or none. All others go the long way, by
/// ``Transformation/candidate(for:at:domains:)``, which would write the same.
///
/// A class, so that what many share is not counted anew for each organization.
final class QuickCandidates: Sendable {
  private let transformation: Transformation
  private let mapping: SheetMapping
  private let table: OrganizationDomains
  /// What is found of an organization without a row.
  private let foundWithoutRow: [Finding]
  private let skipsUnlisted: Bool
  /// The position of the row of each organization; -1 where ``MappingIndex/onlyRow(of:)`` knows none.
  /// Known beforehand, so that rows can be fetched before they are needed.
  private let rows: [Int32]

  /// Nil where each organization has to go the long way.
  init?(_ transformation: Transformation, joining table: OrganizationDomains) {
    guard let mapping = transformation.mapping, !mapping.readsDomains else { return nil }
    self.transformation = transformation
    self.mapping = mapping
    self.table = table
    skipsUnlisted = mapping.unlisted == .skip
    foundWithoutRow = Transformation.findings(withoutRowIn: mapping)
    rows = table.places.map { place in
      let position = mapping.index.onlyRow(of: transformation.met(at: place).keys)
      return position.map { Int32(clamping: $0) } ?? -1
    }
  }

  /// Writes the candidate of an organization.
  ///
  /// - Parameters:
  ///   - place: The organization's place.
  ///   - known: What the cells of the rows before mean.
  /// - Returns: What became of it; nil, and nothing is written, where the long way has to be gone.
  func write(
    _ line: OrganizationLine, at place: Int, _ known: inout KnownCells, to writer: inout JSONWriter
  ) -> Transformation.Outcome? {
    prefetchRows(behind: place)
    let met = transformation.met(at: place)
    guard met.isSelected, let name = line.name else { return nil }
    if met.keys.id < 0, met.keys.name < 0 {
      write(line, name, at: place, nil, to: &writer)
      return .unmapped
    }
    guard let position = row(of: place) else { return nil }
    let isByID = met.keys.id >= 0
    return mapping.sheet.withBytes(ofRowAt: position) { cells in
      // By the name means that it is the same, however it is written.
      guard !isByID || Self.hasID(cells) && Self.isNamed(name, cells),
        let plain = mapping.plainRow(cells, &known)
      else { return nil }
      let number = mapping.sheet.number(ofRowAt: position)
      write(line, name, at: place, (number, plain), to: &writer)
      return isByID ? .mappedByID : .mappedByName
    }
  }

  /// How many domains the organization at a place has.
  func domains(of place: Int) -> Int { table.count(of: place) }

  /// Begins to fetch the rows of organizations that come a little behind a place: they lie anywhere in the
  /// sheet.
  private func prefetchRows(behind place: Int) {
    let soon = place + prefetchDistance
    if let position = row(of: soon + prefetchDistance) { mapping.sheet.prefetchRow(at: position) }
    if let position = row(of: soon) { mapping.sheet.prefetchCells(ofRowAt: position) }
  }

  private func row(of place: Int) -> Int? {
    guard table.places.contains(place) else { return nil }
    let position = rows[place - table.places.lowerBound]
    return position < 0 ? nil : Int(position)
  }

  /// Whether a row has an id of its own, and is not found by an alias.
  private static func hasID(_ cells: CellBytes) -> Bool {
    cells[.id]?.first.map { 0x21..<0x7F ~= $0 } ?? false
  }

  private static func isNamed(_ name: UnsafeRawBufferPointer, _ cells: CellBytes) -> Bool {
    guard let given = cells[.name] else { return false }
    return given.isEmpty || given.elementsEqual(name)
  }

  private func write(
    _ line: OrganizationLine, _ name: UnsafeRawBufferPointer, at place: Int,
    _ row: (number: Int, plain: SheetMapping.PlainRow)?, to writer: inout JSONWriter
  ) {
    writer.object {
      $0.field("defaulted", [])
      $0.key("domains")
      table.write(domainsOf: place, to: &$0)
      $0.field("employee_count", orNull: row?.plain.employeeCount)
      $0.field("employee_count_given", utf8OrNull: row?.plain.employeeCountGiven)
      $0.field("findings", row == nil ? foundWithoutRow : []) { $0.write(to: &$1) }
      $0.field("id", line.id)
      $0.field("industry", orNull: row?.plain.industry)
      $0.field("industry_given", utf8OrNull: row?.plain.industryGiven)
      $0.field("mapping_row", orNull: row?.number)
      $0.field("name", utf8: name)
      $0.field("priority", orNull: row?.plain.priority)
      $0.field("selected", row != nil || !skipsUnlisted)
      $0.field("status", utf8OrNull: line.status)
      $0.field("type", utf8OrNull: line.type)
    }
    writer.endLine()
  }
}
