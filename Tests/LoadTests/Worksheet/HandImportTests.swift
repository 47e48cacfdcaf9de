import FoundationEssentials
import Ledger
import Pipeline
import Spreadsheets
import TestSupport
import Testing

@testable import Load

@Suite("What was imported by hand is taken back")
struct HandImportTests {
  private func fixture() async throws -> WorksheetFixture {
    let fixture = try WorksheetFixture([
      .create("A", "a.com", "b.com"), .create("B", "c.com"), .create("C", "d.com", "e.com"),
    ])
    try await fixture.perform()
    return fixture
  }

  @Test("Done is Imported, with a link; a reason is Unimported; an empty row stays pending")
  func taken() async throws {
    let fixture = try await fixture()
    let changes = try fixture.give([
      ["x", "b.com", "id-A"], ["Domain license limit reached", "", "id-B"], ["", "", "id-C"],
    ])
    #expect(changes.entries.map(\.title) == ["A", "B"])
    #expect(changes.kept.isEmpty && changes.corrected.isEmpty)
    #expect(try await fixture.perform().state == .running)
    let results = try fixture.results()
    #expect(results.map(\.status) == [.imported, .unimported, .pending])
    #expect(results.map(\.reason) == [nil, .licenceLimit, nil])
    #expect(results[0].statuses == [.imported, .unimported])
    #expect(results[0].domains[1].reason == .importError)
    #expect(results.map(\.attempts) == [0, 0, 0])
    #expect(try fixture.links() == [.init(id: "id-A", uuid: "by-hand:id-A:run-1")])
  }

