package import Pipeline

/// Makes candidates: an organization, its domains and its row of the spreadsheet become one record.
package struct Transformation: Sendable {
  /// What became of an organization; the raw values are the names of the stage's counts.
  package enum Outcome: String, Sendable, CaseIterable {
    /// The row with its id was applied.
    case mappedByID = "mapped_by_id"
    /// The row with its name was applied.
    case mappedByName = "mapped_by_name"
    /// No row was applied.
    case unmapped
    /// The selection leaves it out; rows are not looked at.
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
    /// Something in its row that a person should know, though the candidate does not need it.
    package var remark: String?
  }

  /// Which organizations are wanted, asked once when they are met and once when they are made.
  private var met: SelectionRules
  private var made: SelectionRules
  /// The spreadsheet, where the pipeline has one.
  package private(set) var mapping: SheetMapping?

  package init(selection: PipelineFile.Selection, mapping: SheetMapping?) {
    met = SelectionRules(selection)
    made = met
    self.mapping = mapping
  }

  /// Takes note of an organization; all must be met before the first candidate is made.
  package mutating func meet(_ organization: OrganizationResource) {
    let isSelected = met.refusal(ofNext: organization) == nil
    mapping?.index.meet(organization, isSelected: isSelected)
  }

  /// The candidate of the next organization.
  package mutating func candidate(
    for organization: OrganizationResource, domains: [CandidateDomain]
  ) -> Transformed {
    var candidate = Candidate(
      id: organization.id.description, name: organization.name, type: organization.type,
      status: organization.status, domains: domains)
    if let refusal = made.refusal(ofNext: organization) {
      candidate.selected = false
      candidate.findings = [Finding(.notSelected, refusal.text)]
      return Transformed(candidate: candidate, outcome: .notSelected, leftOutBy: refusal.rule)
    }
    guard let mapping else {
      candidate.findings = Self.nothingGiven("the pipeline has no spreadsheet")
      return Transformed(candidate: candidate, outcome: .unmapped)
    }
    switch mapping.index.match(organization) {
    case .byID(let row):
      let remark =
        mapping.apply(row, to: &candidate) ?? mapping.otherName(in: row, of: organization)
      return Transformed(candidate: candidate, outcome: .mappedByID, remark: remark)
    case .byName(let row):
      let remark = mapping.apply(row, to: &candidate)
      return Transformed(candidate: candidate, outcome: .mappedByName, remark: remark)
    case .ambiguous(let ambiguity):
      candidate.findings = [Finding(.ambiguousMapping, ambiguity.text(sheet: mapping.sheet.name))]
    case .unlisted:
      let detail = "no row in \(mapping.sheet.name)"
      switch mapping.unlisted {
      case .skip:
        candidate.selected = false
        candidate.findings = [Finding(.notInSpreadsheet, detail)]
      case .report:
        candidate.findings = Self.nothingGiven(detail)
      }
    }
    return Transformed(candidate: candidate, outcome: .unmapped)
  }

  private static func nothingGiven(_ detail: String) -> [Finding] {
    [Finding(.missingEmployeeCount, detail), Finding(.missingIndustry, detail)]
  }
}
