package import Pipeline
internal import Spreadsheets
package import Transform

/// What a run would make of the spreadsheet: all that is wrong with it at once, before anything is
/// sent.
package struct MappingReview: Sendable {
  /// A problem with what a person may have meant.
  package struct Entry: Sendable, Equatable {
    /// The problem.
    package var problem: MappingProblem
    /// Of a row whose name nobody has: the organizations with the nearest names.
    package var near: [NearName] = []
  }

  /// The sheet.
  package let sheet: Spreadsheet
  /// The sheet's name within a workbook.
  package let sheetName: String?
  /// What was taken for what, in one line.
  package let reading: String
  /// Whether IT Glue was asked for a part of the organizations only.
  package let isFiltered: Bool
  /// The problems: of rows in the sheet's order, then of organizations without a row in IT Glue's.
  package private(set) var entries: [Entry] = []
  /// How many organizations the selection takes.
  package private(set) var selected = 0
  /// How many of those have a row that says all that is needed.
  package private(set) var ready = 0

  /// Reads the spreadsheet of a pipeline and holds it against an extract.
  ///
  /// - Throws: ``FileError``, ``SheetError``, ``HeaderError``, ``DefaultValueError``, ``YAMLError``
  ///   with the line.
  package init(
    _ mapping: PipelineFile.Mapping, selection: PipelineFile.Selection, records: ExtractedRecords,
    shared: SharedDomains = .none
  ) throws {
    var read: SpreadsheetReader.Reading?
    let sheetMapping = try SheetMapping(reading: mapping, isShared: shared.contains) { read = $0 }
    reading = read?.text ?? ""
    if case .xlsx(let sheet) = read?.format { sheetName = sheet } else { sheetName = nil }
    sheet = sheetMapping.sheet
    isFiltered = records.isFiltered
    var transformation = Transformation(selection: selection, mapping: sheetMapping)
    for organization in records.organizations { transformation.meet(organization) }
    for domain in records.domains { transformation.meet(domain) }
    judge(records, transformation)
  }

  private mutating func judge(
    _ records: ExtractedRecords, _ transformation: Transformation
  ) {
    var ofRows: [Entry] = []
    var unlisted: [Entry] = []
    var told: Set<[Int]> = []
    for (place, organization) in records.organizations.enumerated() {
      let made = transformation.candidate(
        for: organization, at: place, domains: records.domains(of: organization))
      if made.outcome != .notSelected { selected += 1 }
      if made.candidate.selected, made.problems.allSatisfy({ $0.severity != .refusal }) {
        ready += 1
      }
      for problem in made.problems {
        switch problem.kind {
        case .unlisted: unlisted.append(Entry(problem: problem))
        case .ambiguous(let ambiguity) where !told.insert(ambiguity.rows).inserted: break
        default: ofRows.append(Entry(problem: problem))
        }
      }
    }
    ofRows += unusedRows(of: transformation.mapping, records.organizations)
    // By row, and within it as they were found.
    let sorted = ofRows.enumerated().sorted { left, right in
      (left.element.problem.row ?? 0, left.offset) < (right.element.problem.row ?? 0, right.offset)
    }
    entries = sorted.map(\.element) + unlisted
  }

  private func unusedRows(
    of mapping: SheetMapping?, _ organizations: [OrganizationResource]
  ) -> [Entry] {
    let problems = mapping?.problemsOfUnusedRows() ?? []
    if problems.isEmpty { return [] }
    let names = NearNames(organizations)
    return problems.map { problem in
      guard case .unused(.unknownName(let name)) = problem.kind else {
        return Entry(problem: problem)
      }
      return Entry(problem: problem, near: names.nearest(to: name))
    }
  }

  /// The problems of a severity.
  package func entries(of severity: MappingProblem.Severity) -> [Entry] {
    entries.filter { $0.problem.severity == severity }
  }

  /// The exit code that it calls for.
  package var exit: Exit { entries(of: .refusal).isEmpty ? .done : .badInput }
}

extension MappingReview.Entry {
  /// Where it is: `D17`, `row 17`, or the organization without a row.
  package func place(in sheet: Spreadsheet) -> String {
    guard let row = problem.row else { return problem.organization?.id.description ?? "" }
    return problem.column.map { sheet.cell($0, ofRow: row).description } ?? "row \(row)"
  }

  /// What stands there: the cell, or the organization's name.
  package var value: String {
    problem.row == nil ? problem.organization?.name ?? "" : problem.value
  }

  /// What a person may do: what is meant, or the nearest names with their ids and scores.
  package var suggestion: String? {
    guard !near.isEmpty else { return problem.suggestion }
    let names = near.map { "“\($0.organization.name)” \($0.organization.id) (\($0.percent) %)" }
    return "did you mean \(names.joined(separator: ", or "))?"
  }
}
