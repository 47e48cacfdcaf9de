internal import Pipeline
package import Spreadsheets

/// What a person who has no access to the interface types into the vendor's wizard: the planned
/// organizations by name, as the wizard lists them, with its columns in its order.
package struct Worksheet {
  /// The file, in a run's folder `report`, that a person fills in.
  package static let fileName = "worksheet.xlsx"

  private let details: RunDetails

  package init(_ details: RunDetails) {
    self.details = details
  }

  /// The sheet.
  package var table: SheetTable {
    SheetTable(
      name: "Wizard",
      columns: WorksheetColumn.allCases.map(Self.column),
      rows: planned.map { organization in
        SheetTable.Row(WorksheetColumn.allCases.map { Self.cell($0, of: organization) })
      })
  }

  /// What the plan has, by name and then by id.
  private var planned: [OrganizationDetails] {
    let planned = details.organizations.filter { $0.action != nil }
    let keys = planned.map { [$0.name.lowercased(), $0.id ?? ""] }
    return planned.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
      .map { planned[$0] }
  }

  private static func column(_ column: WorksheetColumn) -> SheetTable.Column {
    switch column {
    case .done:
      SheetTable.Column(
        column.rawValue, choices: ["x"] + Reason.allCases.filter(\.isVendors).map(\.rawValue),
        takesOthers: true, isForm: true,
        hint: "x: it is Imported. A reason: it is Unimported. Empty: still to be done.")
    case .notImported:
      SheetTable.Column(
        column.rawValue, isForm: true,
        hint: "Domains that the wizard shows as Unimported, each on a line. With their reasons:"
          + " acme.com: license_limit")
    case .organization, .domain, .employeeCount, .industry, .id, .remarks:
      SheetTable.Column(column.rawValue)
    }
  }

  private static func cell(
    _ column: WorksheetColumn, of organization: OrganizationDetails
  ) -> String {
    switch column {
    case .done:
      switch organization.outcome {
      case .imported: "x"
      case .unimported: organization.reason?.rawValue ?? ""
      case .planned, .pending, .unknown, .skipped: ""
      }
    case .organization: organization.name
    case .domain: planned(organization).map(\.name).joined(separator: "\n")
    case .employeeCount: organization.employeeCount ?? ""
    case .industry: organization.industry ?? ""
    case .notImported: notImported(organization).joined(separator: "\n")
    case .id: organization.id ?? ""
    case .remarks: remarks(organization).joined(separator: "; ")
    }
  }

  private static func planned(_ organization: OrganizationDetails) -> [DomainDetails] {
    organization.domains.filter(\.isPlanned)
  }

  /// The planned domains that load did not get in, where Done does not say so of all.
  private static func notImported(_ organization: OrganizationDetails) -> [String] {
    let refused = planned(organization).filter { $0.outcome == .unimported }
    if organization.outcome == .unimported, refused.allSatisfy({ $0.reason == organization.reason })
    {
      return []
    }
    return refused.map { domain in
      domain.name + (domain.reason.map { ": \($0.rawValue)" } ?? "")
    }
  }

  private static func remarks(_ organization: OrganizationDetails) -> [String] {
    var remarks = planned(organization).flatMap(\.remarks)
    switch organization.action {
    case .adopt: remarks.append("is there already: link it")
    case .addDomains: remarks.append("is imported already: only these domains are new")
    case .create, nil: break
    }
    let left = organization.domains.filter { $0.outcome == .unimported && !$0.isPlanned }
    if !left.isEmpty {
      remarks.append("do not import \(left.map(\.name).joined(separator: ", "))")
    }
    return remarks
  }
}
