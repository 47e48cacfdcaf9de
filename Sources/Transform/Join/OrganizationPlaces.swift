package import Pipeline

/// Where each organization stands in IT Glue's list, from 0.
package struct OrganizationPlaces: Sendable {
  /// How many organizations there are.
  package private(set) var count = 0
  private var table = IDTable()

  package init() {}

  /// Adds the next organization. Of two with one id the first one counts.
  package mutating func add(_ id: RecordID) {
    _ = table.insert(id, count)
    count += 1
  }

  /// Begins to fetch what an organization that is sought soon will need.
  func prefetch(_ id: RecordID) { table.prefetch(id) }

  /// The place of an organization; nil where it is not in the list.
  package subscript(id: RecordID) -> Int? { table[id] }
}
