internal import HTTPTransport

/// What is walked: an index, or the part of it that filters let through.
package struct IndexQuery: Sendable, Equatable {
  /// A filter of the API.
  package struct Filter: Sendable, Equatable {
    /// Its name, with its brackets: `filter[id]`.
    package var name: String
    /// The alternatives, none of which holds a comma.
    package var values: [String]

    package init(_ name: String, _ values: [String]) {
      self.name = name
      self.values = values
    }
  }

  /// The index.
  package var endpoint: Endpoint
  /// The filters; all of them must let a row through.
  package var filters: [Filter]
  /// The order of the rows.
  package var sort: String

  package init(_ endpoint: Endpoint, filters: [Filter] = [], sort: String? = nil) {
    self.endpoint = endpoint
    self.filters = filters
    self.sort = sort ?? endpoint.sort
  }

  /// The request for a page.
  func request(page number: Int, size: Int) -> HTTPRequest {
    HTTPRequest(
      .get, endpoint.path,
      query: [
        .init("page[number]", "\(number)"), .init("page[size]", "\(size)"), .init("sort", sort),
      ] + filters.map { .init($0.name, $0.values.joined(separator: ",")) })
  }
}
