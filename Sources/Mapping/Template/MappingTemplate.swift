package import Pipeline
package import Spreadsheets
package import Transform

/// The spreadsheet to be filled in: a row for each organization that the selection takes.
///
/// Rows of an earlier spreadsheet come first, in its order and with their values; organizations
/// that it lacks are appended and marked.
package struct MappingTemplate: Sendable {
  /// A row of the earlier spreadsheet that could not be carried over.
  package struct LeftBehind: Sendable, Equatable, Encodable {
    /// Its number, counted from 1 as Excel shows it.
    package var row: Int
    /// Its IT Glue id and name, as far as it has them.
    package var name: String
    /// Why it stays behind.
    package var why: String
  }

  /// The table.
  package private(set) var table: SheetTable
  /// How many organizations are marked as new; nil where there is no earlier spreadsheet.
  package private(set) var new: Int?
  /// The rows of the earlier spreadsheet that have no place in the new one.
  package private(set) var leftBehind: [LeftBehind] = []
  /// How many extracted organizations the selection leaves out.
  package private(set) var leftOut = 0

  private let earlier: EarlierSheet?

  /// Makes the template.
  package init(
    _ mapping: PipelineFile.Mapping, picklists: Picklists, selection: PipelineFile.Selection,
    records: ExtractedRecords, earlier: EarlierSheet? = nil, shared: SharedDomains = .none
  ) {
    self.earlier = earlier
    table = SheetTable(
      name: mapping.sheet ?? "Clients",
      columns: Self.columns(mapping, picklists, others: earlier?.others.map(\.title) ?? []))
    var rules = SelectionRules(selection)
    let wanted = records.organizations.filter { rules.refusal(ofNext: $0) == nil }
    leftOut = records.organizations.count - wanted.count
    let byName = wanted.map { (name: FoldedText($0.name).text, organization: $0) }
      .sorted {
        ($0.name, $0.organization.id.description) < ($1.name, $1.organization.id.description)
      }
      .map(\.organization)
    guard let earlier else {
      table.rows = byName.map { row(of: $0, records.domains(of: $0), from: nil) }
      return
    }
    carryOver(earlier, byName, records, isShared: shared.contains)
  }

  private mutating func carryOver(
    _ earlier: EarlierSheet, _ wanted: [OrganizationResource], _ records: ExtractedRecords,
    isShared: (DomainName) -> Bool
  ) {
    var index = earlier.index(isShared: isShared)
    let isWanted = Set(wanted.map(\.id))
    for organization in records.organizations {
      index.meet(organization, isSelected: isWanted.contains(organization.id))
    }
    for domain in records.domains { index.meet(domain) }
    var carried: [(row: Int, cells: SheetTable.Row)] = []
    var appended: [SheetTable.Row] = []
    var kept: Set<Int> = []
    var ambiguous: [Int: String] = [:]
    for organization in wanted {
      let domains = records.domains(of: organization)
      var found: Spreadsheet.Row?
      switch index.match(organization, domains: domains) {
      case .byID(let row), .byAlias(let row), .byName(let row), .byDomain(let row):
        if !earlier.sheet.isMalformed(row) { found = row }
      case .ambiguous(let ambiguity):
        for row in ambiguity.rows { ambiguous[row] = ambiguity.text(sheet: earlier.sheet.name) }
      case .unlisted: break
      }
      if let found {
        kept.insert(found.number)
        carried.append((found.number, row(of: organization, domains, from: found)))
      } else {
        appended.append(row(of: organization, domains, from: nil, isNew: true))
      }
    }
    table.rows = carried.sorted { $0.row < $1.row }.map(\.cells) + appended
    new = appended.count
    let unused = Dictionary(uniqueKeysWithValues: index.unusedRows.map { ($0.number, $0) })
    leftBehind = earlier.sheet.rows.filter { !kept.contains($0.number) }.map { row in
      let why =
        ambiguous[row.number] ?? unused[row.number]?.text(isFiltered: records.isFiltered)
        ?? (earlier.sheet.isMalformed(row)
          ? "the row has more cells than the header" : "left out by the selection")
      let name = [row[.id], row[.name]].filter { !$0.isEmpty }.joined(separator: " ")
      return LeftBehind(row: row.number, name: name, why: why)
    }
  }

  /// The row of an organization, with the values of its earlier row.
  private func row(
    of organization: OrganizationResource, _ domains: [CandidateDomain],
    from old: Spreadsheet.Row?, isNew: Bool = false
  ) -> SheetTable.Row {
    func value(_ column: Column) -> String { old?[column] ?? "" }
    var news = isNew ? "new" : ""
    var listed = domains.map(\.name).joined(separator: ", ")
    if let old, !old.domains.entries.isEmpty {
      listed = value(.domains)
      let inCell = Set(old.domains.entries.map(\.key))
      let missing = domains.map(\.name).filter { !inCell.contains(DomainCell.Entry($0).key) }
      if !missing.isEmpty { news = "IT Glue has also \(missing.joined(separator: ", "))" }
    }
    let others = earlier?.others ?? []
    return SheetTable.Row(
      [
        organization.id.description, organization.name, organization.type ?? "",
        organization.status ?? "", listed, value(.employeeCount), value(.industry),
        value(.isWanted), value(.priority), old.flatMap { earlier?.note(of: $0) } ?? "", news,
      ] + others.map { other in old?[other.place] ?? "" },
      tone: isNew ? .new : .plain)
  }

  private static func columns(
    _ mapping: PipelineFile.Mapping, _ picklists: Picklists, others: [String]
  ) -> [SheetTable.Column] {
    func title(_ column: Column) -> String { mapping.columns[column.key] ?? column.title }
    return [
      .init(title(.id)), .init(title(.name)), .init(TemplateColumn.type),
      .init(TemplateColumn.status),
      .init(
        title(.domains), isForm: true,
        hint: mapping.domains == .replace
          ? "What stands here is imported; an empty cell means the domains of IT Glue."
          : "These come on top of the domains of IT Glue."),
      .init(
        title(.employeeCount), choices: picklists.employeeCount.list.values, takesOthers: true,
        isForm: true, hint: "A range of the list, or a number such as 17."),
      .init(title(.industry), choices: picklists.industry.values, isForm: true),
      .init(
        title(.isWanted), choices: ["yes", "no"], isForm: true,
        hint: "“no” leaves the organization out; empty means yes."),
      .init(
        title(.priority), isForm: true,
        hint: "A whole number; a smaller one gets its licences first."),
      .init(TemplateColumn.note, isForm: true), .init(TemplateColumn.news),
    ] + others.map { .init($0, isForm: true) }
  }
}
