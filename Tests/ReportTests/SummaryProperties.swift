import Pipeline
import TestSupport
import Testing

@testable import Report

@Suite("The summary of any run")
struct SummaryProperties {
  @Test("is what its lines say, read one by one", arguments: UInt64(1)...12)
  func plain(seed: UInt64) async throws {
    var chance = Chance(seed: seed)
    let plan = chance.plan(chance.random.oneIn(4) ? 0 : 40)
    let results = plan.prefix(seed.isMultiple(of: 3) ? plan.count : plan.count / 2)
      .map { chance.result(of: $0) }
    let isLoaded = seed.isMultiple(of: 2)
    let fixture = try ReportFixture(isLoaded ? .unfinished : .planned)
    try fixture.validated(plan, chance.leftOut(60))
    if isLoaded { try fixture.loaded(results) }
    let summary = try await fixture.summary()
    let plain = try PlainSummary(of: fixture.run)
    #expect(summary.planned == plain.rest(isLoaded: isLoaded))
    #expect(summary.licences == plain.licences)
    #expect(summary.defaulted == plain.defaulted)
    #expect(summary.addedDomains == plain.addedDomains)
    #expect(summary.refusedByLoad == plain.refusedByLoad)
    #expect(summary.statuses == plain.statuses)
    #expect(
      summary.reasons.sorted { $0.reason < $1.reason }
        == plain.reasons.sorted { $0.reason < $1.reason })
  }

  @Test("is told of a run that a signal stopped, and so are its organizations")
  func cancelled() async throws {
    let fixture = try DetailsTests.fixture()
    let told = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return (try await fixture.summary(), try await fixture.details())
    }
    let (summary, details) = try await told.value
    #expect(summary.planned?.organizations == 2)
    #expect(details.organizations.count == 5)
  }
}

/// Lines by chance, long enough for a file of them to be read in many pieces.
private struct Chance {
  var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// The evidence that makes a line long.
  private mutating func evidence() -> String {
    String(repeating: "“a \"word\"\\n” ", count: Int.random(in: 0...4000, using: &random))
  }

  private mutating func name() -> String { "Client \(Int.random(in: 1...20, using: &random))" }

  /// A few reasons are frequent, the others rare.
  private mutating func reason() -> Reason {
    let reasons: [Reason] = random.oneIn(10) ? Reason.allCases : [.noDomain, .licenceLimit]
    return reasons[Int.random(in: reasons.indices, using: &random)]
  }

  mutating func plan(_ count: Int) -> [PlanLine] {
    let isPlain = random.oneIn(3)
    return (0..<count).map { number in
      var line = PlanLine.sample("\(number)", "a\(number).com", "b\(number).com")
      line.domains[0].exception = evidence()
      guard !isPlain else { return line }
      if random.oneIn(3) { line.defaulted = ["industry"] }
      if random.oneIn(9) { line.defaulted = ["employee_count", "industry"] }
      if random.oneIn(5) { line.domains[1].addedBy = "clients.csv row 2, column C" }
      return line
    }
  }

  mutating func leftOut(_ count: Int) -> [UnimportedLine] {
    (0..<count).map { number in
      UnimportedLine(
        organizationID: random.oneIn(9) ? nil : "\(number)",
        organization: random.oneIn(9) ? nil : name(),
        domain: random.oneIn(3) ? nil : "left\(number).com", reason: reason(), detail: evidence())
    }
  }

  mutating func result(of line: PlanLine) -> ResultLine {
    let statuses = Status.allCases
    func status() -> Status { statuses[Int.random(in: statuses.indices, using: &random)] }
    return ResultLine(
      id: line.id, name: name(), uuid: nil, status: status(),
      reason: random.oneIn(2) ? reason() : nil, detail: random.oneIn(2) ? evidence() : nil,
      domains: line.domains.map { domain in
        .init(name: domain.name, status: status(), reason: random.oneIn(2) ? reason() : nil)
      }, attempts: Int.random(in: 0...1, using: &random))
  }
}
