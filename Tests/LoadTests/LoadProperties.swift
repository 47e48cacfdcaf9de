import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("For all plans, faults and outcomes")
struct LoadProperties {
  /// What chance decided on.
  private struct Case {
    var plan: [PlanLine] = []
    var there: [(title: String, uuid: String, domains: [String])] = []
    var outcomes: [String: FakeDarkWebID.Outcome] = [:]
    var faults: [Int: FakeDarkWebID.Fault] = [:]
    var hidesPending = false

    init(seed: UInt64) {
      var random = SplitMix64(seed: seed)
      for number in 0..<Int.random(in: 1...7, using: &random) {
        let domains = (0...Int.random(in: 0...2, using: &random)).map { "d\(number)-\($0).com" }
        for domain in domains where random.oneIn(4) {
          let words = ["gov_domain", "license_limit", "sensitive_domain", "bad luck"]
          outcomes[domain] = .unimported(words.randomElement(using: &random) ?? "")
        }
        var line = PlanLine.create("Client-\(number)")
        if random.oneIn(3) {
          line = .add("Client-\(number)", to: "there-\(number)")
          there.append(("Client-\(number)", "there-\(number)", []))
        }
        line.domains = domains.map { .init(name: $0) }
        line.licences = domains.count
        plan.append(line)
      }
      for call in 1...12 where random.oneIn(3) {
        faults[call] = FakeDarkWebID.Fault.allCases.randomElement(using: &random)
      }
      hidesPending = random.oneIn(2)
    }
  }

  @Test("Created once, linked once, told once, and as an undisturbed load would have ended")
  func exactlyOnce() async throws {
    for seed in UInt64(1)...60 {
      let chance = Case(seed: seed)
      func fixture(_ faults: [Int: FakeDarkWebID.Fault]) throws -> LoadFixture {
        try LoadFixture(
          chance.plan,
          {
            $0.outcomes = chance.outcomes
            $0.hidesPending = chance.hidesPending
            $0.titlesAreUnique = false
            $0.fault = { faults[$0.number] }
          }, there: chance.there)
      }
      let calm = try fixture([:])
      try await calm.perform()
      let stormy = try fixture(chance.faults)
      do {
        _ = try await stormy.performUntilSettled(concurrency: Int(seed % 4) + 1)
      } catch {
        Issue.record("seed \(seed): \(error), \(try stormy.results())")
        continue
      }
      let creates = chance.plan.filter { $0.action == .create }.map(\.name)
      #expect(stormy.fake.created.sorted() == creates.sorted(), "seed \(seed)")
      #expect(
        try stormy.results().map(\.lasting) == calm.results().map(\.lasting), "seed \(seed)")
      let links = try stormy.links()
      #expect(Set(links.map(\.id)).count == links.count, "seed \(seed)")
      #expect(Set(links.map(\.uuid)).count == links.count, "seed \(seed)")
      #expect(try stormy.links().map(\.id) == calm.links().map(\.id), "seed \(seed)")
    }
  }
}
