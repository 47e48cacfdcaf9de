import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Extract

@Suite("Pages that are kept for whoever has no key")
struct PageSaverTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var place: URL { folder.url.appending(path: "saved") }

  private func saver(run: String = "run-1") throws -> PageSaver {
    try PageSaver(folder: place, origin: "https://api.itglue.com", run: run)
  }

  /// An index whose pages have a body that is a page.
  private struct Pages: PageSource {
    var rows: [Int]
    var stopsAt: Int?
    var canChange: Bool { true }
    var isFiltered: Bool { false }
    var walking: WalkSettings { WalkSettings(pageSize: 2, concurrency: 1) }
    func inputs() -> [String: String] { ["source": "1"] }
    func survey() -> Survey? { nil }
    func place(of number: Int, size: Int, in query: IndexQuery) -> String { "" }

    func page(_ number: Int, size: Int, of query: IndexQuery) async throws -> Page {
      if query.endpoint == .organizations, number == stopsAt { throw SampleIndex.Stopped() }
      let ids = query.endpoint == .organizations ? rows : [1]
      let data = ids.dropFirst((number - 1) * size).prefix(size).map {
        "{\n\"id\":\"\($0)\",\"attributes\":{}}"
      }
      let next = number * size < ids.count ? "\(number + 1)" : "null"
      return try PageParser().parse(
        Array(
          (#"{"data":[\#(data.joined(separator: ","))],"#
            + #""meta":{"total-count":\#(ids.count),"next-page":\#(next)}}"#).utf8))
    }
  }

  private func extract(_ source: some PageSource, _ saver: PageSaver?, to name: String) async throws
  {
    let run = try RunDirectory.make(at: folder.url.appending(path: name))
    _ = try await StageRunner(run: run, progress: { _ in }).perform(
      ExtractStage(source: source, saver: saver))
  }

  @Test("Read again they give the same rows, byte for byte, without network and without key")
  func replayed() async throws {
    try await extract(Pages(rows: Array(1...7)), saver(), to: "run-1")
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: place.appending(path: "organizations").path
    ).sorted()
    #expect(pages == ["0000001.json", "0000002.json", "0000003.json", "0000004.json"])
    try await extract(SavedPages(folder: place), nil, to: "replay")
    for file in ["organizations.jsonl", "domains.jsonl"] {
      #expect(
        try folder.text("replay/1-extract/\(file)") == folder.text("run-1/1-extract/\(file)"))
    }
    #expect(try PagesManifest.read(in: place)?.origin == "https://api.itglue.com")
  }

  @Test("Stopped and resumed, the pages are all there, and until then nobody takes them for all")
  func resumed() async throws {
    let source = Pages(rows: Array(1...7), stopsAt: 3)
    await #expect(throws: SampleIndex.Stopped.self) {
      try await extract(source, saver(), to: "run-1")
    }
    #expect(throws: SavedPagesError.unfinished(place.path)) { try SavedPages(folder: place) }
    // A page that was saved after the last checkpoint, and another one by now.
    try folder.write("{}", to: "saved/organizations/0000009.json")
    try await extract(Pages(rows: Array(1...7)), saver(), to: "run-1")
    try await extract(SavedPages(folder: place), nil, to: "replay")
    #expect(
      try folder.text("replay/1-extract/organizations.jsonl")
        == folder.text("run-1/1-extract/organizations.jsonl"))
  }

  @Test("A folder that holds something else is left alone")
  func occupied() throws {
    try folder.write("precious", to: "saved/note.txt")
    #expect(throws: SavedPagesError.occupied(place.path)) { try saver() }
    #expect(try folder.text("saved/note.txt") == "precious")
  }

  @Test("Another run's pages are not mixed with this one's")
  func otherRun() async throws {
    try await extract(Pages(rows: [1]), saver(), to: "run-1")
    #expect(throws: SavedPagesError.occupied(place.path)) { try saver(run: "run-2") }
    #expect(throws: Never.self) { try saver() }
  }
}
