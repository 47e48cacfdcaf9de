/// What the spreadsheet has for an organization.
package enum Match: Sendable, Equatable {
  /// The row with its IT Glue id.
  case byID(Spreadsheet.Row)
  /// The row with its name, which has no id.
  case byName(Spreadsheet.Row)
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

  /// The ambiguity in words, for a sheet of this name.
  package func text(sheet: String) -> String {
    switch self {
    case .sameID(let id, let rows):
      return "\(Self.name(of: rows, in: sheet)) have the id \(id)"
    case .sameName(let name, let rows, let organizations):
      let verb = rows.count == 1 ? "has" : "have"
      let named = "\(Self.name(of: rows, in: sheet)) \(verb) the name “\(name)”"
      guard organizations.count > 1 else { return named }
      return "\(named), as have the organizations \(organizations.listed)"
    }
  }

  private static func name(of rows: [Int], in sheet: String) -> String {
    "\(sheet) \(rows.count == 1 ? "row" : "rows") \(rows.map { String($0) }.listed)"
  }
}
