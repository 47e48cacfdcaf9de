internal import Pipeline
internal import QuickJSON

/// Candidates as they are written, and what there is to count and to tell of them.
struct CandidatesMade: Sendable {
  /// Their lines.
  private(set) var lines: JSONWriter
  /// How many there are.
  private(set) var organizations = 0
  /// How many domains they have.
  private(set) var domains = 0
  /// Those of the domains that the spreadsheet added.
  private(set) var added = 0
  /// What a person should know of them.
  private(set) var remarks = Remarks()
  private var outcomes: [Transformation.Outcome: Int] = [:]
  private var leftOut: [SelectionRules.Rule: Int] = [:]
  private var defaulted: [String: Int] = [:]

  /// None yet.
  init() {
    lines = JSONWriter()
  }

  /// The candidates of the organizations of a piece.
  ///
  /// - Throws: ``JSONLinesError`` with the line.
  init(
    _ piece: LinePiece, by transformation: Transformation, _ quick: QuickCandidates?,
    joining table: OrganizationDomains
  ) throws {
    lines = JSONWriter(capacity: piece.length)
    var known = KnownCells()
    var reader = OrganizationLine.Reader()
    try piece.forEach(OrganizationResource.self) { organization, place in
      add(organization, at: place, by: transformation, joining: table)
    } quick: { line, place in
      guard let line = reader.read(line) else { return false }
      if let quick, add(line, at: place, by: quick, &known) { return true }
      let organization = OrganizationResource(line, readsUpdate: transformation.readsUpdates)
      add(organization, at: place, by: transformation, joining: table)
      return true
    }
  }

  /// Adds the candidate of an organization.
  ///
  /// - Parameters:
  ///   - place: The organization's place.
  ///   - table: The domains.
  private mutating func add(
    _ organization: OrganizationResource, at place: Int, by transformation: Transformation,
    joining table: OrganizationDomains
  ) {
    let looksAtDomains = transformation.looksAtDomains
    let made = transformation.candidate(
      for: organization, at: place, domains: looksAtDomains ? table.domains(of: place) : [])
    if looksAtDomains {
      made.candidate.write(to: &lines)
      domains += made.candidate.domains.count
      added += made.candidate.domains.count { $0.addedBy != nil }
    } else {
      // They are the table's, whatever the row says.
      made.candidate.write(to: &lines) { table.write(domainsOf: place, to: &$0) }
      domains += table.count(of: place)
    }
    lines.endLine()
    count(made, transformation)
  }

  /// Adds the candidate of an organization the quick way; false where the long one has to be gone.
  private mutating func add(
    _ line: OrganizationLine, at place: Int, by quick: QuickCandidates, _ known: inout KnownCells
  ) -> Bool {
    guard let outcome = quick.write(line, at: place, &known, to: &lines) else { return false }
    organizations += 1
    domains += quick.domains(of: place)
    outcomes[outcome, default: 0] += 1
    return true
  }

  private mutating func count(
    _ made: Transformation.Transformed, _ transformation: Transformation
  ) {
    organizations += 1
    outcomes[made.outcome, default: 0] += 1
    if let rule = made.leftOutBy { leftOut[rule, default: 0] += 1 }
    for column in made.candidate.defaulted { defaulted[column, default: 0] += 1 }
    for problem in made.problems where problem.isToldInRun {
      if let line = transformation.mapping?.line(problem) { remarks.add(line) }
    }
  }

  /// Counts the candidates that come behind these. Their lines stay theirs.
  mutating func count(_ others: CandidatesMade) {
    organizations += others.organizations
    domains += others.domains
    added += others.added
    remarks.add(others.remarks)
    outcomes.merge(others.outcomes, uniquingKeysWith: +)
    leftOut.merge(others.leftOut, uniquingKeysWith: +)
    defaulted.merge(others.defaulted, uniquingKeysWith: +)
  }

  /// The counts by outcome, for the stage's checkpoint.
  var counts: [String: Int] {
    var counts: [String: Int] = [:]
    for outcome in Transformation.Outcome.allCases {
      counts[outcome.rawValue] = outcomes[outcome] ?? 0
    }
    for (rule, count) in leftOut {
      counts["\(Transformation.Outcome.notSelected.rawValue).\(rule.rawValue)"] = count
    }
    for (column, count) in defaulted { counts["defaulted.\(column)"] = count }
    return counts
  }
}
