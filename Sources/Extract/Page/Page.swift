package import Pipeline

/// A page of an IT Glue index, as far as walking needs it: the body as it came, and where its
/// resources stand in it.
package struct Page: Sendable, Equatable {
  /// A resource of the page.
  package struct Row: Sendable, Equatable {
    /// Its id.
    package var id: RecordID
    /// Where its bytes stand in the body.
    package var bytes: Range<Int>
    /// False where a line break stands between its tokens.
    package var isOneLine = true
  }

  /// The body, to the byte.
  package var body: [UInt8]
  /// The resources, in order.
  package var rows: [Row]
  /// How many resources there are on all pages together, where the page says so.
  package var totalCount: Int?
  /// How many pages there are, where that is known.
  package var totalPages: Int?
  /// The number that the page itself says it has.
  package var currentPage: Int?
  /// The number of the page that follows, or nil at the end.
  package var nextPage: Int?
  /// False where the page says nothing of a next one, not even that there is none.
  package var tellsNextPage = true

  package init(
    body: [UInt8] = [], rows: [Row] = [], totalCount: Int? = nil, totalPages: Int? = nil,
    currentPage: Int? = nil, nextPage: Int? = nil, tellsNextPage: Bool = true
  ) {
    self.body = body
    self.rows = rows
    self.totalCount = totalCount
    self.totalPages = totalPages
    self.currentPage = currentPage
    self.nextPage = nextPage
    self.tellsNextPage = tellsNextPage
  }

  /// The bytes of a resource, on one line.
  func line(of row: Row) -> ArraySlice<UInt8> {
    row.isOneLine ? body[row.bytes] : PageParser.minified(body[row.bytes])[...]
  }
}
