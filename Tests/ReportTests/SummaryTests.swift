import FoundationEssentials
import Pipeline
import Testing

@testable import Report

@Suite("The summary of a run")
struct SummaryTests {
  @Test("Nothing done yet is nothing counted")
  func empty() async throws {
    let summary = try await ReportFixture(.unfinished).summary()
    #expect(summary.total == .init())
    #expect(summary.statuses.isEmpty)
    #expect(summary.planned == nil)
    #expect(summary.exit == .unavailable)
  }

  @Test("A plan tells what would be imported, what would stay out and why, and what it costs")
  func planned() async throws {
    let fixture = try ReportFixture(.planned)
    try fixture.extracted(organizations: 3, domains: 5)
    try fixture.validated(
      [.sample("1", "a.com", "b.com")],
      [
        .sample("X", nil, .govDomain), .sample("X", "x.gov", .govDomain),
        .sample("Y", nil, .notSelected), .sample("Y", "y.com", .notSelected),
        .sample("Z", "gmail.com", .freeMail),
      ])
    let summary = try await fixture.summary()
    #expect(summary.planned == .init(organizations: 1, domains: 2))
    #expect(summary.licences == 2)
    #expect(summary.total == .init(organizations: 3, domains: 5))
    #expect(summary[.unimported] == .init(organizations: 1, domains: 2))
    #expect(summary[.skipped] == .init(organizations: 1, domains: 1))
    #expect(summary.reasons.map(\.reason) == [.govDomain, .freeMail, .notSelected].sorted())
    #expect(summary.exit == .unimported)
    let gov = try #require(summary.reasons.first { $0.reason == .govDomain })
    #expect(gov.counts == .init(organizations: 1, domains: 1))
    #expect(gov.examples == ["X"])
  }

  @Test("After a load its results count in place of the plan")
  func loaded() async throws {
    let fixture = try ReportFixture()
    try fixture.extracted(organizations: 3, domains: 3)
    try fixture.validated([.sample("1", "a.com"), .sample("2", "b.com")], [])
    try fixture.loaded([
      .sample("1", .imported, [.init(name: "a.com", status: .imported)]),
      .sample(
        "2", .unimported,
        [.init(name: "b.com", status: .unimported, reason: .sensitiveDomain)],
        reason: .sensitiveDomain),
    ])
    let summary = try await fixture.summary()
    #expect(summary.planned == nil)
    #expect(summary[.imported] == .init(organizations: 1, domains: 1))
    #expect(summary[.unimported] == .init(organizations: 1, domains: 1))
    #expect(summary.exit == .unimported)
  }

  @Test("What is not settled outweighs what stayed out", arguments: [Status.pending, .unknown])
  func unsettled(status: Status) async throws {
    let fixture = try ReportFixture(.unfinished)
    try fixture.extracted(organizations: 2, domains: 2)
    try fixture.validated([.sample("1", "a.com")], [.sample("X", nil, .noDomain)])
    try fixture.loaded([.sample("1", status, [.init(name: "a.com", status: status)])])
    #expect(try await fixture.summary().exit == .unavailable)
  }

  @Test("Only the first few are named, however many there are")
  func examples() async throws {
    let fixture = try ReportFixture(.planned)
    try fixture.extracted(organizations: 9, domains: 0)
    try fixture.validated([], (1...9).map { .sample("Client \($0)", nil, .noDomain) })
    let reason = try #require(try await fixture.summary().reasons.first)
    #expect(reason.examples == ["Client 1", "Client 2", "Client 3"])
    #expect(reason.counts.organizations == 9)
  }

  @Test("It is read back from JSON as it was")
  func roundTrip() async throws {
    let fixture = try ReportFixture(.planned)
    try fixture.extracted(organizations: 1, domains: 1)
    try fixture.validated([.sample("1", "a.com")], [.sample("X", nil, .noDomain)])
    let summary = try await fixture.summary()
    let bytes = try JSONFile.bytes(of: summary)
    #expect(try JSONDecoder().decode(Summary.self, from: bytes) == summary)
  }

  @Test("For a program: the keys, the exit code, and when to come back")
  func json() async throws {
    let fixture = try ReportFixture(.unfinished)
    try fixture.extracted(organizations: 1, domains: 1)
    try fixture.validated([.sample("1", "a.com")], [])
    try fixture.loaded([.sample("1", .pending, [.init(name: "a.com", status: .pending)])])
    let summary = try await fixture.summary()
    let report = JSONReport(summary, next: [NextStep(purpose: "wait", command: "glueport x")])
    let text = String(decoding: try JSONLines.encoder().encode(report), as: UTF8.self)
    #expect(text.contains(#""exit":69"#))
    #expect(text.contains(#""retry_after":60"#))
    #expect(text.contains(#""next":[{"command":"glueport x","purpose":"wait"}]"#))
    #expect(text.contains(#""statuses":{"pending":{"domains":1,"organizations":1}}"#))
    #expect(!text.contains("by_hand"))
  }

  @Test("For a program: what waits for a person is told, and no time to come back")
  func jsonByHand() async throws {
    let fixture = try ReportFixture(.unfinished)
    try fixture.validated([.sample("1", "a.com")], [])
    try fixture.loadedByHand([.sample("1", .pending, [.init(name: "a.com", status: .pending)])])
    let summary = try await fixture.summary()
    let text = String(
      decoding: try JSONLines.encoder().encode(JSONReport(summary, next: [])), as: UTF8.self)
    #expect(text.contains(#""exit":69"#))
    #expect(text.contains(#""by_hand":true"#))
    #expect(!text.contains("retry_after"))
    let bytes = try JSONFile.bytes(of: summary)
    #expect(try JSONDecoder().decode(Summary.self, from: bytes) == summary)
  }
}
