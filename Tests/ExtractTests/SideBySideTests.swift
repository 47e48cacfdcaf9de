import Foundation
import Pipeline
import Synchronization
import TestSupport
import Testing

@testable import Extract

@Suite("Pages that do not change are walked side by side")
struct SideBySideTests {
  private static let rows: [Endpoint: [Int]] = [
    .organizations: Array(1...9), .domains: Array(101...113),
  ]

  /// Both indexes, two rows a page and a checkpoint a page, which stop at pages for as long as they are
  /// told to.
  private final class StillPages: PageSource {
    struct Stopped: Error, Equatable { var endpoint: Endpoint }

    private let stops: Mutex<[Endpoint: Int]>
    private let fetched = Mutex<[Endpoint: Set<Int>]>([:])

    init(stopsAt stops: [Endpoint: Int]) { self.stops = Mutex(stops) }

    func goOn() {
      stops.withLock { $0 = [:] }
      fetched.withLock { $0 = [:] }
    }

    /// The pages that were fetched since.
    var pages: [Endpoint: Set<Int>] { fetched.withLock { $0 } }

    var canChange: Bool { false }
    var isFiltered: Bool { false }
    var walking: WalkSettings { WalkSettings(pageSize: 2, concurrency: 1) }
    func inputs() -> [String: String] { ["source": "1"] }
    func survey() -> Survey? { nil }
    func place(of number: Int, size: Int, in query: IndexQuery) -> String { "page \(number)" }

    func page(_ number: Int, size: Int, of query: IndexQuery) async throws -> Page {
      if stops.withLock({ $0[query.endpoint] == number }) {
        throw Stopped(endpoint: query.endpoint)
      }
      fetched.withLock { _ = $0[query.endpoint, default: []].insert(number) }
      let ids = SideBySideTests.rows[query.endpoint] ?? []
      let pages = (ids.count + 1) / 2
      var page = Page(
        ids: Array(ids.dropFirst((number - 1) * 2).prefix(2)), totalCount: ids.count,
        nextPage: number < pages ? number + 1 : nil)
      page.totalPages = pages
      return page
    }
  }

  private func perform(_ source: some PageSource, in run: RunDirectory) async throws -> Checkpoint {
    try await StageRunner(run: run, progress: { _ in }).perform(ExtractStage(source: source))
  }

  private func expectWhole(_ run: RunDirectory) throws {
    for (endpoint, ids) in Self.rows {
      let bytes = try FileBytes.read(run.file(endpoint.file, of: .extract))
      #expect(String(decoding: bytes, as: UTF8.self) == SampleIndex.text(ids))
    }
  }

  @Test(
    "Wherever one of them stops, the other ends too, and a resumed walk makes the same files",
    arguments: [Endpoint.organizations, .domains], 1...5)
  func resumed(stopping: Endpoint, at page: Int) async throws {
    let folder = try TemporaryFolder.inMemory()
    let run = try RunDirectory.make(at: folder.url.appending(path: "run"))
    let source = StillPages(stopsAt: [stopping: page])
    await #expect(throws: StillPages.Stopped(endpoint: stopping)) {
      _ = try await perform(source, in: run)
    }
    let begun = Positions(try #require(try run.readCheckpoint(of: .extract)).position)
    #expect(begun[stopping].nextPage == page)
    source.goOn()
    let checkpoint = try await perform(source, in: run)
    try expectWhole(run)
    #expect(checkpoint.counts["organizations"] == 9 && checkpoint.counts["domains"] == 13)
    // What was durable of either is not fetched again.
    for endpoint in Endpoint.allCases {
      let fetched = source.pages[endpoint, default: []]
      #expect(fetched.allSatisfy { $0 >= begun[endpoint].nextPage }, "\(endpoint): \(fetched)")
    }
  }

  @Test("Where both stop, both have got on when it is resumed")
  func both() async throws {
    let folder = try TemporaryFolder.inMemory()
    let run = try RunDirectory.make(at: folder.url.appending(path: "run"))
    let source = StillPages(stopsAt: [.organizations: 3, .domains: 4])
    await #expect(throws: StillPages.Stopped.self) { _ = try await perform(source, in: run) }
    source.goOn()
    _ = try await perform(source, in: run)
    try expectWhole(run)
  }
}
