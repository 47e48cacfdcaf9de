import FoundationEssentials
import Testing

@testable import Pipeline

@Suite("The records: what is written is what is read")
struct RecordTests {
  /// The record's line; the record comes back from it.
  private func line<Record: Codable & Equatable>(_ record: Record) throws -> String {
    let bytes = try JSONLines.encoder().encode(record)
    #expect(try JSONDecoder().decode(Record.self, from: bytes) == record)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("A candidate has every key on every line, null where there is nothing")
  func bareCandidate() throws {
    #expect(
      try line(Candidate(id: "574989297464115201", name: "A/S \"Zoë\""))
        == #"{"defaulted":[],"domains":[],"employee_count":null,"employee_count_given":null,"findings":[],"#
        + #""id":"574989297464115201","industry":null,"industry_given":null,"#
        + #""mapping_row":null,"name":"A/S \"Zoë\"","priority":null,"selected":true,"#
        + #""status":null,"type":null}"#)
  }

  @Test("A full candidate comes back as it was")
  func fullCandidate() throws {
    let candidate = Candidate(
      id: "3", name: "Beta", type: "Customer", status: "Active",
      domains: [.init(id: "18446744073709551615", name: "Beta.example. ")],
      employeeCount: "11-25", employeeCountGiven: "17", industry: "Legal",
      industryGiven: "Law", selected: false, priority: 0, mappingRow: 2,
      defaulted: ["industry"],
      findings: [Finding(.notSelected, "type Vendor"), Finding(.ambiguousMapping, "rows 2, 3")])
    #expect(
      try line(candidate)
        == #"{"defaulted":["industry"],"domains":[{"id":"18446744073709551615","name":"Beta.example. "}],"#
        + #""employee_count":"11-25","employee_count_given":"17","findings":["#
        + #"{"detail":"type Vendor","reason":"not_selected"},"#
        + #"{"detail":"rows 2, 3","reason":"ambiguous_mapping"}],"id":"3","industry":"Legal","#
        + #""industry_given":"Law","mapping_row":2,"name":"Beta","priority":0,"#
        + #""selected":false,"status":"Active","type":"Customer"}"#)
  }

  @Test("An unimported line has every key, and the status of its reason")
  func unimported() throws {
    #expect(
      try line(
        UnimportedLine(
          organizationID: nil, organization: nil, domain: "x.example", reason: .orphanDomain,
          detail: ""))
        == #"{"detail":"","domain":"x.example","organization":null,"organization_id":null,"#
        + #""reason":"orphan_domain","status":"unimported"}"#)
    #expect(
      try line(
        UnimportedLine(
          organizationID: "1", organization: "A", domain: nil, reason: .alreadyLinked,
          detail: "u-1"))
        == #"{"detail":"u-1","domain":null,"organization":"A","organization_id":"1","#
        + #""reason":"already_linked","status":"skipped"}"#)
  }

  @Test("A line of the plan leaves out what it has nothing to say about")
  func plan() throws {
    #expect(
      try line(
        PlanLine(
          action: .addDomains, id: "1", name: "A", employeeCount: "1-10", industry: "Legal",
          domains: [
            .init(name: "a.example"),
            .init(name: "xn--a.example", given: "Ä.example", warning: .governmentPolicy),
          ], licences: 2))
        == #"{"action":"add_domains","domains":[{"name":"a.example"},"#
        + #"{"given":"Ä.example","name":"xn--a.example","warning":"government_policy"}],"#
        + #""employee_count":"1-10","id":"1","industry":"Legal","licences":2,"name":"A"}"#)
    let adopted = PlanLine(
      action: .adopt, id: "1", name: "A", employeeCount: "1-10", industry: "Legal", domains: [],
      licences: 0, uuid: "u-1")
    #expect(try line(adopted).contains(#""uuid":"u-1""#))
  }

  @Test("Results, orphans, the world and the run come back as they were")
  func others() throws {
    #expect(
      try line(
        ResultLine(
          id: "1", name: "A", uuid: nil, status: .unknown,
          domains: [.init(name: "a.example", status: .unimported, reason: .importError)],
          attempts: 2))
        == #"{"attempts":2,"domains":[{"name":"a.example","reason":"import_error","#
        + #""status":"unimported"}],"id":"1","name":"A","status":"unknown"}"#)
    #expect(
      try line(OrphanDomain(id: "1", name: "a", organizationID: nil, organization: nil))
        == #"{"id":"1","name":"a"}"#)
    _ = try line(
      World(
        account: .init(origin: "https://x", reseller: "r"), licence: .init(limit: nil, used: 3),
        organizations: [.init(uuid: "u", title: "t", domains: ["d"])],
        links: [.init(id: "1", uuid: "u")]))
    var run = RunRecord(
      id: "r", pipeline: "/p", pipelineDigest: "sha256:0", started: "now", until: .validate)
    #expect(run.state == .unfinished)
    run.approved = .init(digest: "sha256:1", at: "now", how: "prompt")
    run.counts = ["extract.organizations": 1]
    _ = try line(run)
  }

  @Test("The plan's digest is the one that the documented shell command makes")
  func planDigest() {
    let header = PlanHeader(
      planDigest: Digest.of("plan\n").text, worldDigest: Digest.of("world\n").text,
      created: "2026-11-23T10:15:00Z", counts: [:])
    // printf 'plan sha256:%s\nworld sha256:%s\n' … | sha256sum
    #expect(
      header.digest
        == "sha256:e06da338378ad303f63eed0d5720f4f8f4ca2588ea5cf601446fa541737c12da")
    #expect(header.world == Digest.of("world\n").text)
    let later = PlanHeader(
      planDigest: Digest.of("plan\n").text, worldDigest: Digest.of("world\n").text,
      created: "later",
      counts: ["organizations": 1])
    #expect(later.digest == header.digest)
  }

  @Test(
    "A duration is told in seconds",
    arguments: [(.seconds(3), 3), (.milliseconds(-1500), -1.5), (.zero, 0)]
      as [(Duration, Double)])
  func seconds(duration: Duration, seconds: Double) {
    #expect(duration.seconds == seconds)
  }
}

@Suite("Ids of records")
struct RecordIDTests {
  private func id(_ text: String) -> RecordID {
    Array(text.utf8).withUnsafeBytes { RecordID(utf8: $0) }
  }

  @Test(
    "Only the canonical form of a 64-bit number is a number; all others stay what they are",
    arguments: ["0", "7", "574989297464115201", "18446744073709551615"])
  func numbers(text: String) {
    #expect(id(text) == UInt64(text).map(RecordID.number))
    #expect(RecordID(" \(text)\n") == UInt64(text).map(RecordID.number))
    #expect(id(text).description == text)
  }

  @Test(
    "What only looks like a number is text",
    arguments: ["", "007", "00", "+7", "-1", "1e3", "7.0", "18446744073709551616", "٣", "a"])
  func texts(text: String) {
    #expect(id(text) == .text(text))
  }
}
