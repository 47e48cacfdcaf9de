package import Pipeline

/// What a column of the spreadsheet can hold, found by its header. Other columns are left alone.
package enum Column: Int, Sendable, CaseIterable {
  case id, name, domains, employeeCount, industry
  case isWanted, priority

  /// The header as we write it.
  package var title: String {
    switch self {
    case .id: "IT Glue ID"
    case .name: "Name"
    case .domains: "Domains"
    case .employeeCount: "Employee Count"
    case .industry: "Industry"
    case .isWanted: "Import"
    case .priority: "Priority"
    }
  }

  /// Its key under `mapping.columns` of the pipeline file.
  package var key: String {
    switch self {
    case .id: "id"
    case .name: "name"
    case .domains: "domains"
    case .employeeCount: "employee_count"
    case .industry: "industry"
    case .isWanted: "import"
    case .priority: "priority"
    }
  }

  /// The headers that mean the same, as client lists have them. Compared as ``folded(_:)`` makes
  /// them, so that `No. of Employees:` is `no of employees`.
  package var synonyms: [String] {
    switch self {
    case .id:
      [
        "ITGlue ID", "IT Glue Org ID", "IT Glue Organization ID", "IT Glue Organisation ID",
        "Organization ID", "Organisation ID", "Org ID", "ID", "organization_id", "itglue_id",
      ]
    case .name:
      [
        "Company", "Company Name", "Client", "Client Name", "Organization", "Organization Name",
        "Organisation", "Organisation Name", "Org", "Org Name", "Customer", "Customer Name",
        "Account", "Account Name", "Business Name",
      ]
    case .domains:
      ["Domain", "Domain Name", "Domain Names", "Domain(s)", "Email Domain", "Email Domains"]
    case .employeeCount:
      [
        "Employees", "# Employees", "# of Employees", "No of Employees", "Nr of Employees",
        "Number of Employees", "Num Employees", "Total Employees", "Employee Range",
        "Employee Size", "Headcount", "Head Count", "Company Size", "Staff", "Staff Count",
        "FTE", "FTEs", "Seats", "Users",
      ]
    case .industry:
      [
        "Vertical", "Industry Vertical", "Industry Type", "Industry Name", "Sector",
        "Business Type", "Business Sector",
      ]
    case .isWanted:
      ["Include", "Onboard", "Import (yes/no)", "Import yes/no", "Import (y/n)"]
    case .priority:
      ["Prio", "Rank", "Import Priority"]
    }
  }

  /// The column that a header names.
  package init?(header: String) {
    guard let column = Self.byHeader[Self.folded(header)] else { return nil }
    self = column
  }

  /// A header as it is compared: whatever its case and white space, with underscores as spaces and
  /// without full stops, colons, question marks and asterisks.
  package static func folded(_ header: String) -> FoldedText {
    FoldedText(
      String(
        header.compactMap { character in
          switch character {
          case "_": " "
          case ".", ":", "*", "?": nil
          default: character
          }
        }))
  }

  private static let byHeader: [FoldedText: Column] = {
    var columns: [FoldedText: Column] = [:]
    for column in allCases {
      for header in [column.title] + column.synonyms { columns[folded(header)] = column }
    }
    return columns
  }()
}
