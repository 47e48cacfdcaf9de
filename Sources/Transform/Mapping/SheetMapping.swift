package import Pipeline
internal import Spreadsheets

/// The spreadsheet with all that is needed to apply its rows.
package struct SheetMapping: Sendable {
  /// The sheet.
  package let sheet: Spreadsheet
  /// The values that its cells may have.
  package let picklists: Picklists
  /// What a person answered before.
  package let aliases: Aliases
  /// The values for empty cells.
  package let defaults: DefaultValues
  /// What becomes of an organization without a row.
  package let unlisted: PipelineFile.Mapping.Unlisted
  /// What the column Domains does.
  package let domains: PipelineFile.Mapping.Domains
  /// The rows by organization.
  package var index: MappingIndex

  package init(
    sheet: Spreadsheet, picklists: Picklists, aliases: Aliases = Aliases(),
    defaults: DefaultValues = DefaultValues(),
    unlisted: PipelineFile.Mapping.Unlisted = .skip,
    domains: PipelineFile.Mapping.Domains = .replace,
    isShared: (DomainName) -> Bool = { _ in false }
  ) {
    self.sheet = sheet
    self.picklists = picklists
    self.aliases = aliases
    self.defaults = defaults
    self.unlisted = unlisted
    self.domains = domains
    index = MappingIndex(sheet, aliases: aliases, isShared: isShared)
  }

  /// Reads the spreadsheet and all that belongs to it.
  ///
  /// - Parameters:
  ///   - isShared: Whether a domain says nothing about whom a row means.
  ///   - tell: Is told what was taken for what.
  /// - Throws: ``FileError``, ``SheetError``, ``HeaderError``, ``DefaultValueError``, ``YAMLError``
  ///   with the line.
  package init(
    reading mapping: PipelineFile.Mapping, isShared: (DomainName) -> Bool,
    tell: (SpreadsheetReader.Reading) -> Void = { _ in }
  ) throws {
    let reading = try SpreadsheetReader(mapping).read()
    tell(reading)
    let picklists = try Picklists(file: mapping.picklists)
    self.init(
      sheet: reading.sheet, picklists: picklists, aliases: try Aliases(file: mapping.aliases),
      defaults: try DefaultValues(mapping.defaults, picklists: picklists),
      unlisted: mapping.unlisted, domains: mapping.domains, isShared: isShared)
  }

  /// Fills in what a row says of a candidate.
  ///
  /// - Returns: What is wrong with the row, and what is to be known about it. What is a reason
  ///   against the organization is a finding of the candidate too.
  func apply(
    _ row: Spreadsheet.Row, to candidate: inout Candidate, of organization: OrganizationResource
  ) -> [MappingProblem] {
    var problems = ProblemsOfRow(row: row, organization: organization)
    candidate.mappingRow = row.number
    if sheet.isMalformed(row) {
      // Which cell stands in which column is anybody's guess: none is used.
      problems.add(.surplusCells, value: row.surplus.joined(separator: ", "))
    } else {
      switch isWanted(row) {
      case true?: break
      case false?:
        candidate.selected = false
        candidate.findings = [
          Finding(.notSelected, "\(sheet.place(of: .isWanted, in: row)): “\(row[.isWanted])”")
        ]
        return []
      case nil: problems.add(.unclearImport, in: .isWanted)
      }
      applyValues(of: row, to: &candidate, &problems)
      applyPriority(of: row, to: &candidate, &problems)
      applyDomains(of: row, to: &candidate, &problems)
    }
    for problem in problems.all {
      if let finding = finding(problem) { candidate.findings.append(finding) }
    }
    return problems.all
  }

  /// Whether the sheet has a column of domains.
  var readsDomains: Bool { sheet.columns[.domains] != nil }

  /// What a row says where nothing about it is to be told; the given ones are in UTF-8.
  struct PlainRow {
    var employeeCount, industry: String
    var employeeCountGiven, industryGiven: UnsafeRawBufferPointer
    var priority: Int?
  }

  /// A row, where nothing about it is to be told; otherwise nil.
  ///
  /// - Parameter known: What the cells before it mean.
  func plainRow(_ cells: CellBytes, _ known: inout KnownCells) -> PlainRow? {
    guard cells.surplusIsEmpty, cells[.isWanted]?.isEmpty == true,
      let employeeCount = cells[.employeeCount], let industry = cells[.industry],
      let priority = cells[.priority],
      let count = value(ofEmployeeCount: employeeCount, &known.employeeCounts),
      let value = value(ofIndustry: industry, &known.industries)
    else { return nil }
    let number = priority.isEmpty ? nil : Int(String(decoding: priority, as: UTF8.self))
    guard priority.isEmpty || (number ?? -1) >= 0 else { return nil }
    return PlainRow(
      employeeCount: count, industry: value, employeeCountGiven: employeeCount,
      industryGiven: industry, priority: number)
  }

  // No closures: they would copy the mapping for each row, which many rows side by side wait for.

  private func value(
    ofEmployeeCount cell: UnsafeRawBufferPointer, _ known: inout KnownCells.Values
  ) -> String? {
    // There are many numbers.
    if let value = picklists.employeeCount.value(ofNumber: cell) { return value }
    if let value = known[cell] { return value }
    return known.add(cell, picklists.employeeCount.resolve(String(decoding: cell, as: UTF8.self)))
  }

  private func value(
    ofIndustry cell: UnsafeRawBufferPointer, _ known: inout KnownCells.Values
  ) -> String? {
    if let value = known[cell] { return value }
    return known.add(cell, picklists.industry.resolve(String(decoding: cell, as: UTF8.self)))
  }

  /// Whether a row says that it is not to be imported.
  package func isUnwanted(_ row: Spreadsheet.Row) -> Bool {
    !sheet.isMalformed(row) && isWanted(row) == false
  }

  /// What the column Import says: yes where it is empty, nil where it says neither yes nor no.
  private func isWanted(_ row: Spreadsheet.Row) -> Bool? {
    let cell = row[.isWanted]
    return cell.isEmpty || cell.allSatisfy(\.isWhitespace) ? true : YesNo.read(cell)
  }

  /// The rows that belong to none of the organizations that were met, in the sheet's order, each with
  /// what is the matter. A row that is not to be imported is none of them.
  package func problemsOfUnusedRows() -> [MappingProblem] {
    index.unusedRows.compactMap { unused in
      guard let row = sheet.row(numbered: unused.number), !isUnwanted(row) else { return nil }
      if sheet.isMalformed(row) {
        return MappingProblem(
          .surplusCells, row: row.number, value: row.surplus.joined(separator: ", "))
      }
      let column = unused.cause.column
      return MappingProblem(
        .unused(unused.cause), row: row.number, column: column,
        value: column.map { row[$0] } ?? "")
    }
  }

  /// What a problem is in a run: the reason, and the cell as evidence.
  func finding(_ problem: MappingProblem) -> Finding? {
    guard let reason = problem.reason else { return nil }
    switch problem.kind {
    case .ambiguous, .unlisted: return Finding(reason, problem.text(sheet: sheet.name))
    case .empty: return Finding(reason, "\(place(of: problem)): empty")
    default:
      let suggestion = problem.suggestion.map { "; \($0)" } ?? ""
      return Finding(reason, "\(place(of: problem)): “\(problem.value)”\(suggestion)")
    }
  }

  /// A problem in one line: where, what stands there, what is the matter.
  func line(_ problem: MappingProblem, isFiltered: Bool = false) -> String {
    // What an unused row has is in the words themselves.
    var value = problem.value.isEmpty ? "" : "“\(problem.value)”: "
    if case .unused = problem.kind { value = "" }
    return
      "\(place(of: problem)): \(value)\(problem.text(sheet: sheet.name, isFiltered: isFiltered))"
  }

  private func place(of problem: MappingProblem) -> String {
    guard let row = problem.row else { return sheet.name }
    guard let column = problem.column else { return "\(sheet.name) row \(row)" }
    return "\(sheet.name) \(sheet.cell(column, ofRow: row).inWords)"
  }

  private func applyValues(
    of row: Spreadsheet.Row, to candidate: inout Candidate, _ problems: inout ProblemsOfRow
  ) {
    candidate.employeeCountGiven = row[.employeeCount]
    candidate.employeeCount = value(of: .employeeCount, &candidate.defaulted, &problems)
    candidate.industryGiven = row[.industry]
    candidate.industry = value(of: .industry, &candidate.defaulted, &problems)
  }

  private func value(
    of column: Column, _ defaulted: inout [String], _ problems: inout ProblemsOfRow
  ) -> String? {
    switch picklists.resolve(problems.row[column], in: column) {
    case .value(let value):
      return value
    case .empty:
      guard let value = defaults.value(of: column, for: problems.organization) else {
        problems.add(.empty, in: column)
        return nil
      }
      defaulted.append(column.key)
      problems.add(.defaulted(value), in: column)
      return value
    case .unknown(let nearest):
      if let word = aliases.value(of: problems.row[column], in: column),
        case .value(let value) = picklists.resolve(word, in: column)
      {
        problems.add(.answeredValue(value), in: column)
        return value
      }
      problems.add(.unknownValue(nearest: nearest), in: column)
      return nil
    }
  }

  private func applyPriority(
    of row: Spreadsheet.Row, to candidate: inout Candidate, _ problems: inout ProblemsOfRow
  ) {
    let cell = row[.priority]
    if cell.isEmpty { return }
    let text = FoldedText(cell).text
    if text.isEmpty { return }
    guard let priority = Int(text), priority >= 0 else {
      return problems.add(.badPriority, in: .priority)
    }
    candidate.priority = priority
  }

  private func applyDomains(
    of row: Spreadsheet.Row, to candidate: inout Candidate, _ problems: inout ProblemsOfRow
  ) {
    guard readsDomains else { return }
    let cell = row.domains
    if cell.entries.isEmpty { return }
    let place = sheet.place(of: .domains, in: row)
    var known: Set<String> = []
    let inCell = Set(cell.entries.map(\.key))
    for position in candidate.domains.indices {
      let given = candidate.domains[position].name
      let key = DomainCell.Entry(given).key
      known.insert(key)
      guard domains == .replace, !inCell.contains(key) else { continue }
      candidate.domains[position].leftOutBy = place
      problems.add(.leftOutDomain, in: .domains, value: given)
    }
    for entry in cell.entries where !known.contains(entry.key) {
      candidate.domains.append(CandidateDomain(id: nil, name: entry.given, addedBy: place))
      let kind = entry.problem.map(MappingProblem.Kind.badDomain) ?? .addedDomain
      problems.add(kind, in: .domains, value: entry.given)
    }
  }
}

/// The problems of one row that was applied to an organization.
private struct ProblemsOfRow {
  let row: Spreadsheet.Row
  let organization: OrganizationResource
  private(set) var all: [MappingProblem] = []

  init(row: Spreadsheet.Row, organization: OrganizationResource) {
    self.row = row
    self.organization = organization
  }

  mutating func add(_ kind: MappingProblem.Kind, in column: Column? = nil, value: String? = nil) {
    all.append(
      MappingProblem(
        kind, row: row.number, column: column, value: value ?? column.map { row[$0] } ?? "",
        organization: organization))
  }
}
