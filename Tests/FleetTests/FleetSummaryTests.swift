import FoundationEssentials
import Pipeline
import Report
import Spreadsheets
import TestSupport
import Testing

@testable import Fleet

@Suite("What became of all partners")
struct FleetSummaryTests {
  private let fixture: FleetFixture
  private let partners = "  - name: alder\n  - name: alder-it\n  - name: birch\n"

  init() throws {
    fixture = try FleetFixture()
  }

  @Test("The newest run of each counts, whatever its directory is called")
  func newest() async throws {
    for id in [
      "20261129T100000Z-alder", "20261130T100000Z-alder", "20261130T110000Z-alder-it",
      "20261130T120000Z-somebody",
    ] {
      try fixture.run(id)
    }
    try fixture.run("20261130T130000Z-alder-it-2", of: "alder-it")
    try fixture.run("20261130T120000Z-a-retry", of: "alder")
    let summary = try await fixture.summary(partners)
    #expect(
      summary.partners.map { $0.summary?.run } == [
        "20261130T120000Z-a-retry", "20261130T130000Z-alder-it-2", nil,
      ])
    #expect(summary.partners.map(\.standing) == [.open, .open, .missing])
  }

  @Test("A run that began before the time that is asked for is none")
  func since() async throws {
    try fixture.run("20261130T100000Z-alder")
    try fixture.run("20261130T110000Z-birch")
    let summary = try await fixture.summary(partners, since: "20261130T110000Z")
    #expect(summary.partners.map(\.standing) == [.missing, .missing, .open])
    #expect(summary.verdict == "3 partners: 1 open, 2 no run")
  }

  @Test("A run that failed is told with what happened; one that cannot be read, with why")
  func failures() async throws {
    try fixture.run("20261130T100000Z-alder") {
      $0.failure = .init(message: "IT Glue refuses the key", remedy: nil)
    }
    try fixture.run("20261130T100000Z-alder-it") { $0.state = .finished }
    let run = try fixture.run("20261130T100000Z-birch")
    try fixture.folder.write("{", to: "runs/\(run.id)/1-extract/checkpoint.json")
    let summary = try await fixture.summary(partners)
    #expect(summary.partners.map(\.standing) == [.failed, .done, .failed])
    #expect(summary.partners[0].remark == "IT Glue refuses the key")
    #expect(summary.partners[2].remark.contains("checkpoint.json"))
  }

  @Test("A partner whose pipeline file cannot be read hides no other")
  func brokenPipeline() async throws {
    try fixture.run("20261130T100000Z-birch")
    let summary = try await fixture.summary(
      "  - name: alder\n    pipeline: nowhere.yaml\n  - name: birch\n")
    #expect(summary.partners.map(\.standing) == [.failed, .open])
    #expect(summary.partners[0].remark.contains("nowhere.yaml"))
  }

  @Test("Each row of the table has a cell for each column")
  func table() async throws {
    try fixture.run("20261130T100000Z-alder")
    let table = FleetTable(try await fixture.summary(partners)).table
    #expect(table.rows.count == 3)
    for row in table.rows { #expect(row.cells.count <= table.columns.count) }
    #expect(table.rows[0].cells.count == table.columns.count)
    let remark = try #require(table.columns.firstIndex { $0.title == "Remark" })
    #expect(table.rows[2].cells.count == remark + 1)
  }

  @Test("The page shows text as text, names its style in the policy, and leads to the reports")
  func page() async throws {
    let run = try fixture.run("20261130T100000Z-alder") {
      $0.failure = .init(message: "<script>alert(1)</script>", remedy: nil)
    }
    try fixture.folder.write("page", to: "runs/\(run.id)/report/report.html")
    let page = try FleetPage(
      try await fixture.summary(partners), made: "Made by a test.",
      in: fixture.folder.url.appending(path: "out")
    ).text()
    #expect(page.contains("&lt;script&gt;alert(1)"))
    #expect(!page.contains("<script"))
    #expect(page.contains(#"href="../runs/20261130T100000Z-alder/report/report.html""#))
    #expect(page.ranges(of: "<a href").count == 1)
    let style = try #require(page.firstMatch(of: /<style>([^<]*)<\/style>/)).output.1
    let digest = Data(Digest.of(String(style)).bytes).base64EncodedString()
    #expect(page.contains("style-src 'sha256-\(digest)'"))
  }
}
