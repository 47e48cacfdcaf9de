/// What the spreadsheet has for an organization.
package enum Match: Sendable, Equatable {
  /// The row with its IT Glue id.
  case byID(Spreadsheet.Row)
  /// The row of which a person said before that it means this organization.
  case byAlias(Spreadsheet.Row)
  /// The row with its name, which has no id.
  case byName(Spreadsheet.Row)
  /// The row with one of its domains, and with a name that no organization has.
  case byDomain(Spreadsheet.Row)
  /// More than one row, or a row that may mean another organization: none is applied.
  case ambiguous(Ambiguity)
  /// No row.
  case unlisted
}

/// Why a person has to say which row belongs to which organization.
package enum Ambiguity: Sendable, Equatable {
  /// Several rows have the organization's id.
  case sameID(String, rows: [Int])
  /// Several rows have its name, or several organizations of this name have no row of their own.
  case sameName(String, rows: [Int], organizations: [String])
  /// Several rows have its domains, or several organizations have those of the row.
  case sameDomain([String], rows: [Int], organizations: [String])

  /// The rows, in the sheet's order.
  package var rows: [Int] {
    switch self {
    case .sameID(_, let rows), .sameName(_, let rows, _), .sameDomain(_, let rows, _): rows
    }
  }

  /// The ambiguity in words, for a sheet of this name.
  package func text(sheet: String) -> String {
    switch self {
    case .sameID(let id, let rows):
      "\(Self.name(of: rows, in: sheet)) have the id \(id)"
    case .sameName(let name, let rows, let organizations):
      Self.text(rows, sheet, "the name “\(name)”", organizations)
    case .sameDomain(let domains, let rows, let organizations):
      Self.text(
        rows, sheet, "the \(domains.count == 1 ? "domain" : "domains") \(domains.listed)",
        organizations)
    }
  }

  private static func text(
    _ rows: [Int], _ sheet: String, _ what: String, _ organizations: [String]
  ) -> String {
    let verb = rows.count == 1 ? "has" : "have"
    let text = "\(Self.name(of: rows, in: sheet)) \(verb) \(what)"
    return organizations.count > 1
      ? "\(text), as have the organizations \(organizations.listed)" : text
  }

  private static func name(of rows: [Int], in sheet: String) -> String {
    "\(sheet) \(rows.count == 1 ? "row" : "rows") \(rows.map { String($0) }.listed)"
  }
}
