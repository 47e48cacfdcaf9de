package import Pipeline

/// Something about a row, or about an organization without one, that a person should know before
/// anything is sent.
package struct MappingProblem: Sendable, Equatable {
  /// What it amounts to.
  package enum Severity: String, Sendable, Encodable {
    /// The organization, or the row, is not imported as it stands.
    case refusal
    /// It goes in, and perhaps not as it was meant.
    case warning
    /// It goes in as it should; this is how.
    case note
  }

  /// What it is.
  package enum Kind: Sendable, Equatable {
    /// A mandatory cell is empty.
    case empty
    /// The cell says nothing that is in its picklist; perhaps this value was meant.
    case unknownValue(nearest: String?)
    /// The cell is empty, and a default of the pipeline file takes its place.
    case defaulted(String)
    /// A person said before what the word in the cell means.
    case answeredValue(String)
    /// The cell says neither yes nor no.
    case unclearImport
    /// The cell holds no priority.
    case badPriority
    /// A name in the cell is no domain.
    case badDomain(DomainName.Problem)
    /// The cell has a domain that IT Glue does not have.
    case addedDomain
    /// The cell lacks a domain that IT Glue has.
    case leftOutDomain
    /// The row has cells behind the header's last one.
    case surplusCells
    /// The row was found by its id, and names somebody else.
    case otherName
    /// The row was found by what a person answered before.
    case foundByAlias
    /// The row was found by its domain.
    case foundByDomain
    /// The row's organization is left out by the selection, for this reason.
    case leftOut(String)
    /// Nobody can tell which row belongs to the organization.
    case ambiguous(Ambiguity)
    /// The organization has no row.
    case unlisted(PipelineFile.Mapping.Unlisted)
    /// The row belongs to no organization.
    case unused(UnusedRow.Cause)
  }

  /// What it is.
  package var kind: Kind
  /// The row, counted from 1 as Excel shows it; nil where there is none.
  package var row: Int?
  /// The column of the cell; nil where it is about the whole row.
  package var column: Column?
  /// What stands in the cell, to the letter.
  package var value: String
  /// The organization that it is about; nil for a row without one.
  package var organization: OrganizationResource?

  package init(
    _ kind: Kind, row: Int? = nil, column: Column? = nil, value: String = "",
    organization: OrganizationResource? = nil
  ) {
    self.kind = kind
    self.row = row
    self.column = column
    self.value = value
    self.organization = organization
  }
}

extension MappingProblem {
  /// What it amounts to.
  package var severity: Severity {
    switch kind {
    case .empty, .unknownValue, .unclearImport, .badDomain, .surplusCells, .ambiguous,
      .unlisted(.report):
      .refusal
    case .unused(.dismissed), .unused(.overruled): .note
    case .unused: .refusal
    case .badPriority, .otherName, .leftOut, .foundByDomain, .leftOutDomain, .addedDomain: .warning
    case .defaulted, .answeredValue, .foundByAlias, .unlisted(.skip): .note
    }
  }

  /// The reason that it is for its organization in a run; nil where it is none. A domain that is
  /// none is refused by validate, as any other.
  package var reason: Reason? {
    switch kind {
    case .empty: column == .industry ? .missingIndustry : .missingEmployeeCount
    case .unknownValue: column == .industry ? .unknownIndustry : .unknownEmployeeCount
    case .unclearImport: .unclearImport
    case .surplusCells: .malformedRow
    case .ambiguous: .ambiguousMapping
    default: nil
    }
  }

  /// Whether a run tells of it though it is no finding of a candidate.
  package var isToldInRun: Bool { reason == nil && severity == .warning || isDefault }

  private var isDefault: Bool {
    if case .defaulted = kind { true } else { false }
  }

  /// What is the matter, in words.
  ///
  /// - Parameters:
  ///   - sheet: The sheet's name.
  ///   - isFiltered: Whether IT Glue was asked for a part of the organizations only.
  package func text(sheet: String, isFiltered: Bool = false) -> String {
    let name = organization?.name ?? ""
    let title = column?.title ?? ""
    return switch kind {
    case .empty: "\(title) is empty"
    case .unknownValue: "\(title) is not in the picklist"
    case .defaulted(let value): "\(title) is empty; by default it is “\(value)”"
    case .answeredValue(let value): "was said to mean “\(value)”"
    case .unclearImport: "neither yes nor no"
    case .badPriority: "no priority (a whole number from 0 up); it counts as none"
    case .badDomain(let problem): "no domain name: \(problem.text)"
    case .addedDomain: "not in IT Glue; it is added"
    case .leftOutDomain: "in IT Glue and not in this cell; it is left out"
    case .surplusCells: "the row has more cells than the header"
    case .otherName: "the id is that of “\(name)”; the id counts"
    case .foundByAlias: "was said to mean “\(name)”"
    case .foundByDomain: "no organization has this name; by its domain it is “\(name)”"
    case .leftOut(let why): "“\(name)” is left out by the selection: \(why)"
    case .ambiguous(let ambiguity): ambiguity.text(sheet: sheet)
    case .unlisted: "no row in \(sheet)"
    case .unused(let cause): UnusedRow(number: row ?? 0, cause: cause).text(isFiltered: isFiltered)
    }
  }

  /// What to do about it, where more can be said than that the cell is to be mended.
  package var suggestion: String? {
    switch kind {
    case .unknownValue(let nearest?): "did you mean “\(nearest)”?"
    case .surplusCells: "put a cell that holds the separator in quotes"
    case .ambiguous(.sameID): "keep one of the rows"
    case .ambiguous: "put the IT Glue id into the row"
    case .unclearImport: "write yes or no"
    default: nil
    }
  }
}
