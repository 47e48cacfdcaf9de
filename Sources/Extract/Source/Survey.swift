package import FoundationEssentials
package import Pipeline

/// What there is in IT Glue, found out by a few small requests before anything is walked.
package struct Survey: Sendable, Equatable {
  /// The organization that was changed last, and when.
  package struct Newest: Sendable, Equatable {
    package var id: RecordID
    package var updated: Date

    package init(id: RecordID, updated: Date) {
      self.id = id
      self.updated = updated
    }

    /// Reads it from a resource; nil where that does not say when it was changed.
    init?(id: RecordID, row: ArraySlice<UInt8>) {
      struct Resource: Decodable {
        struct Attributes: Decodable {
          var updated: String?
          enum CodingKeys: String, CodingKey { case updated = "updated-at" }
        }
        var attributes: Attributes
      }
      guard let resource = try? JSONDecoder().decode(Resource.self, from: Data(row)),
        let updated = resource.attributes.updated.flatMap(Timestamp.date)
      else { return nil }
      self.init(id: id, updated: updated)
    }
  }

  /// How many organizations there are.
  package var organizations: Int
  /// How many of them the filters let through.
  package var wanted: Int
  /// How many domains there are.
  package var domains: Int
  /// The filters that stand for the selection.
  package var filters: [IndexQuery.Filter]
  /// How many organizations each rule of the selection leaves out by its filter, by its key in the
  /// pipeline file. One that several leave out counts for the first of them.
  package var leftOut: [String: Int]
  /// The organization that was changed last.
  package var newest: Newest?
  /// What a person should know of the selection.
  package var remarks: [String]

  /// What it counts, by the names of the checkpoint's counts.
  var counts: [String: Int] {
    var counts = [
      "organizations.there": organizations, Checkpoint.filteredCount: filters.isEmpty ? 0 : 1,
    ]
    for (rule, count) in leftOut { counts["organizations.left_out.\(rule)"] = count }
    if let newest { counts[Baseline.newestCount] = Int(newest.updated.timeIntervalSince1970) }
    return counts
  }
}

/// Finds out what there is.
struct Surveyor {
  let selection: PipelineFile.Selection
  /// Fetches the first page of an index, of so many rows.
  let page: (Int, IndexQuery) async throws -> Page
  /// Fetches the names of the organization types or statuses; nil where not all are told.
  let names: (String) async throws -> [NamedID]?

  func survey() async throws -> Survey {
    let newest = try await page(1, IndexQuery(.organizations, sort: "-updated_at"))
    let domains = try await count(IndexQuery(.domains))
    var survey = Survey(
      organizations: newest.totalCount ?? 0, wanted: newest.totalCount ?? 0, domains: domains,
      filters: [], leftOut: [:], newest: Self.newest(in: newest), remarks: [])
    for rule in SelectionFilters(selection).rules {
      let filter: IndexQuery.Filter
      switch rule.values {
      case .given(let values):
        filter = IndexQuery.Filter(rule.filter, values)
        if rule.filter == SelectionFilters.updatedFilter,
          try await hides(filter, survey.newest, since: values.first)
        {
          survey.remarks.append("organizations.\(rule.key): IT Glue's filter by time fails")
          continue
        }
      case .named(let wanted, let path):
        // With some of the names alone a filter would hide organizations that are wanted.
        guard let known = try await names(path) else { continue }
        survey.remarks += Self.remarks(on: wanted, among: known, key: rule.key)
        let ids = known.filter { wanted.contains(FoldedText($0.name)) }.map(\.id)
        // Without a value the filter would let all through: the rows are judged later anyway.
        guard !ids.isEmpty else { continue }
        filter = IndexQuery.Filter(rule.filter, ids)
      }
      survey.filters.append(filter)
      let left = try await count(IndexQuery(.organizations, filters: survey.filters))
      survey.leftOut[rule.key] = max(0, survey.wanted - left)
      survey.wanted = left
    }
    return survey
  }

  /// Whether a filter by time hides the organization that was changed last, which it must not.
  private func hides(
    _ filter: IndexQuery.Filter, _ newest: Survey.Newest?, since: String?
  ) async throws -> Bool {
    guard let newest, let since = since.flatMap(Timestamp.date), newest.updated >= since else {
      return false
    }
    let found = try await page(
      1, IndexQuery(.organizations, filters: [filter], sort: "-updated_at"))
    return Self.newest(in: found).map { $0.updated < newest.updated } ?? true
  }

  private func count(_ query: IndexQuery) async throws -> Int {
    try await page(1, query).totalCount ?? 0
  }

  private static func newest(in page: Page) -> Survey.Newest? {
    page.rows.first.flatMap { Survey.Newest(id: $0.id, row: page.line(of: $0)) }
  }

  private static func remarks(
    on wanted: [FoldedText], among known: [NamedID], key: String
  ) -> [String] {
    let names = Set(known.map { FoldedText($0.name) })
    let list = known.map(\.name).sorted().prefix(20).joined(separator: ", ")
    return wanted.filter { !names.contains($0) }.map {
      "organizations.\(key): IT Glue has no “\($0.text)”; it has \(list)"
    }
  }
}
