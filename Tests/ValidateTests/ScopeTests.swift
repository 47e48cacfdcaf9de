import FoundationEssentials
import Pipeline
import Synchronization
import Testing

@testable import Validate

@Suite("A run that begins with a few organizations")
struct ScopeTests {
  private static func scope(first: Int? = nil, only: [String]? = nil) -> PlanScope {
    PlanScope(first: first, only: only)
  }

  @Test("The first ones in plan order are planned, the others are not selected and say so")
  func first() {
    let result = Planned(
      [
        .sample("1", ["a.com"], industry: nil), .sample("2", ["b.com"]),
        .sample("3", ["c.com", "gmail.com"]), .sample("4", ["d.com"]),
      ], scope: Self.scope(first: 2))
    #expect(result.plan.map(\.id) == ["2", "3"])
    #expect(result.line(of: "1")?.reason == .missingIndustry, "it comes before them")
    #expect(result.line(of: "4")?.reason == .notSelected)
    #expect(result.line(of: "4")?.status == .skipped)
    #expect(result.line(of: "4")?.detail == "--first 2")
    #expect(result.line(of: "4", "d.com")?.reason == .notSelected)
    #expect(result.line(of: "4", "d.com")?.detail == "--first 2")
  }

  @Test("Only those that are named are planned")
  func only() {
    let result = Planned(
      [.sample("1", ["a.com"]), .sample("2", ["b.com"]), .sample("3", ["c.com"])],
      scope: Self.scope(only: ["3", "2"]))
    #expect(result.plan.map(\.id) == ["2", "3"])
    #expect(result.line(of: "1")?.reason == .notSelected)
    #expect(result.line(of: "1")?.detail == "--only names others")
  }

  @Test("Both together: the first ones of those that are named")
  func both() {
    let result = Planned(
      [.sample("1", ["a.com"]), .sample("2", ["b.com"]), .sample("3", ["c.com"])],
      scope: Self.scope(first: 1, only: ["2", "3"]))
    #expect(result.plan.map(\.id) == ["2"])
    #expect(result.line(of: "1")?.detail == "--only names others")
    #expect(result.line(of: "3")?.detail == "--first 1")
  }

  @Test("One that something else speaks against besides says that too")
  func furtherReasons() {
    let world = World.sample(
      [.init(uuid: "u-4", title: "Delta", domains: ["d.com"])], links: ["4": "u-4"])
    let result = Planned(
      [
        .sample("1", ["a.com"]), .sample("2", ["b.com", "gmail.com"], industry: nil),
        .sample("3", ["c.com"], selected: false, findings: [Finding(.notSelected, "no type")]),
        .sample("4", ["d.com"]),
      ], in: world, scope: Self.scope(first: 1))
    #expect(result.line(of: "2")?.detail == "--first 1; also missing_industry")
    #expect(result.line(of: "2", "gmail.com")?.reason == .notSelected)
    #expect(result.line(of: "3")?.detail == "--first 1; no type")
    #expect(result.line(of: "4")?.detail == "--first 1; also already_linked: linked with u-4")
    #expect(result.line(of: "4", "d.com")?.reason == .alreadyLinked, "it is monitored all the same")
  }

  @Test("A domain that one of the others gets stays theirs, and two of one title both wait")
  func claims() {
    let batch: [Candidate] = [
      .sample("1", ["a.com", "b.com"]), .sample("2", ["a.com", "c.com"]),
      .sample("3", name: "Twin", ["d.com"]), .sample("4", name: "Twin", ["e.com"]),
    ]
    let result = Planned(batch, scope: Self.scope(only: ["2", "4"]))
    #expect(result.domains == ["2": ["c.com"]])
    #expect(result.line(of: "2", "a.com")?.reason == .duplicateDomain)
    #expect(result.line(of: "4")?.reason == .duplicateTitle)
  }

  @Test("What is left out takes no licences, and is not said to be short of any")
  func licences() {
    let result = Planned(
      [.sample("1", ["a.com", "b.com"]), .sample("2", ["c.com", "d.com"])],
      in: .sample(limit: 2), scope: Self.scope(only: ["2"]))
    #expect(result.domains == ["2": ["c.com", "d.com"]])
    #expect(result.forecast.wanted == 2)
    #expect(result.forecast.short == 0)
  }

