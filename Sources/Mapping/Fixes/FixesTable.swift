package import Pipeline
package import Report
package import Spreadsheets
internal import Transform

/// What stayed out of a run, in the form of the spreadsheet that came in, with a reason and a remedy
/// for each row: to be mended there, given back, and run again.
package struct FixesTable {
  private let sheet: Spreadsheet?
  private let rows: [Int: Spreadsheet.Row]

  /// Reads the spreadsheet of a run.
  ///
  /// - Parameter mapping: The mapping of the run's pipeline file; nil where it has none.
  /// - Throws: `FileError`, ``SheetError``, ``HeaderError``.
  package init(_ mapping: PipelineFile.Mapping?, of run: RunDirectory) throws {
    guard let mapping else {
      sheet = nil
      rows = [:]
      return
    }
    let sheet = try SpreadsheetReader(mapping).read().sheet
    self.sheet = sheet
    // A sheet that was changed since has other rows under the numbers that the run knows.
    let then = try run.readCheckpoint(of: .transform)?.inputs[TransformStage.spreadsheetInput]
    let isTheSame = then == (try Digest.of(file: mapping.spreadsheet).text)
    rows = isTheSame ? Dictionary(sheet.rows.map { ($0.number, $0) }) { first, _ in first } : [:]
  }

  /// The rows of the organizations of which something stayed out; none where nothing did.
  package func table(_ details: RunDetails) -> SheetTable {
    let titles = self.titles
    var table = SheetTable(
      name: "To be mended", columns: titles.map { SheetTable.Column($0) } + Self.added)
    for organization in details.organizations {
      let problems = Self.problems(of: organization)
      guard !problems.isEmpty, organization.isListed else { continue }
      let cells = cells(of: organization, count: titles.count)
      table.rows.append(
        SheetTable.Row(
          cells + [
            problems.map(\.text).joined(separator: "\n"),
            Self.each(problems.map(\.remedy)).joined(separator: "\n"),
          ], tone: .attention))
    }
    return table
  }

  private static let added = [SheetTable.Column("Reason"), SheetTable.Column("Remedy")]

  /// The header of the sheet without what an earlier table of this kind added, and the id, which
  /// makes each row's organization certain.
  private var titles: [String] {
    guard let sheet else {
      return [Column.id, .name, .employeeCount, .industry].map(\.title)
    }
    return kept.map { sheet.columns.header.cells[$0] }
      + (sheet.columns.positions[.id] == nil ? [Column.id.title] : [])
  }

  /// The places of the columns that are kept.
  private var kept: [Int] {
    guard let sheet else { return [] }
    let ours = Self.added.map { Column.folded($0.title) }
    return sheet.columns.header.cells.indices
      .filter { !ours.contains(Column.folded(sheet.columns.header.cells[$0])) }
  }

  private func cells(of organization: OrganizationDetails, count: Int) -> [String] {
    let known: [Column: String] = [
      .id: organization.id ?? "", .name: organization.name,
      .employeeCount: organization.employeeCount ?? "", .industry: organization.industry ?? "",
      .priority: organization.priority.map(String.init) ?? "",
    ]
    guard let sheet else {
      return [Column.id, .name, .employeeCount, .industry].map { known[$0] ?? "" }
    }
    let row = organization.row.flatMap { rows[$0] }
    let columns = Dictionary(sheet.columns.positions.map { ($0.value, $0.key) }) { one, _ in one }
    var cells = kept.map { place in
      let there = row.map { $0[place] } ?? ""
      guard there.allSatisfy(\.isWhitespace), let column = columns[place],
        row == nil || column == .id || column == .name
      else { return there }
      return known[column] ?? ""
    }
    if sheet.columns.positions[.id] == nil { cells.append(organization.id ?? "") }
    return cells
  }

  /// What is wrong with an organization and with its domains; each domain by itself, unless the
  /// organization says it already.
  private static func problems(
    of organization: OrganizationDetails
  ) -> [(text: String, remedy: String)] {
    var problems: [(text: String, remedy: String)] = []
    if organization.outcome == .unimported, let reason = organization.reason {
      problems.append((text(reason, organization.detail), reason.remedy))
    }
    for domain in organization.domains where domain.outcome == .unimported {
      guard let reason = domain.reason,
        reason != organization.reason || domain.detail != organization.detail
      else { continue }
      problems.append(("\(domain.name): \(text(reason, domain.detail))", reason.remedy))
    }
    return problems
  }

  private static func text(_ reason: Reason, _ detail: String) -> String {
    detail.isEmpty ? reason.rawValue : "\(reason.rawValue): \(detail)"
  }

  /// Each text once, in the order in which they come.
  private static func each(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
