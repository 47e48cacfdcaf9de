/// The rows that a query finds, in its order, as places in the catalogue.
struct Listing: Sendable {
  /// Nil where it is simply every row in its place.
  private let places: [Int32]?
  let count: Int

  /// Finds the rows. The cost is that of looking at each row once, where anything is asked for.
  init(_ query: ListingQuery, in catalogue: some Catalogue) {
    let total = catalogue.count(of: query.collection)
    let natural: ListingQuery.Sort.Key? =
      switch query.collection {
      case .organizations: .id
      case .domains: .created
      case .organizationTypes, .organizationStatuses: nil
      }
    let needsSort = query.sort.map {
      $0.isDescending || !catalogue.isInOrder || $0.key != natural
    }
    if query.filters.isEmpty, needsSort != true {
      places = nil
      count = total
      return
    }
    var found: [(keys: RowKeys, place: Int32)] = []
    for place in 0..<total {
      let keys = catalogue.keys(of: query.collection, at: place)
      if query.filters.allSatisfy({ $0.accepts(keys) }) { found.append((keys, Int32(place))) }
    }
    if let sort = query.sort, needsSort == true {
      // Ties keep the order of the catalogue: the sort is stable, and backwards it is not reversed.
      found.sort { sort.precedes($0, $1) }
    }
    places = found.map(\.place)
    count = found.count
  }

  /// The place in the catalogue of the row at a place of this listing.
  func place(at index: Int) -> Int {
    guard let places else { return index }
    return Int(places[index])
  }
}

extension ListingQuery.Filter {
  /// Whether a row passes.
  func accepts(_ keys: RowKeys) -> Bool {
    matches(keys) != isExclusion
  }

  private func matches(_ keys: RowKeys) -> Bool {
    switch key {
    case .id: values.contains(keys.id)
    case .organization: keys.organizationID.map(values.contains) ?? false
    case .type: keys.typeID.map(values.contains) ?? false
    case .status: keys.statusID.map(values.contains) ?? false
    // Reported as exact, as substring and as partial: the loosest, so that nobody depends on it.
    case .name:
      values.contains { keys.name.lowercased().contains($0.lowercased()) }
    case .updated: isInRange(keys.updated)
    }
  }

  /// `from,to`, where `*` leaves a side open.
  private func isInRange(_ time: Timestamp) -> Bool {
    guard values.count == 2 else { return true }
    if let from = Timestamp(values[0]), time < from { return false }
    if let to = Timestamp(values[1]), to < time { return false }
    return true
  }
}

extension ListingQuery.Sort {
  fileprivate func precedes(
    _ left: (keys: RowKeys, place: Int32), _ right: (keys: RowKeys, place: Int32)
  ) -> Bool {
    let (first, second) = isDescending ? (right.keys, left.keys) : (left.keys, right.keys)
    if isBefore(first, second) { return true }
    if isBefore(second, first) { return false }
    return left.place < right.place
  }

  private func isBefore(_ left: RowKeys, _ right: RowKeys) -> Bool {
    switch key {
    case .id: RowKeys.idPrecedes(left.id, right.id)
    case .name: left.name.lowercased() < right.name.lowercased()
    case .updated: left.updated < right.updated
    case .created: left.created < right.created
    }
  }
}
