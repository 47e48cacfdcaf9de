import FoundationEssentials
import Ledger
import Pipeline
import Spreadsheets
import TestSupport
import Testing

@testable import Load

@Suite("For all worksheets and all that people write into them")
struct WorksheetProperties {
  /// A plan, and rows as a person might fill them in.
  private struct Case {
    var plan: [PlanLine] = []
    var random: SplitMix64

    private static let words = [
      "", "", "x", "yes", "Imported", "Unimported", "license_limit", "An error in the import",
      "the domain license limit reached us",
    ]

    init(seed: UInt64) {
      random = SplitMix64(seed: seed)
      for number in 0..<Int.random(in: 1...6, using: &random) {
        var line = PlanLine.create("Client-\(number)")
        line.domains = (0...Int.random(in: 0...3, using: &random)).map {
          .init(name: "d\(number)-\($0).com")
        }
        plan.append(line)
      }
    }

    /// A sheet with a row for each line.
    mutating func sheet() -> [[String]] {
      plan.map { line in
        var named: [String] = []
        for domain in line.domains where random.oneIn(4) {
          named.append(domain.name + (random.oneIn(2) ? ": gov_domain" : ""))
        }
        return [
          Self.words.randomElement(using: &random) ?? "", named.joined(separator: "\n"), line.id,
        ]
      }.shuffled(using: &random)
    }
  }

  /// What the ledger knows, without the moments.
  private func state(_ fixture: WorksheetFixture) throws -> ([LedgerEntry], World) {
    (try fixture.entries(), try fixture.world())
  }

  private func fixture(_ plan: [PlanLine]) async throws -> WorksheetFixture {
    let fixture = try WorksheetFixture(plan)
    try await fixture.perform()
    return fixture
  }

  @Test("Twice is once, and what is imported is what is linked and monitored, after any sheets")
  func idempotent() async throws {
    for seed in UInt64(1)...40 {
      var chance = Case(seed: seed)
      let fixture = try await fixture(chance.plan)
      for _ in 1...3 {
        let sheet = chance.sheet()
        try fixture.give(sheet)
        let once = try state(fixture)
        fixture.time.move(by: .seconds(60))
        #expect(try fixture.give(sheet).entries.isEmpty, "seed \(seed)")
        #expect(try state(fixture) == once, "seed \(seed)")

        let checkpoint = try await fixture.perform()
        let results = try fixture.results()
        #expect(results.map(\.id) == chance.plan.map(\.id), "seed \(seed)")
        for (line, result) in zip(chance.plan, results) {
          #expect(result.domains.map(\.name) == line.domains.map(\.name), "seed \(seed)")
          #expect(
            result.domains.allSatisfy { ($0.status == .unimported) == ($0.reason != nil) },
            "seed \(seed)")
        }
        let isOpen = results.contains { $0.status == .pending }
        #expect((checkpoint.state == .running) == isOpen, "seed \(seed)")
        let imported = results.filter { $0.status == .imported }
        #expect(try fixture.links().map(\.id) == imported.map(\.id).sorted(), "seed \(seed)")
        let domains = imported.flatMap(\.domains).filter { $0.status == .imported }.map(\.name)
        #expect(
          once.1.organizations.flatMap(\.domains).sorted() == domains.sorted(), "seed \(seed)")
        #expect(once.1.licence.used == domains.count, "seed \(seed)")
      }
    }
  }

  @Test("Row by row, in any order, comes to the same as all at once")
  func anyOrder() async throws {
    for seed in UInt64(1)...25 {
      var chance = Case(seed: seed)
      let sheet = chance.sheet()
      let whole = try await fixture(chance.plan)
      try whole.give(sheet)
      let rowByRow = try await fixture(chance.plan)
      for row in sheet.shuffled(using: &chance.random) { try rowByRow.give([row]) }
      #expect(try state(rowByRow) == state(whole), "seed \(seed)")
    }
  }

  @Test("The worksheet that the report makes of a run, given back, changes nothing of it")
  func roundTrip() async throws {
    for seed in UInt64(1)...20 {
      var chance = Case(seed: seed)
      let fixture = try await fixture(chance.plan)
      for _ in 1...2 {
        try fixture.give(chance.sheet())
        try await fixture.perform()
        let before = try state(fixture)
        for name in ["back.csv", "back.xlsx"] {
          let file = fixture.folder.url.appending(path: name)
          try SheetWriter.write(try await fixture.worksheet(), to: file)
          #expect(try fixture.give(file).entries.isEmpty, "seed \(seed), \(name)")
          #expect(try state(fixture) == before, "seed \(seed), \(name)")
        }
      }
    }
  }
}
