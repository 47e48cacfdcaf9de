import FoundationEssentials
import Pipeline
import Spreadsheets
import TestSupport
import Testing

@testable import Report

@Suite("Each organization and domain in a report")
struct DetailsTests {
  /// A run of which one is planned, one refused in part, one refused, one skipped, and an orphan.
  static func fixture(_ state: RunRecord.State = .planned) throws -> ReportFixture {
    let fixture = try ReportFixture(state)
    try fixture.extracted(organizations: 4, domains: 6)
    try fixture.transformed([
      Candidate(
        id: "1", name: "Acme", employeeCount: "1-10", industry: "Legal", priority: 2, mappingRow: 4),
      Candidate(id: "2", name: "<img src=x onerror=alert(1)>", employeeCountGiven: "many"),
      Candidate(id: "3", name: "=HYPERLINK(\"http://x\")", employeeCount: "11+", industry: "Legal"),
      Candidate(id: "4", name: "\u{202E}txet \u{1B}[31m"),
    ])
    var acme = PlanLine.sample("1", "acme.com", "xn--mller-kva.de")
    acme.name = "Acme"
    acme.domains[1].given = "müller.de"
    acme.domains[1].claims = ["“Beta” (2)"]
    acme.domains[0].exception = "an order"
    var third = PlanLine.sample("3", "third.com")
    third.action = .adopt
    third.uuid = "u-3"
    try fixture.validated(
      [acme, third],
      [
        UnimportedLine(
          organizationID: "1", organization: "Acme", domain: "gmail.com", reason: .freeMail,
          detail: "listed"),
        UnimportedLine(
          organizationID: "2", organization: "B", domain: nil, reason: .unknownEmployeeCount,
          detail: "“many”"),
        UnimportedLine(
          organizationID: "2", organization: "B", domain: "b.com", reason: .unknownEmployeeCount,
          detail: "“many”"),
        UnimportedLine(
          organizationID: "4", organization: "D", domain: nil, reason: .notSelected, detail: ""),
        UnimportedLine(
          organizationID: nil, organization: nil, domain: "o.com", reason: .orphanDomain,
          detail: "it names no organization"),
      ])
    return fixture
  }

  @Test(
    "Every organization stands there once with what would become of it, in the candidates' order")
  func outcomes() async throws {
    let rows = try await Self.fixture().details().organizations
    #expect(rows.map(\.id) == ["1", "2", "3", "4", nil])
    #expect(rows.map(\.outcome) == [.planned, .unimported, .planned, .skipped, .unimported])
    #expect(rows[0].domains.map(\.name) == ["acme.com", "xn--mller-kva.de", "gmail.com"])
    #expect(rows[0].domains.map(\.outcome) == [.planned, .planned, .unimported])
    #expect(rows[1].employeeCount == "many")
    #expect(rows[4].isListed == false)
    #expect(rows.allSatisfy { !$0.differs })
  }

  @Test("What a person should know of a domain is told: its name before, exceptions, other claims")
  func remarks() async throws {
    let domains = try await Self.fixture().details().organizations[0].domains
    #expect(domains[0].remarks == ["let in by an exception: an order"])
    #expect(domains[1].remarks == ["IT Glue has “müller.de”", "claimed too by “Beta” (2)"])
  }

  @Test("After load each tells what happened, and what is not as planned is marked")
  func results() async throws {
    let fixture = try Self.fixture(.finished)
    try fixture.loaded([
      ResultLine(
        id: "1", name: "Acme", uuid: "u-1", status: .imported,
        domains: [
          .init(name: "acme.com", status: .imported),
          .init(name: "xn--mller-kva.de", status: .unimported, reason: .sensitiveDomain),
        ], attempts: 1),
      ResultLine(
        id: "3", name: "C", uuid: "u-3", status: .unimported, reason: .importError,
        domains: [.init(name: "third.com", status: .unimported, reason: .importError)], attempts: 1),
    ])
    let rows = try await fixture.details().organizations
    #expect(rows.map(\.outcome) == [.imported, .unimported, .unimported, .skipped, .unimported])
    #expect(rows.map(\.differs) == [true, false, true, false, false])
    #expect(rows[0].domains.map(\.differs) == [false, true, false])
    #expect(rows[0].domains[1].remarks.contains("planned, and not imported"))
    #expect(rows[0].uuid == "u-1")
  }

  @Test("Before validate is done there is nothing to tell of, and no error")
  func early() async throws {
    let fixture = try ReportFixture(.unfinished)
    try fixture.extracted(organizations: 4, domains: 6)
    #expect(try await fixture.details().organizations.isEmpty)
  }

