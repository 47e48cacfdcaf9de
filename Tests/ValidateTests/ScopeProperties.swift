import Pipeline
import TestSupport
import Testing

@testable import Validate

/// What holds for a run that begins with a few organizations, whatever the batch is.
@Suite("Properties of a run that begins with a few organizations")
struct ScopeProperties {
  /// A batch, a world, and how many organizations are asked for.
  private struct Case {
    var candidates: [Candidate]
    var world: World
    var first: Int
    var only: [String]

    init(seed: UInt64) {
      var random = SplitMix64(seed: seed)
      candidates = ValidateProperties.candidates(&random)
      world = ValidateProperties.world(&random)
      first = Int.random(in: 1...12, using: &random)
      let ids = candidates.map(\.id)
      only = ids.filter { _ in random.oneIn(2) }
    }

    func validate(_ scope: PlanScope, seed: UInt64) async throws -> TestRun {
      let run = try TestRun(candidates)
      // What goes in comes out: the stage fails where its counts do not add up.
      try await run.validate(world, scope: scope) { ValidateProperties.change(&$0, seed: seed) }
      return run
    }
  }

  @Test("The plan of the first ones is how the whole plan begins, line by line", arguments: 0..<30)
  func first(seed: UInt64) async throws {
    let batch = Case(seed: seed)
    let whole = try await batch.validate(.all, seed: seed)
    let begun = try await batch.validate(PlanScope(first: batch.first, only: nil), seed: seed)
    #expect(try begun.plan() == Array(whole.plan().prefix(batch.first)))

    let before = try Dictionary(grouping: whole.unimported(), by: \.key)
    for (key, lines) in try Dictionary(grouping: begun.unimported(), by: \.key)
    where before[key] != lines {
      let all = lines.allSatisfy {
        $0.reason == .notSelected && $0.detail.hasPrefix("--first \(batch.first)")
      }
      #expect(all, "\(lines)")
    }
  }

  @Test(
    "Where licences reach for all, the plan of some is the part of the whole plan that is theirs",
    arguments: 0..<30)
  func only(seed: UInt64) async throws {
    var batch = Case(seed: seed)
    batch.world.licence.limit = nil
    // A limit of the pipeline file would hold as well.
    let settings = seed.isMultiple(of: 7) ? seed + 1 : seed
    let whole = try await batch.validate(.all, seed: settings)
    let part = try await batch.validate(PlanScope(first: nil, only: batch.only), seed: settings)
    #expect(try part.plan() == whole.plan().filter { batch.only.contains($0.id) })
    let others = try part.unimported().filter { line in
      !batch.only.contains(line.organizationID ?? "") && line.domain == nil
    }
    #expect(others.allSatisfy { $0.detail.hasPrefix("--only names others") })
    #expect(others.count == batch.candidates.count - batch.only.count)
  }

  @Test("Each step of the forecast is what so many more licences would bring", arguments: 0..<200)
  func forecast(seed: UInt64) {
    let batch = Case(seed: seed)
    let scope = PlanScope(
      first: seed.isMultiple(of: 3) ? nil : batch.first / 2 + 1,
      only: seed.isMultiple(of: 2) ? nil : batch.only)
    func planned(_ more: Int) -> Planned {
      var world = batch.world
      world.licence = World.Licence(limit: Int(seed % 7) + more, used: 0)
      return Planned(batch.candidates, in: world, scope: scope) {
        $0.licence.partial = seed.isMultiple(of: 5)
        $0.licence.block = 1
      }
    }
    func domains(_ planned: Planned) -> Int { planned.plan.reduce(0) { $0 + $1.domains.count } }
    let now = planned(0)
    #expect(now.forecast.planned == domains(now))
    for step in now.forecast.steps {
      #expect(domains(planned(step.licences)) == domains(now) + step.domains)
    }
    #expect(domains(planned(1000)) == now.forecast.wanted)
  }
}

extension UnimportedLine {
  /// Whom the line is about.
  fileprivate var key: String { "\(organizationID ?? "") \(domain ?? "-")" }
}
