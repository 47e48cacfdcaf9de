import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Transform

@Suite("The transform stage on a run")
struct TransformStageTests {
  private static let header = "IT Glue ID,Name,Employee Count,Industry,Priority\r\n"

  private func fixture() throws -> StageFixture {
    try StageFixture(
      organizations: [
        StageFixture.organization("574989297464115201", "Acme"),
        StageFixture.organization("3", "Beta"),
        StageFixture.organization("org-4", "Gamma"),
        StageFixture.organization("5", "Delta", type: "Vendor"),
        StageFixture.organization("6", "Unlisted"),
      ],
      domains: [
        StageFixture.domain(1, "beta.example", of: "3"),
        StageFixture.domain(2, "acme.example", of: "574989297464115201"),
        StageFixture.domain(3, "lost.example", of: "574989297464115202"),
        StageFixture.domain(4, "gamma.example", of: #""org-4""#),
        StageFixture.domain(5, "nobody.example", of: "null"),
        StageFixture.domain(6, "www.acme.example", of: #""574989297464115201""#),
        StageFixture.domain(7, "delta.example", of: "5"),
      ],
      sheet: "\u{FEFF}" + Self.header + "574989297464115201,,17,Law,2\r\n,BETA,many,Legal,soon\r\n"
        + "org-4,,3,Legal,\r\n\r\n99,Gone,3,Legal,\r\n")
  }

  @Test("Organizations stay in order, with their domains in order and their rows applied")
  func candidates() async throws {
    let fixture = try fixture()
    _ = try await fixture.perform(selection: .init(types: ["customer"]))
    let candidates = try fixture.candidates()
    #expect(candidates.map(\.id) == ["574989297464115201", "3", "org-4", "5", "6"])
    #expect(
      candidates.map { $0.domains.map(\.name) } == [
        ["acme.example", "www.acme.example"], ["beta.example"], ["gamma.example"],
        ["delta.example"], [],
      ])
    #expect(candidates.map(\.mappingRow) == [2, 3, 4, nil, nil])
    #expect(candidates.map(\.employeeCount) == ["11+", nil, "1-10", nil, nil])
    #expect(candidates.map(\.priority) == [2, nil, nil, nil, nil])
    #expect(candidates.map(\.selected) == [true, true, true, false, false])
    #expect(
      candidates.map { $0.findings.map(\.reason) }
        == [[], [.unknownEmployeeCount], [], [.notSelected], [.notInSpreadsheet]])
  }

  @Test("A mapping that was read before is used, unless one of its files is another by now")
  func readBefore() async throws {
    let fixture = try fixture()
    // So that it is seen whether it is used.
    var other = fixture.mapping
    other.unlisted = .report
    let read = try ReadMapping(other, .none)
    func reasonsOfUnlisted() async throws -> [Reason]? {
      _ = try await fixture.perform(read: read)
      return try fixture.candidates().last?.findings.map(\.reason)
    }
    #expect(try await reasonsOfUnlisted() == [.missingEmployeeCount, .missingIndustry])
    #expect(fixture.notes.contains { $0.hasPrefix("clients.csv, ") })

    let files = [
      fixture.mapping.spreadsheet: Self.header + "3,,17,Law,\r\n",
      fixture.mapping.picklists:
        "employee_count: [{ value: 1+, from: 1 }]\nindustry: [{ value: Legal, aliases: [Law] }]\n",
      fixture.mapping.aliases: "aliases:\n  - { name: Gone, id: 99 }\n",
    ]
    for (file, text) in files {
      let before = FileBytes.size(of: file) == nil ? nil : try FileBytes.read(file)
      try OutputFile.write(text.utf8, to: file)
      #expect(try await reasonsOfUnlisted() == [.notInSpreadsheet], "\(file.lastPathComponent)")
      if let before { try OutputFile.write(before, to: file) } else { try FileBytes.remove(file) }
    }
    let shared = SharedDomains(digests: ["list": "another"]) { _ in true }
    #expect(try ReadMapping.digests(of: other, shared) != read.digests)
  }

