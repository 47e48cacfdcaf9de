/// A column of the worksheet for the vendor's wizard: what report writes, a person fills in, and load
/// takes back.
package enum WorksheetColumn: String, Sendable, CaseIterable {
  /// Whether the organization is imported, or why not: for a person to fill in.
  case done = "Done"
  /// Its name.
  case organization = "Organization"
  /// The domains to be imported.
  case domain = "Domain"
  /// The Employee Count to be picked.
  case employeeCount = "Employee Count"
  /// The Industry to be picked.
  case industry = "Industry"
  /// The domains that the wizard shows as Unimported: for a person to fill in.
  case notImported = "Not imported"
  /// The IT Glue id.
  case id = "IT Glue ID"
  /// What a person should know before.
  case remarks = "To be looked at"

  /// The column of a header, whatever its case and white space; nil where it is none of these.
  package init?(header: String) {
    let folded = FoldedText(header)
    guard let column = Self.allCases.first(where: { FoldedText($0.rawValue) == folded }) else {
      return nil
    }
    self = column
  }
}
