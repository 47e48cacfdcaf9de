import FoundationEssentials
import Pipeline
import Synchronization
import TestSupport

@testable import Extract

/// An index in memory, whose rows may change between two pages.
final class ShiftingSource: PageSource {
  private struct State {
    var rows: [Endpoint: [Int]]
    var asked: [String] = []
  }

  private let state: Mutex<State>
  private let size: Int
  private let change: @Sendable (inout [Int], Int) throws -> Void

  /// - Parameters:
  ///   - size: Rows a page.
  ///   - change: Called before each page of the organizations with all rows and how many pages were
  ///     asked for so far.
  init(
    organizations: Int, domains: Int = 0, size: Int = 3,
    change: @escaping @Sendable (inout [Int], Int) throws -> Void = { _, _ in }
  ) {
    state = Mutex(
      State(rows: [
        .organizations: Array(0..<organizations), .domains: Array(0..<domains),
      ]))
    self.size = size
    self.change = change
  }

  var canChange: Bool { true }

  func inputs() -> [String: String] { ["source": "test"] }

  func page(_ number: Int, of endpoint: Endpoint) throws -> Page {
    try state.withLock { state in
      if endpoint == .organizations {
        try change(&state.rows[endpoint, default: []], state.asked.count)
      }
      state.asked.append("\(endpoint.rawValue) \(number)")
      let rows = state.rows[endpoint] ?? []
      let start = min((number - 1) * size, rows.count)
      return Page(
        rows: rows[start..<min(start + size, rows.count)].map(Self.row), totalCount: rows.count,
        nextPage: number * size < rows.count ? number + 1 : nil)
    }
  }

  /// The pages that were asked for, in order.
  var asked: [String] { state.withLock { $0.asked } }

  /// The organizations as they are now.
  var organizations: [Int] { state.withLock { $0.rows[.organizations] ?? [] } }

  static func row(_ number: Int) -> Page.Row {
    Page.Row(id: "\(number)", bytes: Array(#"{"id":"\#(number)"}"#.utf8))
  }
}

/// A source that answers as a test says.
struct ScriptedSource: PageSource {
  let answer: @Sendable (Int, Endpoint) throws -> Page

  var canChange: Bool { true }

  func inputs() -> [String: String] { ["source": "test"] }
  func page(_ number: Int, of endpoint: Endpoint) throws -> Page { try answer(number, endpoint) }
}

/// A run into which a source is extracted.
struct ExtractFixture {
  let folder: TemporaryFolder
  let run: RunDirectory

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory.make(at: folder.url.appending(path: "run"))
  }

  @discardableResult
  func extract(_ source: some PageSource) async throws -> Checkpoint {
    try await StageRunner(run: run, progress: { _ in }).perform(ExtractStage(source: source))
  }

  /// Leaves half a row behind what is checkpointed, as a kill in the middle of a write does.
  func tear() throws {
    for endpoint in Endpoint.allCases {
      let file = run.file(endpoint.file, of: .extract)
      guard var bytes = try? FileBytes.read(file) else { continue }
      bytes += Array(#"{"id":"99","na"#.utf8)
      try Data(bytes).write(to: file)
    }
  }

  /// The ids in a file of the stage, in order.
  func ids(_ endpoint: Endpoint = .organizations) throws -> [Int] {
    struct Row: Decodable { let id: String }
    return try JSONLines.readAll(Row.self, from: run.file(endpoint.file, of: .extract))
      .compactMap { Int($0.id) }
  }
}
