internal import FoundationEssentials
internal import Pipeline

/// The rules of a selection that IT Glue can apply itself. They save requests and nothing rests on
/// them: transform applies all rules again to the rows that come.
struct SelectionFilters {
  /// Ids in one filter: more make an URL that is too long for what stands in between.
  private static let mostIDs = 100

  /// A rule and its filter.
  struct Rule: Encodable {
    /// Its key in the pipeline file.
    var key: String
    /// The name of its filter.
    var filter: String
    /// The values of the filter.
    var values: Values
  }

  /// Where the values of a filter come from.
  enum Values: Encodable {
    /// They are these.
    case given([String])
    /// They are the ids of what has these names at a path.
    case named([FoldedText], path: String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .given(let values): try container.encode(values)
      case .named(let names, _): try container.encode(names.map(\.text))
      }
    }
  }

  /// The rules in the order in which they leave organizations out.
  let rules: [Rule]

  init(_ selection: PipelineFile.Selection) {
    var rules: [Rule] = []
    func add(_ key: String, _ filter: String, _ ids: [String]) {
      // What is no number would match nothing or break the list.
      let isSafe = ids.allSatisfy { if case .number? = RecordID($0) { true } else { false } }
      guard !ids.isEmpty, ids.count <= Self.mostIDs, isSafe else { return }
      rules.append(
        Rule(
          key: key, filter: filter,
          values: .given(ids.compactMap(RecordID.init).map(\.description).sorted())))
    }
    // Names are no filter: nobody knows whether IT Glue compares them whole or in part.
    if selection.includeNames == nil { add("include", Self.idFilter, selection.include ?? []) }
    add("exclude", "filter[exclude][id]", selection.exclude)
    func add(_ key: String, _ filter: String, named names: [String]?, path: String) {
      guard let names, !names.isEmpty else { return }
      let folded = Set(names.map { FoldedText($0) }).sorted { $0.text < $1.text }
      rules.append(Rule(key: key, filter: filter, values: .named(folded, path: path)))
    }
    add(
      "types", "filter[organization_type_id]", named: selection.types, path: "/organization_types")
    add(
      "statuses", "filter[organization_status_id]", named: selection.statuses,
      path: "/organization_statuses")
    if let since = selection.updatedSince.flatMap(Timestamp.date) {
      rules.append(
        Rule(
          key: "updated_since", filter: Self.updatedFilter,
          values: .given([Timestamp.text(since), "*"])))
    }
    self.rules = rules
  }

  /// The filter by time: from, to; `*` leaves a side open.
  static let idFilter = "filter[id]"
  static let updatedFilter = "filter[updated_at]"

  /// The rules as text that is the same for the same rules.
  var canonicalText: String {
    get throws {
      rules.isEmpty ? "" : String(decoding: try JSONLines.encoder().encode(rules), as: UTF8.self)
    }
  }
}
