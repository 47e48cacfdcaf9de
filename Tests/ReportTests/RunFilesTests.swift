import FoundationEssentials
import Pipeline
import Spreadsheets
import TestSupport
import Testing

@testable import Report

@Suite("The files that a run leaves for people")
struct RunFilesTests {
  /// Three organizations: one is planned, two are left out.
  private func planned(_ state: RunRecord.State = .planned) throws -> ReportFixture {
    let fixture = try ReportFixture(state)
    try fixture.validated(
      [.sample("1", "a.com")], [.sample("X", nil, .noDomain), .sample("Y", nil, .noDomain)])
    return fixture
  }

  private func write(_ fixture: ReportFixture, limit: Int) async throws -> [String] {
    let files = RunFiles(fixture.run, limit: limit)
    try await files.write(fixture.record, made: "Made for a test.") { details in
      #expect(!details.organizations.isEmpty)
      return SheetTable(name: "To be mended", columns: [.init("A")], rows: [.init(["a"])])
    }
    return files.there.map { $0.url.lastPathComponent }
  }

  @Test("A plan of as many organizations as the limit leaves its page and its sheet to mend")
  func small() async throws {
    let fixture = try planned()
    #expect(try await write(fixture, limit: 3) == ["report.html", "fixes.csv"])
    #expect(try !RunFiles(fixture.run, limit: 3).isLarge)
    let page = try FileBytes.read(fixture.run.report("report.html"))
    #expect(String(decoding: page, as: UTF8.self).contains("Made for a test."))
  }

  @Test("A larger one leaves neither, and none of an earlier state, and its lines are not read")
  func large() async throws {
    let fixture = try planned()
    _ = try await write(fixture, limit: 3)
    try OutputFile.write(Array("stale".utf8), to: fixture.run.report("undo.csv"))
    try OutputFile.write(Array("no JSON\n".utf8), to: fixture.run.file("plan.jsonl", of: .validate))
    #expect(try await write(fixture, limit: 2) == [])
    #expect(try RunFiles(fixture.run, limit: 2).isLarge)
    // The commands that make them write there.
    #expect(FileBytes.size(of: fixture.run.report("")) != nil)
  }

  @Test("After its load a larger one leaves what is needed to undo it")
  func undo() async throws {
    let fixture = try planned(.finished)
    try fixture.loadedByHand([.sample("1", .imported, [.init(name: "a.com", status: .imported)])])
    #expect(try await write(fixture, limit: 2) == ["undo.csv", "worksheet.xlsx"])
  }

  @Test("A larger one that failed before there was a plan leaves its page, which tells why")
  func failed() async throws {
    var fixture = try ReportFixture(.unfinished)
    fixture.record.failure = .init(message: "no answer", remedy: nil)
    try fixture.extracted(organizations: 9, domains: 9)
    let files = RunFiles(fixture.run, limit: 2)
    try await files.write(fixture.record, made: "") { _ in SheetTable(name: "", columns: []) }
    #expect(files.there.map { $0.url.lastPathComponent } == ["report.html"])
  }

  @Test("The documents name the limit")
  func documented() throws {
    let limit = "\(RunFiles.mostOrganizations / 1000),000 organizations"
    for name in ["commands.md", "checkpoints.md"] {
      let text = try FileBytes.read(Repository.url.appending(path: "docs/\(name)"))
      #expect(String(decoding: text, as: UTF8.self).contains("more than \(limit)"), "\(name)")
    }
  }

  @Test("A run that was not asked for a plan leaves nothing, and nothing of an earlier failure")
  func withoutPlan() async throws {
    var fixture = try ReportFixture(.unfinished)
    fixture.record.failure = .init(message: "no answer", remedy: nil)
    let files = RunFiles(fixture.run)
    try await files.write(fixture.record, made: "") { _ in SheetTable(name: "", columns: []) }
    #expect(files.there.count == 1)
    fixture.record.failure = nil
    fixture.record.until = .transform
    try await files.write(fixture.record, made: "") { _ in SheetTable(name: "", columns: []) }
    #expect(files.there.isEmpty)
  }
}
