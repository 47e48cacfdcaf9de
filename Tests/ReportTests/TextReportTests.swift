import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Report

@Suite("The summary on a terminal")
struct TextReportTests {
  private func dryRun() throws -> ReportFixture {
    let fixture = try ReportFixture(.planned)
    try fixture.extracted(organizations: 12, domains: 34)
    try fixture.validated(
      [.sample("1", "a.com", "b.com")],
      [
        .sample("Marlow Falls", "falls.gov", .govDomain), .sample("Quay", nil, .notInSpreadsheet),
      ])
    return fixture
  }

  @Test("A dry run: the headline says that nothing was sent, the columns stand under each other")
  func plan() async throws {
    let lines = try await dryRun().text().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "Plan of run run-1: nothing was sent")
    let table = lines.filter { $0.hasPrefix("  ") && ($0.last?.isNumber ?? false) }
    #expect(table.contains("  Would be imported                      1        2"))
    #expect(table.contains("  Total in IT Glue                      12       34"))
    #expect(Set(table.map(\.count)).count == 1)
    #expect(lines.contains("  It takes 2 domain licences."))
  }

  @Test("Values by default and domains that were added by hand are told, never silent")
  func byHand() async throws {
    let fixture = try ReportFixture(.planned)
    try fixture.extracted(organizations: 2, domains: 2)
    var plain = PlanLine.sample("1", "a.com")
    plain.defaulted = ["employee_count", "industry"]
    var other = PlanLine.sample("2", "b.com")
    other.defaulted = ["industry"]
    other.domains[0].addedBy = "clients.csv row 2, column B"
    try fixture.validated([plain, other], [])
    let text = try await fixture.text()
    #expect(text.contains("  By default, not from a cell: Employee Count (1), Industry (2).\n"))
    #expect(text.contains("  Domains of the spreadsheet that IT Glue lacks: 1.\n"))
    #expect(try await !dryRun().text().contains("By default"))
  }

  @Test(
    "A plan of a few is told to be one",
    arguments: [
      (Int?.none, [String]?.none, String?.none), (1, nil, "the first organization"),
      (3, nil, "the first 3 organizations"), (nil, ["7"], "the organization named by --only"),
      (nil, ["7", "9"], "the 2 organizations named by --only"),
      (1, ["7", "9"], "the first 1 of the 2 organizations named by --only"),
    ])
  func scope(first: Int?, only: [String]?, told: String?) async throws {
    var fixture = try dryRun()
    fixture.record.first = first
    fixture.record.only = only
    let summary = try await fixture.summary()
    #expect(summary.scope == told)
    let second = try await fixture.text().split(separator: "\n", omittingEmptySubsequences: false)[
      1]
    #expect(second == told.map { "Only \($0) could be planned" } ?? "")
    let again = try JSONDecoder().decode(Summary.self, from: JSONEncoder().encode(summary))
    #expect(again.scope == told)
  }

  @Test("Each reason stands with its code, whom it holds for, and what to do")
  func reasons() async throws {
    let text = try await dryRun().text()
    #expect(text.contains("  Unimported, because\n"))
    #expect(text.contains("    gov_domain "))
    #expect(text.contains("falls.gov (Marlow Falls) → \(Reason.govDomain.remedy)"))
    #expect(text.contains("  Skipped, because\n"))
    #expect(text.contains("      Quay\n"))
  }

  @Test(
    "The headline says how it stands",
    arguments: [
      (RunRecord.State.finished, Status.imported, "Run run-1: finished"),
      (.unfinished, .pending, "Run run-1: all is sent, 1 not settled yet"),
      (.unfinished, .imported, "Run run-1: stopped before its end"),
    ])
  func headline(state: RunRecord.State, status: Status, headline: String) async throws {
    let fixture = try ReportFixture(state)
    try fixture.validated([.sample("1", "a.com")], [])
    try fixture.loaded([.sample("1", status, [.init(name: "a.com", status: status)])])
    #expect(try await fixture.text().hasPrefix(headline + "\n"))
  }

  @Test("Colour only where it is asked for")
  func colour() async throws {
    #expect(!(try await dryRun().text().contains("\u{1B}")))
    #expect(
      try await dryRun().text(coloured: true).contains("\u{1B}[32mWould be imported\u{1B}[0m"))
  }

  @Test("A name from IT Glue cannot command the terminal")
  func hostileNames() async throws {
    let fixture = try ReportFixture(.planned)
    try fixture.validated([], [.sample("\u{1B}[2Jevil\n\u{202E}x\u{7}", nil, .noDomain)])
    let text = try await fixture.text()
    #expect(text.contains("\u{FFFD}[2Jevil\u{FFFD}\u{FFFD}x\u{FFFD}"))
    let controls = text.unicodeScalars.filter {
      $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
    }
    #expect(controls.isEmpty)
  }
}

