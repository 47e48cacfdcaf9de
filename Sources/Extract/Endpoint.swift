internal import HTTPTransport

/// The two indexes of IT Glue that are walked.
package enum Endpoint: String, Sendable, CaseIterable {
  case organizations, domains

  /// The path of the index.
  var path: String { "/\(rawValue)" }

  /// The sort that makes pages follow each other: of domains, IT Glue sorts by times only.
  var sort: String {
    switch self {
    case .organizations: "id"
    case .domains: "created_at"
    }
  }

  /// The name of the file that the rows go to.
  package var file: String { "\(rawValue).jsonl" }
}
