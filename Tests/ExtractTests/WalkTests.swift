import Pipeline
import TestSupport
import Testing

@testable import Extract

@Suite("Walking an index")
struct WalkTests {
  private let fixture: ExtractFixture

  init() throws {
    fixture = try ExtractFixture()
  }

  @Test("Every row once, in the order of the pages", arguments: [0, 1, 2, 3, 4, 6, 10])
  func everyRow(count: Int) async throws {
    let checkpoint = try await fixture.extract(
      ShiftingSource(organizations: count, domains: count * 2))
    #expect(try fixture.ids() == Array(0..<count))
    #expect(try fixture.ids(.domains) == Array(0..<(count * 2)))
    #expect(checkpoint.counts["organizations"] == count)
    #expect(checkpoint.counts["domains"] == count * 2)
    #expect(checkpoint.state == .finished)
  }

  private struct Stopped: Error {}

  @Test("Stopped before any page, it goes on there; a torn tail is cut, no page is asked for twice")
  func resumed() async throws {
    let whole = ShiftingSource(organizations: 10, domains: 7)
    try await fixture.extract(whole)
    for stop in whole.asked.indices {
      let broken = try ExtractFixture()
      await #expect(throws: Stopped.self) {
        try await broken.extract(
          ScriptedSource { number, endpoint in
            guard "\(endpoint.rawValue) \(number)" != whole.asked[stop] else { throw Stopped() }
            return try ShiftingSource(organizations: 10, domains: 7).page(number, of: endpoint)
          })
      }
      try broken.tear()
      let second = ShiftingSource(organizations: 10, domains: 7)
      try await broken.extract(second)
      #expect(second.asked == Array(whole.asked[stop...]), "stopped at \(stop)")
      #expect(try broken.ids() == Array(0..<10))
      #expect(try broken.ids(.domains) == Array(0..<7))
    }
  }

  @Test("A row that is on two pages is taken once")
  func repeated() async throws {
    let source = ScriptedSource { number, _ in
      Page(
        rows: (number == 1 ? [1, 2] : [2, 3]).map(ShiftingSource.row), totalCount: 3,
        nextPage: number == 1 ? 2 : nil)
    }
    let checkpoint = try await fixture.extract(source)
    #expect(try fixture.ids() == [1, 2, 3])
    #expect(checkpoint.counts["organizations.repeated"] == 1)
  }

  @Test("Rows that came while it walked are there in the end: it walks again")
  func grows() async throws {
    let source = ShiftingSource(organizations: 7) { rows, asked in
      if asked == 2 { rows.insert(100, at: 0) }
    }
    try await fixture.extract(source)
    #expect(try fixture.ids().sorted() == [0, 1, 2, 3, 4, 5, 6, 100])
  }

  @Test("A row that went makes another one slip over the edge of a page: it walks again")
  func shrinks() async throws {
    let source = ShiftingSource(organizations: 7) { rows, asked in
      if asked == 1 { rows.removeFirst() }
    }
    try await fixture.extract(source)
    #expect(try fixture.ids() == [1, 2, 3, 4, 5, 6])
  }

  @Test("What never stands still ends with how many are missing, not with a short success")
  func neverSteady() async throws {
    let source = ShiftingSource(organizations: 9) { rows, asked in
      if asked % 3 == 1 { rows.removeFirst() }
    }
    let error = await #expect(throws: WalkError.self) { try await fixture.extract(source) }
    guard case .incomplete(.organizations, _, _, rounds: Walk.rounds) = error else {
      Issue.record("\(error as Any)")
      return
    }
    #expect(error?.kind == .unavailable)
    #expect(try fixture.run.readCheckpoint(of: .extract)?.state == .running)
  }

  @Test("A total that is not reached is an error that says how many are missing")
  func short() async throws {
    let source = ScriptedSource { _, _ in
      Page(rows: [1, 2].map(ShiftingSource.row), totalCount: 5, nextPage: nil)
    }
    let error = await #expect(throws: WalkError.self) { try await fixture.extract(source) }
    #expect(error == .incomplete(.organizations, rows: 2, total: 5, rounds: Walk.rounds))
    #expect(error?.message.contains("3 missing") == true)
  }

  @Test("The same page for ever ends at its second time")
  func sameForEver() async throws {
    let source = ScriptedSource { number, _ in
      Page(rows: [1, 2].map(ShiftingSource.row), totalCount: 100, nextPage: number + 1)
    }
    await #expect(throws: WalkError.nothingNew(.organizations, page: 2)) {
      try await fixture.extract(source)
    }
  }

  @Test("A next page that is not behind this one ends the walk", arguments: [1, 2])
  func goesBack(next: Int) async throws {
    let source = ScriptedSource { number, _ in
      Page(rows: [ShiftingSource.row(number)], totalCount: 9, nextPage: number == 1 ? 2 : next)
    }
    await #expect(throws: WalkError.goesBack(.organizations, page: 2, next: next)) {
      try await fixture.extract(source)
    }
  }

  @Test(
    "Whatever comes and goes: what was there throughout is there once, or it is an error",
    arguments: [UInt64](1...60))
  func drift(seed: UInt64) async throws {
    let count = 20
    let source = ShiftingSource(organizations: count, size: 4) { rows, asked in
      var random = SplitMix64(seed: seed &* 1000 &+ UInt64(asked))
      // In the first walk and perhaps in the second; then people go home.
      guard asked < 9, random.oneIn(2) else { return }
      if random.oneIn(2), rows.count > 3 {
        rows.remove(at: Int.random(in: 0..<rows.count, using: &random))
      } else {
        rows.insert(100 + asked, at: Int.random(in: 0...rows.count, using: &random))
      }
    }
    do {
      try await fixture.extract(source)
    } catch is WalkError {
      return
    }
    let ids = try fixture.ids()
    #expect(Set(ids).count == ids.count)
    #expect(ids.count == source.organizations.count)
    let throughout = Set(0..<count).intersection(source.organizations)
    #expect(throughout.isSubset(of: ids), "seed \(seed)")
  }
}
