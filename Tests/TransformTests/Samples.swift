import FoundationEssentials
import Pipeline

@testable import Transform

/// What the tests write down often.
enum Samples {
  /// A sheet called `clients.csv` from a header and rows, the header in row 1.
  static func sheet(_ header: [String], _ rows: [[String]]) throws -> Spreadsheet {
    var sheet = try Spreadsheet(
      name: "clients.csv", header: CSVRecord(row: 1, cells: header))
    for (position, cells) in rows.enumerated() {
      sheet.append(CSVRecord(row: position + 2, cells: cells))
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
    let repository = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try Picklists(file: repository.appending(path: "pipelines/picklists.yaml"))
  }

  /// An organization.
  static func organization(
    _ id: UInt64, _ name: String, type: String? = "Customer", status: String? = "Active"
  ) -> OrganizationResource {
    OrganizationResource(id: .number(id), name: name, type: type, status: status)
  }

  /// All records of a text, read in blocks of `size` bytes.
  static func records(
    of text: String, by delimiter: CSVDelimiter = .comma, blocksOf size: Int = .max
  ) throws -> [CSVRecord] {
    try records(of: Array(text.utf8), by: delimiter, blocksOf: size)
  }

  /// All records of some bytes, read in blocks of `size` bytes.
  static func records(
    of bytes: [UInt8], by delimiter: CSVDelimiter = .comma, blocksOf size: Int = .max
  ) throws -> [CSVRecord] {
    var reader = CSVReader(delimiter: delimiter)
    var records: [CSVRecord] = []
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        var block = rest.prefix(size)
        rest = rest.dropFirst(size)
        while let record = try reader.next(in: &block) { records.append(record) }
      }
    }
    if let last = try reader.finish() { records.append(last) }
    return records
  }
}
