/// Which rows of a collection a request asks for, and in which order.
///
/// An unknown filter is ignored, as IT Glue does, and so is a sort that a collection does not know.
struct ListingQuery: Sendable, Hashable {
  let collection: ITGlueCollection
  private(set) var sort: Sort?
  private(set) var filters: [Filter] = []

  /// An order of rows.
  struct Sort: Sendable, Hashable {
    enum Key: String, Sendable {
      case id, name
      case updated = "updated_at"
      case created = "created_at"
    }

    let key: Key
    let isDescending: Bool
  }

  /// A condition; its values are alternatives.
  struct Filter: Sendable, Hashable {
    enum Key: String, Sendable {
      case id, name
      case organization = "organization_id"
      case type = "organization_type_id"
      case status = "organization_status_id"
      case updated = "updated_at"
    }

    let key: Key
    let values: [String]
    var isExclusion = false
  }

  /// Reads `sort`, `filter[…]` and `filter[exclude][…]`.
  init(_ collection: ITGlueCollection, _ query: QueryParameters) {
    self.collection = collection
    if let text = query["sort"], let key = Sort.Key(rawValue: text.trimming("-")),
      collection != .domains || key == .updated || key == .created
    {
      sort = Sort(key: key, isDescending: text.hasPrefix("-"))
    }
    for parameter in query.all where parameter.name.hasPrefix("filter[") {
      let path = parameter.name.dropFirst(6).split { $0 == "[" || $0 == "]" }
      let isExclusion = path.count == 2 && path.first == "exclude"
      guard let name = path.last, isExclusion || path.count == 1,
        let key = Filter.Key(rawValue: String(name)), Self.knows(key, in: collection)
      else { continue }
      filters.append(
        Filter(key: key, values: Self.values(parameter.value), isExclusion: isExclusion))
    }
  }

  /// One row by its id.
  init(_ collection: ITGlueCollection, id: String) {
    self.collection = collection
    filters = [Filter(key: .id, values: [id])]
  }

  /// The domains of one organization; filters do not work on the nested route.
  init(domainsOf organizationID: String) {
    collection = .domains
    filters = [Filter(key: .organization, values: [organizationID])]
  }

  /// The same rows as if nothing had been filtered.
  var withoutFilters: ListingQuery {
    var query = self
    query.filters = []
    return query
  }

  private static func knows(_ key: Filter.Key, in collection: ITGlueCollection) -> Bool {
    switch collection {
    case .organizations: key != .organization
    case .domains: key == .id || key == .organization
    case .organizationTypes, .organizationStatuses: key == .id || key == .name
    }
  }

  /// The values of a filter: a comma means "or", `\,` is a comma.
  private static func values(_ text: String) -> [String] {
    var values = [""]
    var isEscaped = false
    for character in text {
      if isEscaped {
        values[values.count - 1] += character == "," ? "," : "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "," {
        values.append("")
      } else {
        values[values.count - 1].append(character)
      }
    }
    return values
  }
}

extension String {
  /// The text without a leading character.
  fileprivate func trimming(_ prefix: Character) -> String {
    first == prefix ? String(dropFirst()) : self
  }
}
