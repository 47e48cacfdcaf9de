import FoundationEssentials
import Pipeline
import Synchronization
import TestSupport

@testable import Extract

/// A walk of the organizations into a file, whose last position is kept like a checkpoint's.
final class WalkFixture: Sendable {
  private let folder: TemporaryFolder
  private let kept = Mutex(Walk.Position())
  private let told = Mutex<[ProgressEvent]>([])

  init() throws { folder = try TemporaryFolder() }

  var file: URL { folder.url.appending(path: "organizations.jsonl") }
  /// The last position that was made durable.
  var position: Walk.Position { kept.withLock { $0 } }
  /// What the walk told.
  var events: [ProgressEvent] { told.withLock { $0 } }

  func text() throws -> String { try folder.text("organizations.jsonl") }

  /// The ids in the file, in order.
  func ids() throws -> [Int] {
    struct Row: Decodable {
      let id: String
    }
    return try JSONLines.readAll(Row.self, from: file).compactMap { Int($0.id) }
  }

  /// Walks from the last position.
  @discardableResult
  func run(_ source: some PageSource) async throws -> (WrittenFile, Walk.Position) {
    let walk = Walk(
      query: IndexQuery(.organizations), source: source, file: file,
      progress: { event in self.told.withLock { $0.append(event) } },
      reached: { position in self.kept.withLock { $0 = position } })
    return try await walk.run(from: position)
  }
}