  @Test("Domains without an organization are orphans, in order, and everything is counted")
  func orphans() async throws {
    let fixture = try fixture()
    let checkpoint = try await fixture.perform(selection: .init(types: ["customer"]))
    #expect(
      try fixture.orphans() == [
        OrphanDomain(
          id: "3", name: "lost.example", organizationID: "574989297464115202",
          organization: "whoever"),
        OrphanDomain(
          id: "5", name: "nobody.example", organizationID: nil, organization: "whoever"),
      ])
    #expect(
      checkpoint.counts == [
        "organizations": 5, "domains": 7, "orphan_domains": 2, "mapped_by_id": 2,
        "mapped_by_name": 1, "mapped_by_alias": 0, "mapped_by_domain": 0, "unmapped": 1,
        "not_selected": 1, "not_selected.types": 1, "rows_unused": 1, "domains_added": 0,
      ])
    #expect(checkpoint.state == .finished)
    #expect(checkpoint.outputs["candidates.jsonl"]?.lines == 5)
    #expect(checkpoint.outputs["orphans.jsonl"]?.lines == 2)
  }

  @Test("Rows that belong to nobody and bad priorities are told")
  func notes() async throws {
    let fixture = try fixture()
    _ = try await fixture.perform()
    #expect(
      fixture.notes == [
        "begins",
        "clients.csv, CSV with commas, UTF-8: IT Glue ID = “IT Glue ID” (A), Name = “Name” (B),"
          + " Employee Count = “Employee Count” (C), Industry = “Industry” (D),"
          + " Priority = “Priority” (E)",
        "clients.csv row 3, column E: “soon”: no priority (a whole number from 0 up); it counts as"
          + " none",
        "clients.csv row 6, column A: no organization has the id 99",
      ])
  }

  @Test("Of many rows without an organization the first five are told, and how many more there are")
  func manyNotes() async throws {
    let rows = (101...112).map { "\($0),,3,Legal,\n" }.joined()
    let fixture = try StageFixture(
      organizations: [], domains: [], sheet: Self.header + rows)
    let checkpoint = try await fixture.perform()
    #expect(checkpoint.counts["rows_unused"] == 12)
    #expect(fixture.notes.count == 8)
    #expect(fixture.notes.last == "and 7 more rows of clients.csv without an organization")
  }

  @Test("The same inputs give the same bytes")
  func deterministic() async throws {
    let files = ["candidates.jsonl", "orphans.jsonl", "checkpoint.json"]
    var runs: [[[UInt8]]] = []
    for _ in 1...2 {
      let fixture = try fixture()
      _ = try await fixture.perform()
      runs.append(try files.map { try FileBytes.read(fixture.run.file($0, of: .transform)) })
    }
    #expect(runs[0] == runs[1])
  }

  @Test("A finished stage is not run again, unless something that it reads has changed")
  func staleness() async throws {
    let fixture = try fixture()
    let selection = PipelineFile.Selection(types: ["Customer"])
    _ = try await fixture.perform(selection: selection)
    _ = try await fixture.perform(selection: .init(types: ["CUSTOMER"]))
    #expect(fixture.notes.last == "done before")
    _ = try await fixture.perform()
    #expect(fixture.notes.contains("again, changed: settings"))
    _ = try fixture.folder.write(Self.header + "3,,3,Law,\n", to: "clients.csv")
    let checkpoint = try await fixture.perform()
    #expect(fixture.notes.contains("again, changed: spreadsheet"))
    #expect(checkpoint.counts["mapped_by_id"] == 1)
    _ = try await fixture.perform(mapped: false)
    #expect(fixture.notes.contains("again, changed: picklists, settings, spreadsheet"))
  }

  @Test("Without a spreadsheet every organization lacks its values")
  func unmapped() async throws {
    let fixture = try fixture()
    let checkpoint = try await fixture.perform(mapped: false)
    #expect(checkpoint.counts["unmapped"] == 5)
    #expect(try fixture.candidates().allSatisfy { $0.selected && $0.findings.count == 2 })
  }

  @Test("After a filtered extract a domain without an organization is marked, and no row is blamed")
  func filtered() async throws {
    let fixture = try StageFixture(
      organizations: [], domains: [], sheet: "\(Self.header)99,,5,Legal\n")
    try fixture.extract(
      organizations: [],
      domains: [#"{"id":"1","attributes":{"name":"a.example","organization-id":7}}"#],
      isFiltered: true)
    _ = try await fixture.perform()
    let orphans = try JSONLines.readAll(
      OrphanDomain.self, from: fixture.run.file("orphans.jsonl", of: .transform))
    #expect(orphans.map(\.isFiltered) == [true])
    #expect(
      fixture.notes.contains("clients.csv row 2, column A: no selected organization has the id 99"))
  }

  @Test("Nothing in, nothing out")
  func empty() async throws {
    let fixture = try StageFixture(organizations: [], domains: [], sheet: Self.header)
    let checkpoint = try await fixture.perform()
    #expect(checkpoint.outputs.values.allSatisfy { $0.lines == 0 })
    #expect(try fixture.candidates().isEmpty)
  }

  @Test("A sheet that cannot be read leaves no candidates")
  func badSheet() async throws {
    let fixture = try StageFixture(
      organizations: [StageFixture.organization("1", "A")], domains: [], sheet: "Name\nA\n")
    await #expect(throws: HeaderError.self) { try await fixture.perform() }
    #expect(FileBytes.size(of: fixture.run.file("candidates.jsonl", of: .transform)) == nil)
  }

  @Test("Without a finished extract there is nothing to work on")
  func noExtract() async throws {
    let fixture = try fixture()
    try FileBytes.remove(fixture.run.checkpoint(of: .extract))
    await #expect(throws: RunError.self) { try await fixture.perform() }
  }

  @Test("A line that is no resource is named")
  func damaged() async throws {
    let fixture = try StageFixture(
      organizations: [StageFixture.organization("1", "A"), "{}"], domains: [], sheet: Self.header)
    let error = await #expect(throws: JSONLinesError.self) { try await fixture.perform() }
    #expect(error?.line == 2)
    #expect(error?.problem == "no id")
  }
}
