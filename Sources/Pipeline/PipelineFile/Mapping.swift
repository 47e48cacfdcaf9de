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

    /// What the domains in a cell do with those of IT Glue.
    package enum Domains: String, Sendable, CaseIterable {
      /// They take their place; those that the cell lacks are left out.
      case replace
      /// They come on top of them.
      case add
    }

    /// A value for organizations whose cell is empty.
    package struct Default: Sendable, Equatable, Encodable {
      /// The types of the organizations, whatever the case; nil for all.
      package var types: [String]?
      /// Patterns of their names, with `*` and `?`, whatever the case; nil for all.
      package var names: [String]?
      /// The Employee Count.
      package var employeeCount: String?
      /// The Industry.
      package var industry: String?

      package init(
        types: [String]? = nil, names: [String]? = nil, employeeCount: String? = nil,
        industry: String? = nil
      ) {
        self.types = types
        self.names = names
        self.employeeCount = employeeCount
        self.industry = industry
      }
    }

    /// The keys of ``columns``.
    package static let columnKeys = [
      "id", "name", "domains", "employee_count", "industry", "import", "priority",
    ]

    /// The spreadsheet, CSV or XLSX.
    package var spreadsheet: URL
    /// The sheet of a workbook; its first visible one where it is nil.
    package var sheet: String?
    /// Headers of the user's own, by what they mean; for the rest the usual ones are known.
    package var columns: [String: String]
    /// The picklists.
    package var picklists: URL
    /// The answers that a person gave, where there are any yet: which organization a row means.
    package var aliases: URL
    /// What becomes of an organization without a row.
    package var unlisted: Unlisted
    /// What the column Domains does.
    package var domains: Domains
    /// The values for empty cells; the first that fits counts.
    package var defaults: [Default]

    package init(
      spreadsheet: URL, sheet: String? = nil, columns: [String: String] = [:], picklists: URL,
      aliases: URL, unlisted: Unlisted = .skip, domains: Domains = .replace,
      defaults: [Default] = []
    ) {
      self.spreadsheet = spreadsheet
      self.sheet = sheet
      self.columns = columns
      self.picklists = picklists
      self.aliases = aliases
      self.unlisted = unlisted
      self.domains = domains
      self.defaults = defaults
    }

    init(_ section: inout YAMLMapping, pipeline: URL) throws {
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
        aliases: try section.url("aliases") ?? Self.aliases(of: pipeline),
        unlisted: try section.choice("unlisted", of: Unlisted.self) ?? .skip,
        domains: try section.choice("domains", of: Domains.self) ?? .replace,
        defaults: try section.mappings("defaults")?.map(Self.defaultValue) ?? [])
      try section.finish()
    }

    /// `onboard.aliases.yaml`, beside `onboard.yaml`.
    private static func aliases(of pipeline: URL) -> URL {
      let name = pipeline.deletingPathExtension().lastPathComponent
      return pipeline.deletingLastPathComponent().appending(path: "\(name).aliases.yaml")
    }

    private static func defaultValue(_ entry: YAMLMapping) throws -> Default {
      var entry = entry
      let value = Default(
        types: try entry.strings("types"), names: try entry.strings("names"),
        employeeCount: try entry.string("employee_count"),
        industry: try entry.string("industry"))
      try entry.finish()
      return value
    }
  }
}
