package import Pipeline

/// Where pages come from: the API, or a folder of pages saved earlier.
package protocol PageSource: Sendable {
  /// Whether rows can come and go while it is walked.
  var canChange: Bool { get }

  /// Whether it is known before any survey that it has a part of the organizations only.
  var isFiltered: Bool { get }

  /// How it is walked.
  var walking: WalkSettings { get }

  /// What the source is and which rows it has, without secrets: a finished extract with the same
  /// inputs is not made again.
  ///
  /// - Throws: A `Failure` where the source cannot be read at all.
  func inputs() async throws -> [String: String]

  /// Looks at what there is before it is walked; nil where there is nothing to find out.
  ///
  /// - Throws: A `Failure`; `CancellationError`.
  func survey() async throws -> Survey?

  /// A page of an index, counted from 1.
  ///
  /// - Parameter size: Rows a page; a source whose pages are what they are does not look at it.
  /// - Throws: A `Failure` that names the page; `CancellationError`.
  func page(_ number: Int, size: Int, of query: IndexQuery) async throws -> Page

  /// Where a page is found, for messages: its URL, without the key, or its file.
  func place(of number: Int, size: Int, in query: IndexQuery) -> String
}

/// How a source is walked.
package struct WalkSettings: Sendable, Equatable {
  /// Rows a page.
  package var pageSize = 1000
  /// How many pages are fetched side by side.
  package var concurrency = 4
  /// How often an index is walked before its rows are trusted.
  package var verify = PipelineFile.ITGlue.Verification.once
  /// The bytes after which a checkpoint is worth its syncing: what a kill costs at most to fetch
  /// again. With 0 there is one after each page.
  package var checkpointBytes = 0
  /// How many requests may go in any 5 minutes; nil where nobody counts.
  package var requestsPer5Minutes: Int?

  package init(
    pageSize: Int = 1000, concurrency: Int = 4,
    verify: PipelineFile.ITGlue.Verification = .once, checkpointBytes: Int = 0,
    requestsPer5Minutes: Int? = nil
  ) {
    self.pageSize = pageSize
    self.concurrency = concurrency
    self.verify = verify
    self.checkpointBytes = checkpointBytes
    self.requestsPer5Minutes = requestsPer5Minutes
  }
}
