package import Pipeline

/// Makes candidates: an organization, its domains and its row of the spreadsheet become one record.
package struct Transformation: Sendable {
  /// What became of an organization; the raw values are the names of the stage's counts.
  package enum Outcome: String, Sendable, CaseIterable {
    /// The row with its id was applied.
    case mappedByID = "mapped_by_id"
    /// The row that a person said means it was applied.
    case mappedByAlias = "mapped_by_alias"
    /// The row with its name was applied.
    case mappedByName = "mapped_by_name"
    /// The row with one of its domains was applied.
    case mappedByDomain = "mapped_by_domain"
    /// No row was applied.
    case unmapped
    /// The selection leaves it out; its row is not applied.
    case notSelected = "not_selected"
  }

  /// A candidate and how it was made.
  package struct Transformed: Sendable, Equatable {
    /// The candidate.
    package var candidate: Candidate
    /// What became of the organization.
    package var outcome: Outcome
    /// The rule of the selection that leaves it out.
    package var leftOutBy: SelectionRules.Rule?
    /// What is wrong with its row or with its having none, and what is to be known about it.
    package var problems: [MappingProblem] = []
  }

  private var rules: SelectionRules
  /// Of each organization that was met, in their order.
  private var met: [Met] = []
  /// The spreadsheet, where the pipeline has one.
  package private(set) var mapping: SheetMapping?

  package init(selection: PipelineFile.Selection, mapping: SheetMapping?) {
    rules = SelectionRules(selection)
    self.mapping = mapping
  }

  /// What is known of an organization that was met.
  struct Met: Sendable {
    var keys = MappingIndex.Sighting()
    var isSelected = true
  }

  /// Takes note of the next organization; all must be met before the first candidate is made.
  package mutating func meet(_ organization: OrganizationResource) {
    var notes = OrganizationNotes()
    notes.add(organization, rules)
    meet(notes)
  }

  /// The transformation that has met all organizations.
  consuming func meeting(_ notes: OrganizationNotes) -> Transformation {
    meet(notes)
    return self
  }

  /// Takes note of the next organizations.
  private mutating func meet(_ notes: OrganizationNotes) {
    met.reserveCapacity(met.count + notes.count)
    guard var mapping else {
      notes.forEach { note, _ in
        met.append(Met(isSelected: rules.meet(isRefused: note.isRefused)))
      }
      return
    }
    // Taken out, so that it is not copied in and out for each.
    self.mapping = nil
    var soon = prefetchDistance
    notes.forEach { note, name in
      if soon < notes.count { mapping.index.prefetch(notes.note(at: soon)) }
      soon += 1
      let isSelected = rules.meet(isRefused: note.isRefused)
      let keys = mapping.index.meet(note, foldedName: name, isSelected: isSelected)
      met.append(Met(keys: keys, isSelected: isSelected))
    }
    self.mapping = mapping
  }

  /// What is known of the organization at a place. Whoever lengthened the file since finds that the
  /// counts do not add up.
  func met(at place: Int) -> Met { place < met.count ? met[place] : Met() }

  /// Takes note of a domain, behind all organizations; all must be met before the first candidate is
  /// made.
  package mutating func meet(_ domain: DomainResource) {
    mapping?.index.meet(domain)
  }

  /// Whether it is of interest when an organization was changed.
  var readsUpdates: Bool { rules.readsUpdates }

  /// Whether the domains of an organization have a part in what becomes of it.
  var looksAtDomains: Bool { mapping?.readsDomains ?? false }

  /// The candidate of an organization.
  ///
  /// - Parameter place: How many were met before it.
  package func candidate(
    for organization: OrganizationResource, at place: Int, domains: [CandidateDomain]
  ) -> Transformed {
    var candidate = Candidate(
      id: organization.id.description, name: organization.name, type: organization.type,
      status: organization.status, domains: domains)
    if let refusal = rules.refusal(of: organization, at: place) {
      candidate.selected = false
      candidate.findings = [Finding(.notSelected, refusal.text)]
      return Transformed(
        candidate: candidate, outcome: .notSelected, leftOutBy: refusal.rule,
        problems: problems(ofLeftOut: organization, because: refusal.text))
    }
    guard let mapping else {
      candidate.findings = Self.nothingGiven("the pipeline has no spreadsheet")
      return Transformed(candidate: candidate, outcome: .unmapped)
    }
    switch mapping.index.match(organization, met(at: place).keys, domains: domains) {
    case .byID(let row):
      return mapped(.mappedByID, candidate, by: row, of: mapping, to: organization)
    case .byAlias(let row):
      return mapped(
        .mappedByAlias, candidate, by: row, of: mapping, to: organization, .foundByAlias)
    case .byName(let row):
      return mapped(.mappedByName, candidate, by: row, of: mapping, to: organization)
    case .byDomain(let row):
      return mapped(
        .mappedByDomain, candidate, by: row, of: mapping, to: organization, .foundByDomain)
    case .ambiguous(let ambiguity):
      let problem = MappingProblem(
        .ambiguous(ambiguity), row: ambiguity.rows.first, value: organization.name,
        organization: organization)
      candidate.findings = [mapping.finding(problem)].compactMap { $0 }
      return Transformed(candidate: candidate, outcome: .unmapped, problems: [problem])
    case .unlisted:
      let problem = MappingProblem(.unlisted(mapping.unlisted), organization: organization)
      if mapping.unlisted == .skip { candidate.selected = false }
      candidate.findings = Self.findings(withoutRowIn: mapping)
      return Transformed(candidate: candidate, outcome: .unmapped, problems: [problem])
    }
  }

  /// The candidate with a row applied.
  ///
  /// - Parameter found: How the row was found, where its name alone does not tell.
  private func mapped(
    _ outcome: Outcome, _ given: Candidate, by row: Spreadsheet.Row, of mapping: SheetMapping,
    to organization: OrganizationResource, _ found: MappingProblem.Kind? = nil
  ) -> Transformed {
    var candidate = given
    var problems = mapping.apply(row, to: &candidate, of: organization)
    // A row found by its id that names somebody else: perhaps the id slipped by a line.
    if candidate.selected, names(row, another: organization.name) {
      problems.append(
        MappingProblem(
          found ?? .otherName, row: row.number, column: .name, value: row[.name],
          organization: organization))
    }
    return Transformed(candidate: candidate, outcome: outcome, problems: problems)
  }

  private func names(_ row: Spreadsheet.Row, another name: String) -> Bool {
    let given = row[.name]
    if given == name { return false }
    let folded = FoldedText(given)
    return !folded.isEmpty && folded != FoldedText(name)
  }

  /// Somebody listed an organization that the selection leaves out.
  private func problems(
    ofLeftOut organization: OrganizationResource, because reason: String
  ) -> [MappingProblem] {
    guard let mapping, let row = mapping.index.row(ofLeftOut: organization),
      !mapping.isUnwanted(row)
    else { return [] }
    let column: Column = row.id == nil ? .name : .id
    return [
      MappingProblem(
        .leftOut(reason), row: row.number, column: column, value: row[column],
        organization: organization)
    ]
  }

  /// What is found of an organization that has no row.
  static func findings(withoutRowIn mapping: SheetMapping) -> [Finding] {
    let problem = MappingProblem(.unlisted(mapping.unlisted))
    let detail = problem.text(sheet: mapping.sheet.name)
    return switch mapping.unlisted {
    case .skip: [Finding(.notInSpreadsheet, detail)]
    case .report: nothingGiven(detail)
    }
  }

  private static func nothingGiven(_ detail: String) -> [Finding] {
    [Finding(.missingEmployeeCount, detail), Finding(.missingIndustry, detail)]
  }
}
