internal import Pipeline

/// What a column of the spreadsheet can hold, found by its header. Other columns are left alone.
package enum Column: Int, Sendable, CaseIterable {
  case id, name, employeeCount, industry, priority

  /// The header as we write it.
  package var title: String {
    switch self {
    case .id: "IT Glue ID"
    case .name: "Name"
    case .employeeCount: "Employee Count"
    case .industry: "Industry"
    case .priority: "Priority"
    }
  }

  /// The headers that mean the same.
  package var synonyms: [String] {
    switch self {
    case .id: ["ITGlue ID", "Organization ID", "ID"]
    case .name: ["Company", "Client", "Organization", "Organization Name", "Customer"]
    case .employeeCount: ["Employees", "# Employees", "Headcount"]
    case .industry: ["Vertical"]
    case .priority: []
    }
  }

  /// The column that a header names, whatever its case and white space.
  package init?(header: String) {
    guard let column = Self.byHeader[FoldedText(header)] else { return nil }
    self = column
  }

  private static let byHeader: [FoldedText: Column] = {
    var columns: [FoldedText: Column] = [:]
    for column in allCases {
      for header in [column.title] + column.synonyms { columns[FoldedText(header)] = column }
    }
    return columns
  }()
}
