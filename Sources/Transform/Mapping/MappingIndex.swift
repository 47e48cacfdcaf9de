internal import Pipeline

/// Finds the row of an organization: by IT Glue id first, by exact name second.
///
/// A name is compared folded, and only with rows that have no id. All organizations must be met
/// before the first is matched: a row by name is ambiguous where two of them share the name.
package struct MappingIndex: Sendable {
  /// The organizations of a name that some row has.
  private struct Namesakes {
    /// The ids of those that the selection takes.
    var selected: [String] = []
    /// Whether one of them, selected or not, has no row with its id.
    var oneNeedsTheRow = false
  }

  private let rows: [Spreadsheet.Row]
  private var rowsByID: [RecordID: [Int]] = [:]
  private var rowsByName: [FoldedText: [Int]] = [:]
  private var idsMet: Set<RecordID> = []
  private var namesMet: [FoldedText: Namesakes] = [:]

  /// An index of all rows of a sheet.
  package init(_ sheet: Spreadsheet) {
    rows = sheet.rows
    for (position, row) in rows.enumerated() {
      if let id = row.id {
        rowsByID[id, default: []].append(position)
      } else {
        let name = FoldedText(row[.name])
        if !name.isEmpty { rowsByName[name, default: []].append(position) }
      }
    }
  }

  /// Takes note of an organization. One that the selection leaves out makes no other ambiguous.
  package mutating func meet(_ organization: OrganizationResource, isSelected: Bool) {
    let hasOwnRow = rowsByID[organization.id] != nil
    if hasOwnRow { idsMet.insert(organization.id) }
    let name = FoldedText(organization.name)
    guard rowsByName[name] != nil else { return }
    var namesakes = namesMet[name] ?? Namesakes()
    if isSelected { namesakes.selected.append(organization.id.description) }
    if !hasOwnRow { namesakes.oneNeedsTheRow = true }
    namesMet[name] = namesakes
  }

  /// The row of an organization.
  package func match(_ organization: OrganizationResource) -> Match {
    if let own = rowsByID[organization.id], let first = own.first {
      guard own.count == 1 else {
        return .ambiguous(.sameID(organization.id.description, rows: numbers(of: own)))
      }
      return .byID(rows[first])
    }
    let name = FoldedText(organization.name)
    guard let named = rowsByName[name], let first = named.first else { return .unlisted }
    let namesakes = namesMet[name]?.selected ?? []
    guard named.count == 1, namesakes.count <= 1 else {
      return .ambiguous(
        .sameName(organization.name, rows: numbers(of: named), organizations: namesakes))
    }
    return .byName(rows[first])
  }

  /// The rows that belong to none of the organizations that were met, in the sheet's order.
  package var unusedRows: [UnusedRow] {
    rows.compactMap { row in
      causeOfDisuse(of: row).map { UnusedRow(number: row.number, cause: $0) }
    }
  }

  private func causeOfDisuse(of row: Spreadsheet.Row) -> UnusedRow.Cause? {
    if let id = row.id { return idsMet.contains(id) ? nil : .unknownID(id) }
    let name = FoldedText(row[.name])
    if name.isEmpty { return .namesNobody }
    guard let namesakes = namesMet[name] else { return .unknownName(row[.name]) }
    return namesakes.oneNeedsTheRow ? nil : .overruled(row[.name])
  }

  private func numbers(of positions: [Int]) -> [Int] { positions.map { rows[$0].number } }
}
