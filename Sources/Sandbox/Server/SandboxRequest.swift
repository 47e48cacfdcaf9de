/// A request as both services see it, free of the HTTP library.
struct SandboxRequest: Sendable {
  var method = "GET"
  /// The path without the query: `/organizations`.
  var path: String
  var query = QueryParameters("")
  /// The host and port that the client spoke to, for absolute links.
  var host: String
  /// The headers, names in lower case.
  var headers: [String: String] = [:]
  var body: [UInt8] = []

  /// The pieces of the path, `["organizations", "5"]`.
  var components: [Substring] { path.split(separator: "/") }
}
