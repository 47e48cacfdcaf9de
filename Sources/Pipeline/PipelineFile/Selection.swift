extension PipelineFile {
  /// Which organizations are wanted: those that every rule lets through.
  package struct Selection: Sendable, Equatable, Codable {
    /// The only ids that are let through, nil for all; and those of ``includeNames``.
    package var include: [String]?
    /// The only names that are let through, whatever the case, nil for all; and those of
    /// ``include``.
    package var includeNames: [String]?
    /// The ids that are left out.
    package var exclude: [String]
    /// The names that are left out, whatever the case.
    package var excludeNames: [String]
    /// The types, by name and whatever the case; nil for all.
    package var types: [String]?
    /// The statuses, by name and whatever the case; nil for all.
    package var statuses: [String]?
    /// The time since which they must have been changed, as `2026-01-31` or
    /// `2026-01-31T12:00:00Z`.
    package var updatedSince: String?
    /// How many are taken at most, the first of those that the other rules let through.
    package var limit: Int?

    package init(
      include: [String]? = nil, includeNames: [String]? = nil, exclude: [String] = [],
      excludeNames: [String] = [], types: [String]? = nil, statuses: [String]? = nil,
      updatedSince: String? = nil, limit: Int? = nil
    ) {
      self.include = include
      self.includeNames = includeNames
      self.exclude = exclude
      self.excludeNames = excludeNames
      self.types = types
      self.statuses = statuses
      self.updatedSince = updatedSince
      self.limit = limit
    }

    init(_ given: inout YAMLMapping?) throws {
      self.init()
      guard var section = given else { return }
      include = try section.strings("include")
      includeNames = try section.strings("include_names")
      exclude = try section.strings("exclude") ?? []
      excludeNames = try section.strings("exclude_names") ?? []
      types = try section.strings("types")
      statuses = try section.strings("statuses")
      updatedSince = try section.string("updated_since")
      if let updatedSince, Timestamp.date(updatedSince) == nil {
        throw section.error(
          "is “\(updatedSince)”: a date is wanted", at: "updated_since",
          remedy: "write it like 2026-01-31 or 2026-01-31T12:00:00Z")
      }
      limit = try section.integer("limit", in: 1...Int.max)
      try section.finish()
    }

    enum CodingKeys: String, CodingKey {
      case include
      case includeNames = "include_names"
      case exclude
      case excludeNames = "exclude_names"
      case types, statuses
      case updatedSince = "updated_since"
      case limit
    }
  }
}
