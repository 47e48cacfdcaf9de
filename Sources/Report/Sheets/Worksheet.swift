internal import FoundationEssentials
internal import Pipeline
package import Spreadsheets

/// What a person who has no access to the interface types into the vendor's wizard: the planned
/// organizations by name, as the wizard lists them, with its columns in its order.
package struct Worksheet {
  private let details: RunDetails

  package init(_ details: RunDetails) {
    self.details = details
  }

  /// The sheet.
  package var table: SheetTable {
    let planned = details.organizations.filter { $0.action != nil }
      .sorted { left, right in
        let (one, two) = (left.name.lowercased(), right.name.lowercased())
        return one == two ? (left.id ?? "") < (right.id ?? "") : one < two
      }
    return SheetTable(
      name: "Wizard",
      columns: [
        SheetTable.Column("Done", choices: ["x"], takesOthers: true, isForm: true),
        SheetTable.Column("Organization"), SheetTable.Column("Domain"),
        SheetTable.Column("Employee Count"), SheetTable.Column("Industry"),
        SheetTable.Column("IT Glue ID"), SheetTable.Column("To be looked at"),
      ],
      rows: planned.map { organization in
        let domains = organization.domains.filter(\.isPlanned)
        let left = organization.domains.filter { $0.outcome == .unimported && !$0.isPlanned }
        var remarks = domains.flatMap(\.remarks)
        if organization.action == .adopt { remarks.append("is there already: link it") }
        if !left.isEmpty {
          remarks.append("do not import \(left.map(\.name).joined(separator: ", "))")
        }
        return SheetTable.Row([
          organization.outcome == .imported ? "x" : "", organization.name,
          domains.map(\.name).joined(separator: "\n"), organization.employeeCount ?? "",
          organization.industry ?? "", organization.id ?? "", remarks.joined(separator: "; "),
        ])
      })
  }
}
