import FoundationEssentials
import Pipeline
import TestSupport
import Testing
import Transform

@testable import Provenance

@Suite("Why: one organization or domain through every stage")
struct TraceTests {
  private let folder: TemporaryFolder
  private let run: RunDirectory
  private let mapping: PipelineFile.Mapping

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory.make(at: folder.url.appending(path: "run-1"))
    mapping = PipelineFile.Mapping(
      spreadsheet: try folder.write(
        "Client,Head Count,Industry\nAcme,12,Law\nBeta GmbH,lots,Legal\n", to: "clients.csv"),
      picklists: folder.url.appending(path: "p.yaml"),
      aliases: folder.url.appending(path: "a.yaml"))
    try extract()
    try transform()
    try validate()
  }

  private func extract() throws {
    try write(
      ["1", "2", "3"].map { ["id": $0] }, "organizations.jsonl", of: .extract)
    try write(["10", "11", "12"].map { ["id": $0] }, "domains.jsonl", of: .extract)
    var checkpoint = Checkpoint(stage: .extract, stageVersion: 1, state: .finished, inputs: [:])
    checkpoint.counts = ["organizations.page_size": 2, "organizations": 3]
    try JSONFile.write(checkpoint, to: run.checkpoint(of: .extract))
  }

  private func transform() throws {
    try write(
      [
        Candidate(
          id: "1", name: "Acme", type: "Customer",
          domains: [
            .init(id: "10", name: "https://Acme.com"), .init(id: "11", name: "gmail.com"),
          ], employeeCount: "11+", employeeCountGiven: "12", industry: "Legal",
          industryGiven: "Law",
          priority: 2, mappingRow: 2),
        Candidate(
          id: "2", name: "Beta GmbH", domains: [], employeeCountGiven: "lots", industry: "Legal",
          mappingRow: 3, defaulted: ["industry"],
          findings: [Finding(.unknownEmployeeCount, "“lots”")]),
        Candidate(id: "3", name: "Gamma", selected: false),
      ], "candidates.jsonl", of: .transform)
    try write(
      [OrphanDomain(id: "12", name: "lost.com", organizationID: "77", organization: "Gone Ltd")],
      "orphans.jsonl", of: .transform)
    var checkpoint = Checkpoint(stage: .transform, stageVersion: 2, state: .finished, inputs: [:])
    checkpoint.inputs[TransformStage.spreadsheetInput] =
      try Digest.of(file: mapping.spreadsheet).text
    try JSONFile.write(checkpoint, to: run.checkpoint(of: .transform))
  }

  private func validate() throws {
    try write(
      [
        PlanLine(
          action: .create, id: "1", name: "Acme", employeeCount: "11+", industry: "Legal",
          domains: [
            .init(
              name: "acme.com", given: "https://Acme.com", warning: .lookAlike, claims: ["“X” (9)"])
          ], licences: 1)
      ], "plan.jsonl", of: .validate)
    try write(
      [
        UnimportedLine(
          organizationID: "1", organization: "Acme", domain: "gmail.com", reason: .freeMail,
          detail: "listed; also monitored_elsewhere: u-7"),
        UnimportedLine(
          organizationID: "2", organization: "Beta GmbH", domain: nil,
          reason: .unknownEmployeeCount, detail: "“lots”"),
        UnimportedLine(
          organizationID: "77", organization: "Gone Ltd", domain: "lost.com", reason: .orphanDomain,
          detail: "IT Glue lists no organization 77"),
      ], "unimported.jsonl", of: .validate)
    try write(
      [
        ResultLine(
          id: "1", name: "Acme", uuid: "u-1", status: .imported,
          domains: [.init(name: "acme.com", status: .imported)], attempts: 1)
      ], "results.jsonl", of: .load)
  }

  private func write(_ lines: [some Encodable], _ name: String, of stage: StageName) throws {
    try FileBytes.makeFolder(run.folder(of: stage))
    let output = try OutputFile(whole: run.file(name, of: stage))
    for line in lines { try output.write(line, with: JSONLines.encoder()) }
    _ = try output.finish()
  }

  private func traces(_ query: String) throws -> [Trace] {
    try TraceReader(query, in: run, mapping: mapping).read()
  }

  private func lines(_ query: String, _ stage: StageName) throws -> [String] {
    try traces(query).first?.steps.first { $0.stage == stage.rawValue }?.lines ?? []
  }

  @Test(
    "It is found by id, by name whatever the case, by domain in any form, or by a part of its name",
    arguments: ["1", "acme", "ACME.com", "user@acme.com", "gmail.com", "Acm"])
  func finds(query: String) throws {
    #expect(try traces(query).map(\.id) == ["1"])
  }

  @Test("What is not there is said, with what to do")
  func unknown() throws {
    let error = try #require(throws: TraceError.self) { try traces("nobody") }
    #expect(error.message == "run-1 has no organization or domain “nobody”")
    #expect(error.kind == .usage)
  }

  @Test("From the page and row it came in")
  func extracted() throws {
    #expect(
      try lines("3", .extract)
        == ["page 2, row 1 of IT Glue's organizations (line 3 of organizations.jsonl)"])
    // Where pages were not even, only the line is certain.
    #expect(try lines("1", .extract).contains("gmail.com: line 2 of domains.jsonl"))
  }

  @Test("By the cells that mapped it; a default is called one")
  func mapped() throws {
    #expect(
      try lines("1", .transform) == [
        "row 2, found by its name in clients.csv row 2, column A",
        "Employee Count: “12” in clients.csv row 2, column B → 11+",
        "Industry: “Law” in clients.csv row 2, column C → Legal", "Priority 2",
      ])
    #expect(
      try lines("2", .transform).suffix(2)
        == ["Industry Legal: a default of the pipeline file", "unknown_employee_count: “lots”"])
    #expect(try lines("3", .transform) == ["no row of the spreadsheet", "not selected"])
  }

  @Test("Where the sheet was changed since, no cell is named")
  func changedSheet() throws {
    try folder.write("Client,Head Count,Industry\nOther,12,Law\n", to: "clients.csv")
    #expect(try lines("1", .transform)[0] == "row 2 of the spreadsheet")
    #expect(try lines("1", .transform)[1] == "Employee Count: “12” in its cell → 11+")
  }

  @Test("Through each rule to the decision and the answer; a rule that was not asked is not passed")
  func decided() throws {
    let decision = try lines("1", .validate)
    #expect(decision[0] == "in the plan: create, licences: 1")
    #expect(decision[1] == "acme.com: in the plan, IT Glue has “https://Acme.com”")
    #expect(decision[3] == "  claimed too by “X” (9)")
    #expect(decision[4].hasPrefix("  passed: invalid_domain, public_suffix"))
    #expect(decision[4].hasSuffix("license_limit"))
    #expect(decision[5].hasPrefix("gmail.com: unimported, free_mail: listed"))
    for rule in ["free_mail", "monitored_elsewhere", "license_limit", "duplicate_domain"] {
      #expect(!decision[6].contains(rule))
    }
    #expect(
      try lines("1", .load) == [
        "imported", "u-1 in Dark Web ID", "requests sent that change something: 1",
        "acme.com: imported",
      ])
  }

  @Test("What a person imported is told as such: Dark Web ID does not know its uuid")
  func byHand() throws {
    try write(
      [
        ResultLine(
          id: "1", name: "Acme", uuid: UUIDByHand(of: "1", in: "run-1").text, status: .imported,
          domains: [.init(name: "acme.com", status: .imported)], attempts: 0)
      ], "results.jsonl", of: .load)
    #expect(
      try lines("1", .load) == [
        "imported", "by hand, in the vendor's wizard", "requests sent that change something: 0",
        "acme.com: imported",
      ])
  }

  @Test("A domain whose organization is not there is found too")
  func orphan() throws {
    let trace = try #require(try traces("lost.com").first)
    #expect(trace.name == "Gone Ltd")
    #expect(
      trace.steps.last?.lines
        == ["lost.com: unimported, orphan_domain: IT Glue lists no organization 77"])
  }
}
