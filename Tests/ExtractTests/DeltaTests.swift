import FoundationEssentials
import HTTPTransport
import Pipeline
import Synchronization
import TestSupport
import Testing

@testable import Extract

/// An account whose organizations carry the time of their last change, in minutes.
private final class DatedIndex: PageSource {
  struct Row: Sendable {
    var id: Int
    var minute: Int
  }

  let rows = Mutex<[Row]>([])
  let asked = Mutex<[String]>([])
  /// Does nothing with a filter by time: the worst that a service can do with one.
  let hidesChanges = Mutex(false)

  init(_ rows: [(Int, Int)]) {
    set(rows)
  }

  func set(_ rows: [(Int, Int)]) {
    self.rows.withLock { $0 = rows.map { Row(id: $0.0, minute: $0.1) } }
  }

  var canChange: Bool { true }
  var isFiltered: Bool { false }
  var walking: WalkSettings { WalkSettings(pageSize: 3, requestsPer5Minutes: 2400) }
  func inputs() -> [String: String] { ["source": "1"] }
  func place(of number: Int, size: Int, in query: IndexQuery) -> String { "" }

  static func date(_ minute: Int) -> Date { Date(timeIntervalSince1970: Double(minute) * 60) }

  func survey() -> Survey? {
    let rows = rows.withLock { $0 }
    return Survey(
      organizations: rows.count, wanted: rows.count, domains: 0, filters: [], leftOut: [:],
      newest: rows.max { $0.minute < $1.minute }.map {
        .init(id: .number(UInt64($0.id)), updated: Self.date($0.minute))
      }, remarks: [])
  }

  func page(_ number: Int, size: Int, of query: IndexQuery) async throws -> Page {
    guard query.endpoint == .organizations else { return Page(totalCount: 0) }
    var rows = rows.withLock { $0 }
    if let filter = query.filters.first, filter.name == "filter[id]" {
      return Page(totalCount: rows.count { filter.values.contains("\($0.id)") })
    }
    if let since = query.filters.first?.values.first.flatMap(Timestamp.date) {
      rows = hidesChanges.withLock { $0 } ? [] : rows.filter { Self.date($0.minute) >= since }
    }
    asked.withLock { $0.append(query.filters.isEmpty ? "all" : "changed") }
    var page = Page(totalCount: rows.count)
    for row in rows.dropFirst((number - 1) * size).prefix(size) {
      let line = Array(Self.line(row).utf8)
      page.rows.append(
        .init(id: .number(UInt64(row.id)), bytes: page.body.count..<page.body.count + line.count))
      page.body += line
    }
    page.nextPage = number * size < rows.count ? number + 1 : nil
    return page
  }

  private static func line(_ row: Row) -> String {
    #"{"id":"\#(row.id)","attributes":{"updated-at":"\#(Timestamp.text(date(row.minute)))"}}"#
  }

  var text: String { rows.withLock { $0.map { Self.line($0) + "\n" }.joined() } }
}

@Suite("Only what is new or changed since the last extract")
final class DeltaTests: Sendable {
  private let folder: TemporaryFolder
  private let index = DatedIndex([(1, 10), (2, 200), (3, 30), (4, 40), (5, 50)])
  private let notes = Mutex<[String]>([])

  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func extract(_ name: String, since base: String? = nil) async throws -> Checkpoint {
    let run = try RunDirectory.make(at: folder.url.appending(path: name))
    let baseline = try base.map {
      try #require(
        try Baseline(
          RunDirectory.make(at: folder.url.appending(path: $0)), inputs: index.inputs()))
    }
    return try await StageRunner(
      run: run,
      progress: { event in
        if case .note(let text) = event { self.notes.withLock { $0.append(text) } }
      }
    ).perform(ExtractStage(source: index, baseline: baseline))
  }

  private func text(_ run: String) throws -> String {
    try folder.text("\(run)/1-extract/organizations.jsonl")
  }

  @Test("Changed rows take their places, new ones come behind: the same file as a whole walk makes")
  func merged() async throws {
    try await extract("first")
    #expect(try text("first") == index.text)
    index.asked.withLock { $0 = [] }
    index.set([(1, 10), (2, 200), (3, 300), (4, 40), (5, 50), (6, 310)])
    let checkpoint = try await extract("second", since: "first")
    #expect(try text("second") == index.text)
    // What was changed last before comes again, since it may have changed at the same time.
    #expect(index.asked.withLock { $0 } == ["changed"])
    #expect(checkpoint.counts["organizations"] == 6)
    #expect(checkpoint.counts["organizations.changed"] == 3)
    #expect(checkpoint.counts["organizations.pages"] == 1)
    #expect(checkpoint.counts["organizations.last_total"] == 3)
    #expect(notes.withLock { $0 }.contains("3 organizations are new or changed since first"))

    index.set([(1, 10), (2, 200), (3, 300), (4, 400), (5, 50), (6, 310)])
    try await extract("third", since: "second")
    #expect(try text("third") == index.text)
  }

  @Test("A row that was deleted since means that all are read")
  func deleted() async throws {
    try await extract("first")
    index.set([(1, 10), (2, 200), (4, 40), (5, 300)])
    let checkpoint = try await extract("second", since: "first")
    #expect(try text("second") == index.text)
    #expect(checkpoint.counts["organizations.last_total"] == 4)
    #expect(notes.withLock { $0 }.contains { $0.hasPrefix("IT Glue no longer has all") })
  }

  @Test("A row that was deleted is missed by the count, where the sample does not have it")
  func deletedBesideTheSample() async throws {
    index.set((1...120).map { ($0, $0) })
    try await extract("first")
    index.set((1...120).filter { $0 != 2 }.map { ($0, $0) })
    try await extract("second", since: "first")
    #expect(try text("second") == index.text)
    #expect(notes.withLock { $0 }.contains { $0.hasPrefix("organizations were deleted since") })
  }

  @Test("Another account under the same address is not gone on from: its rows are its own")
  func otherAccount() async throws {
    try await extract("first")
    index.set([(11, 10), (12, 200), (13, 30), (14, 40), (15, 50), (16, 60)])
    try await extract("second", since: "first")
    #expect(try text("second") == index.text)
  }

  @Test("A filter by time that hides a change means that all are read")
  func hidden() async throws {
    try await extract("first")
    index.set([(1, 10), (2, 200), (3, 300), (4, 40), (5, 50)])
    index.hidesChanges.withLock { $0 = true }
    try await extract("second", since: "first")
    #expect(try text("second") == index.text)
  }

  @Test("An extract of something else, or one that has not ended, is none to go on from")
  func noBaseline() async throws {
    try await extract("first")
    let run = try RunDirectory.make(at: folder.url.appending(path: "first"))
    #expect(try Baseline(run, inputs: ["source": "2"]) == nil)
    #expect(try Baseline(run, inputs: index.inputs()) != nil)
    let empty = try RunDirectory.make(at: folder.url.appending(path: "empty"))
    #expect(try Baseline(empty, inputs: index.inputs()) == nil)
  }

  @Test("A baseline whose file was changed is refused: its rows would get into the plan")
  func changedFile() async throws {
    try await extract("first")
    try folder.write("{\"id\":\"9\"}\n", to: "first/1-extract/organizations.jsonl")
    await #expect(throws: RunError.self) { try await extract("second", since: "first") }
  }
}