  @Test("As CSV: a line for each organization and domain, with reason, remedy and remarks")
  func csv() async throws {
    let table = try await DetailsTable(Self.fixture().details()).everything
    #expect(
      table.rows.map { $0.cells[3] } == [
        "acme.com", "xn--mller-kva.de", "gmail.com", "b.com", "third.com", "", "o.com",
      ])
    let refused = table.rows[2].cells
    #expect(refused[5] == "free_mail")
    #expect(refused[7] == Reason.freeMail.remedy)
    let text = String(decoding: SheetWriter.csv(table), as: UTF8.self)
    #expect(text.contains("\"'=HYPERLINK"))
    #expect(text.contains("\"<img src=x onerror=alert(1)>\""))
  }

  @Test("The worksheet has the planned ones by name, as the wizard lists them")
  func worksheet() async throws {
    let table = try await Worksheet(Self.fixture().details()).table
    #expect(table.rows.map { $0.cells[1] } == ["=HYPERLINK(\"http://x\")", "Acme"])
    #expect(table.rows[1].cells[2] == "acme.com\nxn--mller-kva.de")
    #expect(table.rows[1].cells[7].contains("do not import gmail.com"))
    #expect(table.rows[0].cells[7].contains("link it"))
  }

  @Test("After load the worksheet tells what is done, in the words that can be given back")
  func worksheetOfResults() async throws {
    let fixture = try ReportFixture(.unfinished)
    var added = PlanLine.sample("5", "n.com")
    added.action = .addDomains
    try fixture.validated(
      [
        .sample("1", "a.com", "b.gov"), .sample("2", "c.com"), .sample("3", "d.com", "e.com"),
        .sample("4", "f.com", "g.com"), added,
      ], [])
    try fixture.loadedByHand([
      .sample(
        "1", .imported,
        [
          .init(name: "a.com", status: .imported),
          .init(name: "b.gov", status: .unimported, reason: .govDomain),
        ]),
      .sample(
        "2", .unimported, [.init(name: "c.com", status: .unimported, reason: .licenceLimit)],
        reason: .licenceLimit),
      .sample(
        "3", .unimported,
        [
          .init(name: "d.com", status: .unimported, reason: .sensitiveDomain),
          .init(name: "e.com", status: .unimported, reason: .importError),
        ], reason: .sensitiveDomain),
      .sample(
        "4", .pending,
        [
          .init(name: "f.com", status: .unimported, reason: .importError),
          .init(name: "g.com", status: .pending),
        ]),
      .sample("5", .pending, [.init(name: "n.com", status: .pending)]),
    ])
    let table = try await Worksheet(fixture.details()).table
    #expect(table.columns.map(\.title) == WorksheetColumn.allCases.map(\.rawValue))
    #expect(
      table.rows.map { $0.cells[0] } == ["x", "license_limit", "sensitive_domain", "", ""])
    #expect(
      table.rows.map { $0.cells[5] } == [
        "b.gov: gov_domain", "", "d.com: sensitive_domain\ne.com: import_error",
        "f.com: import_error", "",
      ])
    #expect(table.rows[4].cells[7] == "is imported already: only these domains are new")
  }

  @Test("The workbook has summary, plan, what stayed out, and domains")
  func workbook() async throws {
    let fixture = try Self.fixture()
    let tables = try await ReportWorkbook(fixture.details()).tables
    #expect(tables.map(\.name) == ["Summary", "Plan", "Unimported", "Domains"])
    #expect(tables.map(\.rows.count).dropFirst() == [2, 3, 6])
    let file = fixture.folder.url.appending(path: "r.xlsx")
    try SheetWriter.writeWorkbook(tables, to: file)
    var rows: [[String]] = []
    _ = try SheetReader(file, sheet: "Plan", isHeader: { _ in true }).read { rows.append($0.cells) }
    #expect(rows.count == 3)
    #expect(rows[2][1] == "=HYPERLINK(\"http://x\")")
  }

  @Test(
    "On a terminal the table fits its width, and without one nothing is cut",
    arguments: [40, 60, 80])
  func fits(width: Int) async throws {
    let details = try await Self.fixture().details()
    let style = TextStyle(coloured: false)
    let lines = DetailsText(details, width: width, style: style).text.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(!lines.joined().contains("\u{1B}"))
    let whole = DetailsText(details, width: nil, style: style).text
    #expect(
      whole.contains(
        "<img src=x onerror=alert(1)>  0 of 1   Unimported         unknown_employee_count"))
  }
}
