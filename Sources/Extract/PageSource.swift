/// Where pages come from: the API, or a folder of pages saved earlier.
package protocol PageSource: Sendable {
  /// Whether rows can come and go while it is walked.
  var canChange: Bool { get }

  /// What the source is and which rows it has, without secrets: a finished extract with the same
  /// inputs is not made again.
  ///
  /// - Throws: A `Failure` where the source cannot be read at all.
  func inputs() throws -> [String: String]

  /// A page of an index, counted from 1.
  ///
  /// - Throws: A `Failure` that names the page; `CancellationError`.
  func page(_ number: Int, of endpoint: Endpoint) async throws -> Page
}
