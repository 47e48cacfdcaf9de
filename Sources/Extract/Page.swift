/// A page of an IT Glue index, as far as walking needs it.
package struct Page: Sendable, Equatable {
  /// A resource.
  package struct Row: Sendable, Equatable {
    /// Its id.
    package var id: String
    /// Its bytes as IT Glue sent them, on one line.
    package var bytes: [UInt8]

    package init(id: String, bytes: [UInt8]) {
      self.id = id
      self.bytes = bytes
    }
  }

  /// The resources, in order.
  package var rows: [Row]
  /// How many there are on all pages together, where the page says so.
  package var totalCount: Int?
  /// The number of the page that follows, or nil at the end.
  package var nextPage: Int?

  package init(rows: [Row], totalCount: Int?, nextPage: Int?) {
    self.rows = rows
    self.totalCount = totalCount
    self.nextPage = nextPage
  }
}
