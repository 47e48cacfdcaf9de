import FoundationEssentials
import Pipeline
import Spreadsheets
import TestSupport
import Testing
import Transform

@testable import Mapping
@testable import Report

@Suite("What stayed out, as the spreadsheet that came in")
struct FixesTests {
  private let sheet = """
    Client,Head Count,Industry,Notes,Priority
    Acme,12,Law,keep me,1
    Beta,lots,Legal,"a, b",
    Gone,1,Legal,,

    """

  /// The table for a run whose transform stage read `sheet`, while `now` is there at present.
  private func table(
    _ details: [OrganizationDetails], now: String? = nil
  ) async throws -> SheetTable {
    let fixture = try MappingFixture(sheet)
    let run = try RunDirectory.make(at: fixture.folder.url.appending(path: "run"))
    try FileBytes.makeFolder(run.folder(of: .transform))
    var checkpoint = Checkpoint(stage: .transform, stageVersion: 2, state: .finished, inputs: [:])
    checkpoint.inputs[TransformStage.spreadsheetInput] =
      try Digest.of(file: fixture.mapping.spreadsheet).text
    try JSONFile.write(checkpoint, to: run.checkpoint(of: .transform))
    if let now { try fixture.folder.write(now, to: "clients.csv") }
    let record = RunRecord(
      id: "run", pipeline: "/p.yaml", pipelineDigest: "", started: "", until: .load)
    try JSONFile.write(record, to: run.record)
    var read = try await DetailsReader.read(run, record: record)
    read.organizations = details
    return try FixesTable(fixture.mapping, of: run).table(read)
  }

  private func beta(_ change: (inout OrganizationDetails) -> Void = { _ in }) -> OrganizationDetails
  {
    var beta = OrganizationDetails(
      id: "2", name: "Beta", outcome: .unimported, employeeCount: "lots", industry: "Legal", row: 3,
      reason: .unknownEmployeeCount, detail: "“lots”")
    beta.domains = [
      DomainDetails(
        name: "beta.com", outcome: .unimported, reason: .unknownEmployeeCount, detail: "“lots”")
    ]
    change(&beta)
    return beta
  }

  @Test("The columns and cells are those that came in, with id, reason and remedy behind them")
  func cells() async throws {
    let acme = OrganizationDetails(id: "1", name: "Acme", outcome: .planned, row: 2)
    let table = try await table([acme, beta()])
    #expect(
      table.columns.map(\.title)
        == [
          "Client", "Head Count", "Industry", "Notes", "Priority", "IT Glue ID", "Reason", "Remedy",
        ])
    #expect(
      table.rows.map(\.cells) == [
        [
          "Beta", "lots", "Legal", "a, b", "", "2", "unknown_employee_count: “lots”",
          Reason.unknownEmployeeCount.remedy,
        ]
      ])
  }

  @Test("A domain that stayed out of an organization that went in is told by its name")
  func domains() async throws {
    let table = try await table([
      beta {
        $0.outcome = .planned
        $0.reason = nil
        $0.domains[0].reason = .freeMail
        $0.domains[0].detail = "listed"
      }
    ])
    #expect(
      table.rows[0].cells.suffix(2) == ["beta.com: free_mail: listed", Reason.freeMail.remedy])
  }

  @Test("One without a row gets one, with what is known; orphans and what is skipped get none")
  func withoutRow() async throws {
    let table = try await table([
      beta { $0.row = nil }, beta { $0.isListed = false },
      OrganizationDetails(id: "5", name: "S", outcome: .skipped, reason: .notSelected),
    ])
    #expect(table.rows.count == 1)
    #expect(table.rows[0].cells.prefix(6) == ["Beta", "lots", "Legal", "", "", "2"])
  }

  @Test("Where the sheet was changed since, no row of it is taken for the one that the run read")
  func changedSince() async throws {
    let now = "Client,Head Count,Industry\nOther,1,Legal\nAnother,2,Legal\n"
    let table = try await table([beta()], now: now)
    #expect(table.rows[0].cells.prefix(4) == ["Beta", "lots", "Legal", "2"])
  }

  @Test("A table of this kind that comes in again does not grow columns")
  func again() async throws {
    let now = "IT Glue ID,Client,Head Count,Industry,Reason,Remedy\n2,Beta,lots,Legal,old,old\n"
    let titles = try await table([beta()], now: now).columns.map(\.title)
    #expect(titles == ["IT Glue ID", "Client", "Head Count", "Industry", "Reason", "Remedy"])
  }
}