  @Test("More licences bring no more organizations than were asked for")
  func forecast() {
    let many = (0..<50).map { Candidate.sample("\($0)", ["d\($0).com"]) }
    let result = Planned(many, in: .sample(limit: 3), scope: Self.scope(first: 5)) {
      $0.licence.block = 1
    }
    #expect(result.plan.count == 3)
    #expect(result.line(of: "40")?.reason == .licenceLimit, "nothing but licences keeps it out")
    #expect(result.forecast.wanted == 5)
    #expect(result.forecast.steps.map(\.organizations) == [1, 2])
  }

  @Test("Where a larger one takes the licences of several, one behind them is told of too")
  func forecastOfWholeOnes() {
    let result = Planned(
      [
        .sample("1", ["a1.com", "a2.com", "a3.com", "a4.com", "a5.com", "a6.com"]),
        .sample("2", ["b1.com", "b2.com"]), .sample("3", ["c1.com", "c2.com"]),
        .sample("4", ["d1.com"]),
      ], in: .sample(limit: 4), scope: Self.scope(first: 2)
    ) {
      $0.licence.partial = false
      $0.licence.block = 1
    }
    #expect(result.plan.map(\.id) == ["2", "3"])
    // 5: as now; 6: the first alone; 7: the first and the last; 8: the first two.
    #expect(result.forecast.steps.map(\.domains) == [0, 2, 3, 4])
    #expect(result.forecast.steps.map(\.organizations) == [0, -1, 0, 0])
  }

  @Test("One to be linked takes a place, though it takes no licence")
  func adopted() {
    let world = World.sample([.init(uuid: "u-1", title: "Acme", domains: ["a.com"])])
    let result = Planned(
      [.sample("1", name: "Acme", ["a.com"]), .sample("2", ["b.com"])], in: world,
      scope: Self.scope(first: 1)
    ) { $0.existing = .adopt }
    #expect(result.plan.map(\.action) == [.adopt])
    #expect(result.line(of: "2")?.detail == "--first 1")
    #expect(result.forecast.wanted == 0)
  }
}

@Suite("The stage, where a run begins with a few organizations")
struct ScopeStageTests {
  private let run: TestRun

  init() throws {
    run = try TestRun([
      .sample("1", ["a.com"]), .sample("2", ["b.com"], priority: 2),
      .sample("3", ["c.com"], priority: 1), .sample("4", ["d.com"]),
    ])
  }

  @Test("Plan order decides who is first: Priority, then the file")
  func planOrder() async throws {
    let checkpoint = try await run.validate(scope: PlanScope(first: 3, only: nil))
    #expect(try run.plan().map(\.id) == ["3", "2", "1"])
    #expect(checkpoint.counts["organizations.not_selected"] == 1)
    #expect(checkpoint.counts["domains.not_selected"] == 1)
    #expect(checkpoint.counts["skipped_organizations"] == 1)
  }

  @Test("An id that IT Glue's list lacks is told, and the plan stays as it was")
  func unknown() async throws {
    try await run.validate()
    let plan = try run.bytes("plan.jsonl")
    let error = await #expect(throws: UnknownOrganizationsError.self) {
      try await run.validate(scope: PlanScope(first: nil, only: ["77", "3", "100"]))
    }
    #expect(error?.ids == ["100", "77"])
    #expect(error?.kind == .badInput)
    #expect(error?.message.contains("no organizations 100, 77 in IT Glue's list") == true)
    #expect(try run.bytes("plan.jsonl") == plan)
  }

  @Test("The plan is made again when the scope changes, and says what changed")
  func isStale() async throws {
    let told = Mutex<[String]>([])
    run.progress = { event in
      if case .stage(_, let text) = event { told.withLock { $0.append(text) } }
    }
    let whole = try await run.validate()
    #expect(!whole.inputs.keys.contains { ["first", "only"].contains($0) })
    try await run.validate(scope: PlanScope(first: 2, only: nil))
    try await run.validate(scope: PlanScope(first: 2, only: ["1", "2"]))
    // The same ones, in whatever order they are named.
    try await run.validate(scope: PlanScope(first: 2, only: ["2", "1"]))
    try await run.validate()
    #expect(
      told.withLock { $0 } == [
        "begins", "again, changed: first", "again, changed: only", "done before",
        "again, changed: first, only",
      ])
  }
}
