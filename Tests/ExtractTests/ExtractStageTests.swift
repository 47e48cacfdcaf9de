import Foundation
import Pipeline
import TestSupport
import Testing

@testable import Extract

@Suite("The stage extract")
struct ExtractStageTests {
  private let folder: TemporaryFolder
  private let run: RunDirectory

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory.make(at: folder.url.appending(path: "run"))
  }

  private var file: URL { run.file("organizations.jsonl", of: .extract) }

  @discardableResult
  private func perform(_ source: some PageSource) async throws -> Checkpoint {
    try await StageRunner(run: run, progress: { _ in }).perform(ExtractStage(source: source))
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try FileBytes.read(run.file(name, of: .extract)), as: UTF8.self)
  }

  /// Saved pages of three organizations and two domains, indented as people save them.
  private func saved() throws -> SavedPages {
    func page(_ ids: [Int], total: Int) -> String {
      let rows = ids.map { "    {\n      \"id\": \"\($0)\",\n      \"attributes\": {}\n    }" }
      return "{\n  \"data\": [\n\(rows.joined(separator: ",\n"))\n  ],\n"
        + "  \"meta\": {\"total-count\": \(total), \"next-page\": null}\n}\n"
    }
    let pages = folder.url.appending(path: "pages")
    try folder.write(page([1, 2], total: 3), to: "pages/organizations/1.json")
    try folder.write(page([3], total: 3), to: "pages/organizations/2.json")
    try folder.write(page([8, 9], total: 2), to: "pages/domains/1.json")
    return try SavedPages(folder: pages)
  }

  @Test("Both indexes become files, a resource a line, and the checkpoint knows their counts")
  func both() async throws {
    let checkpoint = try await perform(try saved())
    func lines(_ ids: [Int]) -> String {
      ids.map { #"{"id":"\#($0)","attributes":{}}"# + "\n" }.joined()
    }
    #expect(try text("organizations.jsonl") == lines([1, 2, 3]))
    #expect(try text("domains.jsonl") == lines([8, 9]))
    #expect(checkpoint.state == .finished)
    #expect(
      checkpoint.counts == [
        "organizations": 3, "organizations.pages": 2, "organizations.repeated": 0,
        "organizations.walks": 1, "organizations.first_total": 3, "organizations.last_total": 3,
        "domains": 2, "domains.pages": 1, "domains.repeated": 0, "domains.walks": 1,
        "domains.first_total": 2, "domains.last_total": 2, "domains.page_size": 1000,
      ])
    #expect(checkpoint.outputs["organizations.jsonl"]?.lines == 3)
    #expect(checkpoint.outputs["domains.jsonl"]?.bytes == lines([8, 9]).utf8.count)
  }

  @Test("An account without rows is two empty files, and no error")
  func empty() async throws {
    let checkpoint = try await perform(SampleIndex([]))
    #expect(checkpoint.state == .finished)
    #expect(checkpoint.counts["organizations"] == 0)
    #expect(try text("organizations.jsonl").isEmpty)
    #expect(try text("domains.jsonl").isEmpty)
  }

  @Test("Finished, it asks for nothing any more")
  func finished() async throws {
    let source = SampleIndex(1...3)
    let first = try await perform(source)
    #expect(try await perform(source) == first)
    #expect(source.asked == [1, 2])
  }

  @Test("A saved page that is missing is a typed error, never a shorter list")
  func missingPage() async throws {
    _ = try saved()
    try FileManager.default.removeItem(
      at: folder.url.appending(path: "pages/organizations/2.json"))
    let pages = try SavedPages(folder: folder.url.appending(path: "pages"))
    await #expect(throws: WalkError.pagesMissing(.organizations, rows: 2, total: 3)) {
      try await perform(pages)
    }
    #expect(try run.readCheckpoint(of: .extract)?.state == .running)
  }

  @Test("Stopped at any page it goes on with that page, and the files are the same")
  func resumed() async throws {
    for stop in 1...5 {
      let test = try ExtractStageTests()
      let source = SampleIndex(1...9) { _, request in
        if request == stop { throw SampleIndex.Stopped() }
      }
      await #expect(throws: SampleIndex.Stopped.self) { try await test.perform(source) }
      let position = Positions(
        try test.run.readCheckpoint(of: .extract)?.position ?? [:])["organizations"]
      let durable = SampleIndex.text(1..<(2 * stop - 1))
      #expect(position.nextPage == stop)
      #expect(position.bytes == durable.utf8.count)
      // What was written after the checkpoint: half a page, and half a line.
      try (Data(durable.utf8) + Data(SampleIndex.text([77]).utf8) + Data("{\"id\":".utf8))
        .write(to: test.file)
      let checkpoint = try await test.perform(source)
      #expect(try test.text("organizations.jsonl") == SampleIndex.text(1...9))
      #expect(checkpoint.outputs["organizations.jsonl"]?.lines == 9)
      #expect(
        checkpoint.outputs["organizations.jsonl"]?.digest
          == Digest.of(SampleIndex.text(1...9)).text)
      #expect(source.asked == Array(1...stop) + Array(stop...5))
    }
  }

  @Test("A file that is shorter than its checkpoint is not gone on with")
  func shortened() async throws {
    let source = SampleIndex(1...9) { _, request in
      if request == 3 { throw SampleIndex.Stopped() }
    }
    await #expect(throws: SampleIndex.Stopped.self) { try await perform(source) }
    try Data(SampleIndex.text(1...3).utf8).write(to: file)
    await #expect(throws: FileError.self) { try await perform(source) }
  }

  @Test("Positions are kept in a checkpoint as they were, of both indexes")
  func positions() {
    var positions = Positions([:])
    #expect(positions["organizations"] == Walk.Position())
    let reached = Walk.Position(
      nextPage: 7, pageSize: 5, bytes: 8, firstTotal: 4, total: 9, round: 2,
      pages: 6, repeated: 3, earlierIDs: -12, isDone: true)
    positions["organizations"] = reached
    positions["domains"] = Walk.Position(nextPage: 2)
    let read = Positions(positions.values)
    #expect(read["organizations"] == reached)
    #expect(read["domains"] == Walk.Position(nextPage: 2))
  }
}
