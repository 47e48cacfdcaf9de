import Pipeline
import Spreadsheets
import TestSupport
import Testing

@testable import Report

@Suite("What somebody needs who wants a run undone")
struct UndoTests {
  private func table(_ plan: [PlanLine], _ results: [ResultLine]) async throws -> SheetTable {
    let fixture = try ReportFixture()
    try fixture.validated(plan, [])
    try fixture.loaded(results)
    return UndoTable(try await fixture.details()).table
  }

  private func line(_ id: String, _ action: PlanLine.Action) -> PlanLine {
    var line = PlanLine.sample(id, "a\(id).com", "b\(id).com")
    line.action = action
    if action != .create { line.uuid = "u-\(id)" }
    return line
  }

  @Test("What was created, linked and added stands there with both ids and what undoes it")
  func deeds() async throws {
    let table = try await table(
      [line("1", .create), line("2", .adopt), line("3", .addDomains)],
      ["1", "2", "3"].map { id in
        .sample(
          id, .imported,
          [
            .init(name: "a\(id).com", status: .imported),
            .init(name: "b\(id).com", status: .unimported, reason: .govDomain),
          ])
      })
    #expect(table.rows.map { $0.cells[0] } == ["created and linked", "linked", "domains added"])
    #expect(table.rows.map { $0.cells[2] } == ["1", "2", "3"])
    #expect(table.rows.map { $0.cells[3] } == ["u-1", "u-2", "u-3"])
    #expect(table.rows.map { $0.cells[4] } == ["a1.com", "a2.com", "a3.com"])
    #expect(table.rows[0].cells[5] == "delete it in Dark Web ID, then glueport links remove 1")
    #expect(!table.rows[2].cells[5].contains("links remove"), "the link is older than the run")
  }

  @Test("What waits on a worksheet is not done yet")
  func onWorksheet() async throws {
    var fixture = try ReportFixture(.unfinished)
    try fixture.validated([line("1", .addDomains), line("2", .addDomains)], [])
    try fixture.loadedByHand([
      .sample("1", .pending, [.init(name: "a1.com", status: .pending)]),
      .sample("2", .imported, [.init(name: "a2.com", status: .imported)]),
    ])
    #expect(UndoTable(try await fixture.details()).table.rows.map { $0.cells[2] } == ["2"])
    fixture.record.state = .finished
    #expect(UndoTable(try await fixture.details()).table.rows.count == 1, "nor after it was let go")
  }

  @Test("What did nothing does not stand there; what perhaps did something does")
  func nothing() async throws {
    var refused = ResultLine.sample(
      "1", .unimported, [.init(name: "a1.com", status: .unimported, reason: .importError)])
    refused.uuid = nil
    var lost = ResultLine.sample("2", .unknown, [.init(name: "a2.com", status: .unknown)])
    lost.uuid = nil
    let notReached = line("3", .create)
    let useless = ResultLine.sample(
      "4", .unimported, [.init(name: "a4.com", status: .unimported, reason: .govDomain)])
    let table = try await table(
      [line("1", .create), line("2", .create), notReached, line("4", .addDomains)],
      [refused, lost, useless])
    #expect(table.rows.map { $0.cells[2] } == ["2"])
    #expect(table.rows.first?.cells[0].hasPrefix("perhaps") == true)
  }
}
