import Pipeline
import Testing

@testable import Validate

@Suite("Domains that stand twice")
struct DuplicateTests {
  @Test("The first organization in plan order gets it, the other is told which")
  func acrossOrganizations() {
    let result = Planned([
      .sample("1", name: "Acme", ["acme.com"]), .sample("2", ["Acme.com.", "other.com"]),
    ])
    #expect(result.domains == ["1": ["acme.com"], "2": ["other.com"]])
    #expect(result.line(of: "2", "Acme.com.")?.reason == .duplicateDomain)
    #expect(
      result.line(of: "2", "Acme.com.")?.detail == "claimed by “Acme” (1) too, which comes first")
  }

  @Test("Within one organization the first one counts")
  func within() {
    let result = Planned([.sample("1", ["acme.com", "https://acme.com"])])
    #expect(result.domains == ["1": ["acme.com"]])
    #expect(
      result.line(of: "1", "https://acme.com")?.detail == "listed twice for this organization")
  }

  @Test("A duplicate that is monitored elsewhere too says both")
  func alsoMonitored() {
    let world = World.sample(
      [
        .init(uuid: "u-1", title: "Acme", domains: []),
        .init(uuid: "u-2", title: "Beta", domains: ["b.com"]),
      ], links: ["1": "u-1"])
    let result = Planned(
      [
        .sample("1", ["a.com"]), .sample("2", ["a.com", "b.com"]),
        .sample("3", ["a.com", "c.com"]),
      ],
      in: world)
    #expect(result.reasons(of: "2") == [.duplicateDomain, .monitoredElsewhere])
    #expect(
      result.plan.first?.domains.first?.claims == ["“Organization 2” (2)", "“Organization 3” (3)"])
  }

  @Test("One that Dark Web ID has already comes first, then Priority, then order; both are told")
  func rule() throws {
    let world = World.sample(
      [.init(uuid: "u-3", title: "Gamma", domains: [])], links: ["3": "u-3"])
    let result = Planned(
      [
        .sample("2", ["a.com", "b.com", "x.com"], priority: 1), .sample("1", ["b.com", "y.com"]),
        .sample("3", ["a.com"]),
      ], in: world)
    #expect(result.domains == ["2": ["b.com", "x.com"], "1": ["y.com"], "3": ["a.com"]])
    #expect(
      result.line(of: "2", "a.com")?.detail
        == "claimed by “Organization 3” (3) too, which Dark Web ID has already")
    #expect(
      result.line(of: "1", "b.com")?.detail
        == "claimed by “Organization 2” (2) too, which has Priority 1")
  }

  @Test("An organization that is refused claims nothing, nor does one that waits for its title")
  func refusedOnesClaimNothing() {
    let result = Planned([
      .sample("1", ["a.com"], industry: nil), .sample("2", name: "Twin", ["b.com"]),
      .sample("3", name: "Twin", ["b.com"]), .sample("4", ["a.com", "b.com"]),
    ])
    #expect(result.domains == ["4": ["a.com", "b.com"]])
    #expect(result.plan.first?.domains.compactMap(\.claims) == [])
  }

  @Test("By Priority, a smaller number goes first; without one last; then as in the file")
  func priorities() async throws {
    let run = try TestRun([
      .sample("1", ["a.com"]), .sample("2", ["a.com", "b.com"], priority: 5),
      .sample("3", ["b.com", "a.com", "c.com"], priority: 1),
      .sample("4", ["d.com"], priority: 5), .sample("5", ["e.com"], priority: Int.max),
      .sample("6", ["c.com", "f.com"], priority: -1),
    ])
    try await run.validate()
    #expect(try run.plan().map(\.id) == ["6", "3", "4", "5"])
    #expect(
      try run.unimported().map { "\($0.organizationID ?? "") \($0.domain ?? "-")" }
        == ["1 -", "1 a.com", "2 -", "2 a.com", "2 b.com", "3 c.com"])
  }
}
