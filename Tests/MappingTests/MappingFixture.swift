import Foundation
import Pipeline
import Spreadsheets
import TestSupport
import Transform

@testable import Mapping

/// A spreadsheet and picklists in a folder, and the organizations they are held against.
struct MappingFixture {
  let folder: TemporaryFolder
  var mapping: PipelineFile.Mapping

  init(_ sheet: String = "") throws {
    folder = try TemporaryFolder()
    mapping = PipelineFile.Mapping(
      spreadsheet: try folder.write(sheet, to: "clients.csv"),
      picklists: try folder.write(
        """
        employee_count:
          - { value: 1-10, from: 1, to: 10 }
          - { value: 11+, from: 11 }
        industry:
          - { value: Legal, aliases: [Law] }
          - { value: Healthcare }
        """, to: "picklists.yaml"),
      aliases: folder.url.appending(path: "onboard.aliases.yaml"))
  }

  static func records(_ names: [String], domains: [(String, UInt64)] = []) -> ExtractedRecords {
    ExtractedRecords(
      organizations: names.enumerated().map {
        OrganizationResource(
          id: .number(UInt64($0.offset + 1)), name: $0.element, type: "Customer", status: "Active")
      },
      domains: domains.enumerated().map {
        DomainResource(
          id: .number(UInt64($0.offset + 1)), name: $0.element.0,
          organizationID: .number($0.element.1))
      })
  }

  func review(_ records: ExtractedRecords) throws -> MappingReview {
    try MappingReview(mapping, selection: .init(), records: records)
  }

  func template(
    _ records: ExtractedRecords, selection: PipelineFile.Selection = .init(),
    from old: String? = nil
  ) throws -> MappingTemplate {
    let earlier = try old.map {
      try EarlierSheet(folder.write($0, to: "old.csv"), for: mapping)
    }
    return MappingTemplate(
      mapping, picklists: try Picklists(file: mapping.picklists), selection: selection,
      records: records, earlier: earlier)
  }
}

extension MappingTemplate {
  /// The cells of the rows, by the titles of their columns, the empty ones left out.
  var filled: [[String: String]] {
    table.rows.map { row in
      Dictionary(
        uniqueKeysWithValues: zip(table.columns.map(\.title), row.cells).filter { !$0.1.isEmpty })
    }
  }
}
