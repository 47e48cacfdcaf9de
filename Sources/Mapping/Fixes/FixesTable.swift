package import Pipeline
package import Report
package import Spreadsheets
internal import Transform

/// What stayed out of a run, in the form of the spreadsheet that came in, with a reason and a remedy
/// for each row: to be mended there, given back, and run again.
package struct FixesTable: Sendable {
  /// A column that is kept: its place in the sheet, and what it is known for.
  private struct Kept: Sendable {
    var place: Int
    var column: Column?
  }

  private let sheet: Spreadsheet?
  /// The places of the sheet's rows by their numbers.
  private let rows: [Int: Int]
  private let kept: [Kept]

  /// Reads the spreadsheet of a run.
  ///
  /// - Parameter mapping: The mapping of the run's pipeline file; nil where it has none.
  /// - Throws: `FileError`, ``SheetError``, ``HeaderError``.
  package init(_ mapping: PipelineFile.Mapping?, of run: RunDirectory) throws {
    guard let mapping else {
      sheet = nil
      rows = [:]
      kept = []
      return
    }
    let sheet = try SpreadsheetReader(mapping).read().sheet
    self.sheet = sheet
    kept = Self.kept(of: sheet.columns)
    // A sheet that was changed since has other rows under the numbers that the run knows.
    let then = try run.readCheckpoint(of: .transform)?.inputs[TransformStage.spreadsheetInput]
    let isTheSame = then == (try Digest.of(file: mapping.spreadsheet).text)
    rows = isTheSame ? Self.places(in: sheet) : [:]
  }

  /// The rows of the organizations of which something stayed out; none where nothing did.
  package func table(_ details: RunDetails) -> SheetTable {
    var table = SheetTable(
      name: "To be mended", columns: titles.map { SheetTable.Column($0) } + Self.added)
    let organizations = details.organizations
    // By place: there may be many, and few of them are copied out.
    for place in organizations.indices where organizations[place].isListed {
      let problems = Problems(of: organizations[place])
      guard !problems.texts.isEmpty else { continue }
      var cells = cells(of: organizations[place])
      cells.append(problems.texts.joined(separator: "\n"))
      cells.append(problems.remedies.joined(separator: "\n"))
      table.rows.append(SheetTable.Row(cells, tone: .attention))
    }
    return table
  }

  private static let added = [SheetTable.Column("Reason"), SheetTable.Column("Remedy")]
  /// What there is without a sheet.
  private static let ours: [Column] = [.id, .name, .employeeCount, .industry]

  /// The header of the sheet without what an earlier table of this kind added, and the id, which
  /// makes each row's organization certain.
  private var titles: [String] {
    guard let sheet else { return Self.ours.map(\.title) }
    return kept.map { sheet.columns.header.cells[$0.place] }
      + (sheet.columns[.id] == nil ? [Column.id.title] : [])
  }

  private static func kept(of columns: Columns) -> [Kept] {
    let ours = added.map { Column.folded($0.title) }
    let header = columns.header.cells
    return header.indices.filter { !ours.contains(Column.folded(header[$0])) }
      .map { place in
        Kept(place: place, column: Column.allCases.first { columns[$0] == place })
      }
  }

  private static func places(in sheet: Spreadsheet) -> [Int: Int] {
    var places: [Int: Int] = [:]
    places.reserveCapacity(sheet.rows.count)
    // From behind, so that of two rows with one number the first one counts.
    for place in sheet.rows.indices.reversed() { places[sheet.number(ofRowAt: place)] = place }
    return places
  }

  private func cells(of organization: OrganizationDetails) -> [String] {
    guard let sheet else { return Self.ours.map { Self.known($0, of: organization) } }
    let row = organization.row.flatMap { rows[$0] }.map { sheet.rows[$0] }
    var cells = kept.map { kept in
      let there = row.map { $0[kept.place] } ?? ""
      guard Self.isBlank(there), let column = kept.column,
        row == nil || column == .id || column == .name
      else { return there }
      return Self.known(column, of: organization)
    }
    if sheet.columns[.id] == nil { cells.append(organization.id ?? "") }
    return cells
  }

  /// What the run knows for a column.
  private static func known(_ column: Column, of organization: OrganizationDetails) -> String {
    switch column {
    case .id: organization.id ?? ""
    case .name: organization.name
    case .employeeCount: organization.employeeCount ?? ""
    case .industry: organization.industry ?? ""
    case .priority: organization.priority.map(String.init) ?? ""
    case .domains, .isWanted: ""
    }
  }

  private static func isBlank(_ cell: String) -> Bool {
    // Most cells begin with a letter or a digit, which needs no table to tell.
    if let first = cell.utf8.first, (0x21..<0x7F).contains(first) { return false }
    return cell.allSatisfy(\.isWhitespace)
  }
}

/// What is wrong with an organization and with its domains; each domain by itself, unless the
/// organization says it already.
private struct Problems {
  private(set) var texts: [String] = []
  /// Each once, in the order in which they come.
  private(set) var remedies: [String] = []

  init(of organization: OrganizationDetails) {
    if organization.outcome == .unimported, let reason = organization.reason {
      add(reason, organization.detail)
    }
    let domains = organization.domains
    for place in domains.indices where domains[place].outcome == .unimported {
      guard let reason = domains[place].reason,
        reason != organization.reason || domains[place].detail != organization.detail
      else { continue }
      add(reason, domains[place].detail, of: domains[place].name)
    }
  }

  private mutating func add(_ reason: Reason, _ detail: String, of domain: String? = nil) {
    let text = detail.isEmpty ? reason.rawValue : "\(reason.rawValue): \(detail)"
    texts.append(domain.map { "\($0): \(text)" } ?? text)
    if !remedies.contains(reason.remedy) { remedies.append(reason.remedy) }
  }
}
