import Pipeline
import Testing

@testable import Validate

@Suite("Organizations that Dark Web ID has under their title")
struct ExistingTests {
  private let world = World.sample(
    limit: 10, used: 3,
    [
      .init(uuid: "u-1", title: "ACME", domains: ["acme.com"]),
      .init(uuid: "u-2", title: "Beta", domains: ["beta.com"]),
      .init(uuid: "u-3", title: "Twin", domains: []),
      .init(uuid: "u-4", title: "Twin", domains: []),
    ], links: ["99": "u-2"])

  private func planned(
    _ candidates: [Candidate], _ existing: PipelineFile.Validation.Existing = .adopt
  ) -> Planned {
    Planned(candidates, in: world) { $0.existing = existing }
  }

  @Test("Adopted: it is linked, and only what it lacks is added and costs")
  func adopts() throws {
    let result = planned([.sample("1", name: "Acme", ["acme.com", "acme.org"])])
    let line = try #require(result.plan.first)
    #expect(line.action == .adopt)
    #expect(line.uuid == "u-1")
    #expect(line.domains.map(\.name) == ["acme.org"])
    #expect(line.licences == 1)
    #expect(result.line(of: "1") == nil)
    #expect(result.line(of: "1", "acme.com")?.reason == .alreadyLinked)
  }

  @Test("Where it lacks nothing it is linked all the same, and no value is asked for")
  func adoptsWhole() throws {
    for domains in [["acme.com"], []] {
      let result = planned([.sample("1", name: "Acme", domains, employees: nil, industry: nil)])
      let line = try #require(result.plan.first)
      #expect(line.action == .adopt)
      #expect(line.domains.isEmpty)
      #expect(line.licences == 0)
    }
  }

  @Test("What speaks against the organization speaks against adopting it")
  func refused() {
    let ambiguous = planned([
      .sample("1", name: "Acme", ["acme.org"], findings: [Finding(.ambiguousMapping, "two rows")])
    ])
    #expect(ambiguous.line(of: "1")?.reason == .ambiguousMapping)
    let incomplete = planned([.sample("1", name: "Acme", ["acme.org"], industry: nil)])
    #expect(incomplete.line(of: "1")?.reason == .missingIndustry)
  }

  @Test("One that another organization is linked with, or of which there are two, is left out")
  func notAdoptable() {
    let result = planned([
      .sample("1", name: "Beta", ["b.com"]), .sample("2", name: "Twin", ["t.com"]),
    ])
    #expect(result.plan.isEmpty)
    #expect(result.line(of: "1")?.reason == .titleExists)
    #expect(result.line(of: "1")?.detail == "u-2 in Dark Web ID, linked with 99")
    #expect(
      result.line(of: "2")?.detail
        == "u-3 in Dark Web ID, not linked; u-4 in Dark Web ID, not linked")
  }

  @Test("Two that would adopt the same one both wait for a person")
  func twins() {
    let result = planned([
      .sample("1", name: "Acme", ["a.com"]), .sample("2", name: "acme", ["b.com"]),
    ])
    #expect(result.plan.isEmpty)
    #expect(result.line(of: "1")?.reason == .duplicateTitle)
    #expect(result.line(of: "2")?.reason == .duplicateTitle)
  }

  @Test("Skipped: it is left out, and the reason names the one that is there")
  func skips() {
    let result = planned([.sample("1", name: "Acme", ["acme.org"])], .skip)
    #expect(result.plan.isEmpty)
    #expect(result.line(of: "1")?.reason == .titleExists)
  }

  @Test("Fail: no plan is made, and the error names them")
  func fails() async throws {
    let run = try TestRun([.sample("1", name: "Acme", ["acme.org"]), .sample("2", ["other.com"])])
    let world = world
    let error = try await #require(throws: ExistingOrganizationsError.self) {
      try await run.validate(world) { $0.existing = .fail }
    }
    #expect(error.message.contains("“Acme” (1)"))
    #expect(error.kind == .badInput)
    #expect(throws: FileError.self) { try run.plan() }
    let without = try TestRun([.sample("2", ["other.com"])])
    try await without.validate(world) { $0.existing = .fail }
    #expect(try without.plan().count == 1)
  }
}