@Suite("What to do next")
struct NextStepTests {
  private func commands(
    _ fixture: ReportFixture, isLarge: Bool = false
  ) async throws -> [String] {
    NextStep.after(
      try await fixture.summary(), program: "glueport", run: "run-1",
      folder: fixture.folder.url.path, isLarge: isLarge
    ).compactMap(\.command)
  }

  @Test("A dry run: the command that loads exactly this plan")
  func plan() async throws {
    let fixture = try ReportFixture(.planned)
    try fixture.validated([.sample("1", "a.com")], [.sample("X", nil, .noDomain)])
    let digest = try #require(try await fixture.summary().plan)
    #expect(
      try await commands(fixture) == [
        "glueport load onboard.yaml --run-dir runs/run-1 --plan-digest \(digest)",
        "less runs/run-1/3-validate/unimported.jsonl",
      ])
  }

  @Test("A plan of nothing is not to be loaded")
  func emptyPlan() async throws {
    let fixture = try ReportFixture(.planned)
    try fixture.validated([], [])
    #expect(try await commands(fixture).isEmpty)
  }

  @Test("Stopped, pending or in doubt: resume", arguments: [Status.pending, .unknown, nil])
  func resume(status: Status?) async throws {
    let fixture = try ReportFixture(.unfinished)
    if let status {
      try fixture.validated([.sample("1", "a.com")], [])
      try fixture.loaded([.sample("1", status, [.init(name: "a.com", status: status)])])
    }
    #expect(try await commands(fixture) == ["glueport resume run-1"])
  }

  @Test("On a worksheet: what takes it back, as long as something is open on it")
  func byHand() async throws {
    var fixture = try ReportFixture(.unfinished)
    try fixture.validated([.sample("1", "a.com"), .sample("2", "b.com")], [])
    try fixture.loadedByHand([
      .sample("1", .imported, [.init(name: "a.com", status: .imported)]),
      .sample("2", .pending, [.init(name: "b.com", status: .pending)]),
    ])
    let command =
      "glueport load onboard.yaml --run-dir runs/run-1 --done runs/run-1/report/worksheet.xlsx"
    #expect(try await commands(fixture) == [command])
    #expect(
      try await fixture.text().contains("Run run-1: 1 on the worksheet, to be imported by hand\n"))
    fixture.record.state = .finished
    #expect(try await !commands(fixture).contains(command), "it was let go")
  }

  @Test("Done with some left out: where to look, and to run it again")
  func leftOut() async throws {
    let fixture = try ReportFixture()
    try fixture.validated([.sample("1", "a.com")], [.sample("X", nil, .noDomain)])
    try fixture.loaded([.sample("1", .imported, [.init(name: "a.com", status: .imported)])])
    #expect(
      try await commands(fixture) == [
        "less runs/run-1/3-validate/unimported.jsonl runs/run-1/4-load/results.jsonl",
        "glueport run onboard.yaml",
      ])
  }

  @Test("All done is said, without a command")
  func done() async throws {
    let fixture = try ReportFixture()
    try fixture.validated([.sample("1", "a.com")], [])
    try fixture.loaded([.sample("1", .imported, [.init(name: "a.com", status: .imported)])])
    #expect(try await commands(fixture).isEmpty)
    #expect(try await fixture.text().contains("Next       nothing is left to do"))
  }

  @Test("Too large to leave its page by itself: the commands that make it, and the sheet to mend")
  func large() async throws {
    let fixture = try ReportFixture(.planned)
    try fixture.validated([], [.sample("X", nil, .noDomain)])
    let make = "glueport report run-1 --format"
    let page = "\(make) html --output runs/run-1/report/report.html"
    #expect(
      try await commands(fixture, isLarge: true) == [
        "less runs/run-1/3-validate/unimported.jsonl", page,
        "\(make) fixes --output runs/run-1/report/fixes.csv",
      ])
    let done = try ReportFixture()
    try done.validated([.sample("1", "a.com")], [])
    try done.loaded([.sample("1", .imported, [.init(name: "a.com", status: .imported)])])
    #expect(try await commands(done, isLarge: true) == [page], "nothing is to be mended")
    let stopped = try ReportFixture(.unfinished)
    try stopped.validated([.sample("1", "a.com")], [])
    #expect(try await commands(stopped, isLarge: true) == ["glueport resume run-1", page])
  }

  @Test("A path with a space or a quote can be pasted into a shell")
  func quoted() async throws {
    var fixture = try ReportFixture()
    fixture.record.pipeline = fixture.folder.url.path + "/Mia's clients.yaml"
    try fixture.validated([], [.sample("X", nil, .noDomain)])
    try fixture.loaded([])
    #expect(try await commands(fixture).last == #"glueport run 'Mia'\''s clients.yaml'"#)
  }
}