  @Test("With the last row done the run is finished, and the same sheet once more changes nothing")
  func finished() async throws {
    let fixture = try await fixture()
    try fixture.give([["x", "", "id-A"]])
    let rows = [["x", "", "id-A"], ["x", "", "id-B"], ["error in the import: why", "", "id-C"]]
    let second = try fixture.give(rows)
    #expect(second.entries.map(\.title) == ["B", "C"])
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.results().map(\.detail) == [nil, nil, "error in the import: why"])
    let (before, world) = (try fixture.entries(), try fixture.world())
    let again = try fixture.give(rows)
    #expect(again == HandImport.Changes())
    #expect(try fixture.entries() == before)
    #expect(try fixture.world() == world)
  }

  @Test("What is empty takes nothing away that was taken back, which is told")
  func kept() async throws {
    let fixture = try await fixture()
    try fixture.give([["x", "", "id-A"], ["import_error", "", "id-B"]])
    let before = try fixture.entries()
    let changes = try fixture.give([["", "", "id-A"], ["pending", "", "id-B"], ["", "", "id-C"]])
    #expect(changes.entries.isEmpty)
    #expect(changes.kept == ["A", "B"])
    #expect(try fixture.entries() == before)
  }

  @Test("What a later sheet says otherwise corrects it, the link too, which is told")
  func corrected() async throws {
    let fixture = try await fixture()
    try fixture.give([["x", "", "id-A"], ["gov_domain", "", "id-B"], ["x", "", "id-C"]])
    let changes = try fixture.give([
      ["sensitive_domain", "", "id-A"], ["x", "", "id-B"], ["x", "e.com", "id-C"],
    ])
    #expect(changes.corrected == ["A", "B", "C"])
    #expect(try fixture.entry(of: "A")?.reason == .sensitiveDomain)
    #expect(try fixture.entry(of: "A")?.uuid == nil)
    #expect(try fixture.entry(of: "C")?.domains.map(\.status) == [.imported, .unimported])
    #expect(try fixture.links().map(\.id) == ["id-B", "id-C"])
    #expect(try fixture.world().organizations.map(\.domains) == [["c.com"], ["d.com"]])
  }

  @Test("Of a domain that is named alone nothing else is said: the others stay pending")
  func named() async throws {
    let fixture = try await fixture()
    try fixture.give([["", "a.com: gov_domain", "id-A"], ["", "c.com", "id-B"]])
    #expect(try fixture.entry(of: "A")?.state == .pending)
    #expect(try fixture.entry(of: "A")?.domains.map(\.status) == [.unimported, .pending])
    #expect(try fixture.entry(of: "B")?.state == .unimported, "it has no other")
    try fixture.give([["x", "a.com: gov_domain", "id-A"]])
    #expect(try fixture.entry(of: "A")?.domains.map(\.reason) == [.govDomain, nil])
  }

  @Test(
    "One row that cannot be taken is told by its cell, and no other row is taken either",
    arguments: [
      (["x", "", ""], .noID, "C3"), (["x", "", "id-Z"], .unknownID("id-Z", run: "run-1"), "C3"),
      (["", "", "id-Z"], .unknownID("id-Z", run: "run-1"), "C3"),
      (["x", "", "id-A"], .idTwice("id-A", row: 2), "C3"),
      (["", "", "id-A"], .idTwice("id-A", row: 2), "C3"),
      (["perhaps", "", "id-B"], .unknownDone("perhaps"), "A3"),
      (["x", "a.com", "id-B"], .notPlanned("a.com"), "B3"),
      (["x", "some", "id-B"], .notPlanned("some"), "B3"),
      (["x", "c.com: bad luck", "id-B"], .unknownReason("bad luck"), "B3"),
    ] as [([String], DoneSheetError.Problem, String)])
  func allOrNothing(row: [String], problem: DoneSheetError.Problem, cell: String) async throws {
    let fixture = try await fixture()
    let before = try fixture.entries()
    let error = #expect(throws: DoneSheetError.self) {
      try fixture.give([["x", "", "id-A"], row, ["x", "", "id-C"]])
    }
    #expect(error?.findings.map(\.problem) == [problem])
    #expect(error?.findings.map { $0.cell?.description } == [cell])
    #expect(error?.file.hasSuffix("/done.csv") == true)
    #expect(error?.kind == .badInput)
    #expect(try fixture.entries() == before)
    #expect(try fixture.links().isEmpty)
  }

  @Test("All that is wrong is told at once")
  func allProblems() async throws {
    let fixture = try await fixture()
    let error = #expect(throws: DoneSheetError.self) {
      try fixture.give([["?", "", "id-A"], ["x", "z.com, y.com", "id-B"]])
    }
    #expect(error?.findings.count == 3)
    let message = try #require(error?.message)
    #expect(
      message.contains("row 2, column A: “?” is neither a mark nor a reason; row 3, column B"))
    let many = #expect(throws: DoneSheetError.self) {
      try fixture.give((1...12).map { ["x", "", "\($0)"] })
    }
    #expect(many?.message.hasSuffix("; and 2 more") == true)
  }

  @Test("A run that has put nothing on a worksheet, or was let go, takes nothing back")
  func notWaiting() async throws {
    let fixture = try WorksheetFixture([.create("A", "a.com")])
    #expect(throws: LoadError.noWorksheet(run: "run-1")) { try fixture.give([["x", "", "id-A"]]) }
    try await fixture.perform()
    _ = try await fixture.discard()
    #expect(throws: LoadError.discardedWorksheet(run: "run-1")) {
      try fixture.give([["x", "", "id-A"]])
    }
    #expect(LoadError.noWorksheet(run: "").kind == .usage)
    #expect(LoadError.discardedWorksheet(run: "").kind == .usage)
  }

  @Test("A pipeline file that names another account takes nothing back")
  func anotherAccount() async throws {
    let fixture = try await fixture()
    var other = WorksheetFixture.account
    other.account = .byHand("Somebody else")
    let file = try fixture.folder.write(
      WorksheetFixture.csv([["x", "", "id-A"]]), to: "done.csv")
    #expect(
      throws: LoadError.anotherAccount(
        planned: WorksheetFixture.account.account, found: other.account)
    ) {
      try fixture.give(file, account: other)
    }
    #expect(try fixture.links().isEmpty)
  }

  @Test("What another run has imported since is not imported twice; what it says again is no error")
  func linkedSince() async throws {
    let first = try WorksheetFixture([.create("A", "a.com"), .create("B", "b.com")])
    try await first.perform()
    let rows = [["import_error", "", "id-A"], ["x", "", "id-B"]]
    try first.give(rows)
    let second = try WorksheetFixture([.create("A", "a.com")], run: "run-2", after: first)
    try await second.perform()
    #expect(throws: LoadError.unsettled(runs: ["run-2"], isByHand: true)) { try first.give(rows) }
    try second.give([["x", "", "id-A"]])
    #expect(try first.give(rows).entries.isEmpty)
    let error = #expect(throws: DoneSheetError.self) { try first.give([["x", "", "id-A"]]) }
    #expect(error?.findings.map(\.problem) == [.linkedSince("A")])
    #expect(try first.links().contains(.init(id: "id-A", uuid: "by-hand:id-A:run-2")))
  }
}
