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

    /// The spreadsheet.
    package var spreadsheet: URL
    /// The picklists.
    package var picklists: URL
    /// What becomes of an organization without a row.
    package var unlisted: Unlisted

    package init(spreadsheet: URL, picklists: URL, unlisted: Unlisted = .skip) {
      self.spreadsheet = spreadsheet
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
      self.init(
        spreadsheet: spreadsheet, picklists: picklists,
        unlisted: try section.choice("unlisted", of: Unlisted.self) ?? .skip)
      try section.finish()
    }
  }
}
