import FoundationEssentials
import Pipeline
import Spreadsheets
import TestSupport

@testable import Transform

/// What the tests write down often.
enum Samples {
  /// A sheet called `clients.csv` from a header and rows, the header in row 1.
  static func sheet(_ header: [String], _ rows: [[String]]) throws -> Spreadsheet {
    var sheet = Spreadsheet(
      name: "clients.csv", columns: try Columns(in: SheetRow(number: 1, cells: header)))
    for (position, cells) in rows.enumerated() {
      sheet.append(SheetRow(number: position + 2, cells: cells))
    }
    return sheet
  }

  /// A sheet of ids and names, with values that resolve.
  static func sheet(rows: [(id: String, name: String)]) throws -> Spreadsheet {
    try sheet(
      ["IT Glue ID", "Name", "Employee Count", "Industry"],
      rows.map { [$0.id, $0.name, "11-25", "Legal"] })
  }

  /// The picklists that are shipped.
  static func picklists() throws -> Picklists {
    try Picklists(file: Repository.url.appending(path: "pipelines/picklists.yaml"))
  }

  /// An organization.
  static func organization(
    _ id: UInt64, _ name: String, type: String? = "Customer", status: String? = "Active"
  ) -> OrganizationResource {
    OrganizationResource(id: .number(id), name: name, type: type, status: status)
  }
}
