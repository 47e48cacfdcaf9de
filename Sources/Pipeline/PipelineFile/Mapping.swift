package import struct FoundationEssentials.URL

extension PipelineFile {
  /// The spreadsheet that carries Employee Count and Industry, and the values they may have.
  package struct Mapping: Sendable, Equatable {
    /// What becomes of an organization without a row.
    package enum Unlisted: String, Sendable, CaseIterable {
      /// It is skipped, and counted in one line.
      case skip
      /// It is reported as Unimported: its values are missing.
      case report
    }

    /// The keys of ``columns``.
    package static let columnKeys = ["id", "name", "employee_count", "industry", "priority"]

    /// The spreadsheet, CSV or XLSX.
    package var spreadsheet: URL
    /// The sheet of a workbook; its first visible one where it is nil.
    package var sheet: String?
    /// Headers of the user's own, by what they mean; for the rest the usual ones are known.
    package var columns: [String: String]
    /// The picklists.
    package var picklists: URL
    /// What becomes of an organization without a row.
    package var unlisted: Unlisted

    package init(
      spreadsheet: URL, sheet: String? = nil, columns: [String: String] = [:], picklists: URL,
      unlisted: Unlisted = .skip
    ) {
      self.spreadsheet = spreadsheet
      self.sheet = sheet
      self.columns = columns
      self.picklists = picklists
      self.unlisted = unlisted
    }

    init(_ section: inout YAMLMapping) throws {
      guard let spreadsheet = try section.url("spreadsheet") else {
        throw section.missing("spreadsheet")
      }
      guard let picklists = try section.url("picklists") else {
        throw section.missing("picklists")
      }
      var columns: [String: String] = [:]
      if var section = try section.mapping("columns") {
        for key in Self.columnKeys { columns[key] = try section.string(key) }
        try section.finish()
      }
      self.init(
        spreadsheet: spreadsheet, sheet: try section.string("sheet"), columns: columns,
        picklists: picklists,
        unlisted: try section.choice("unlisted", of: Unlisted.self) ?? .skip)
      try section.finish()
    }
  }
}
