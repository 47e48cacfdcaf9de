import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Extract

@Suite("Walking an index")
struct WalkTests {
  private let fixture: WalkFixture

  init() throws { fixture = try WalkFixture() }

  private func failure(_ source: SampleIndex) async -> WalkError? {
    await #expect(throws: WalkError.self) { try await fixture.run(source) }
  }

  @Test("Each row is there once, in order, a line each", arguments: [0, 1, 2, 3, 4, 5, 100])
  func rows(count: Int) async throws {
    let source = SampleIndex(1..<(count + 1))
    let (written, position) = try await fixture.run(source)
    #expect(try fixture.text() == SampleIndex.text(1..<(count + 1)))
    #expect(written.lines == count)
    #expect(written.bytes == position.bytes)
    #expect(written.digest == (try Digest.of(file: fixture.file).text))
    #expect(position.isDone && position.round == 1 && position.repeated == 0)
    #expect(source.asked == Array(1...max(1, (count + 1) / 2)))
  }

  @Test("A row that two pages show is written once, and counted as repeated")
  func repeated() async throws {
    // The total stays: the second page begins with the last row of the first.
    let source = SampleIndex(
      [1, 2, 3, 4],
      answer: { page, number in
        guard number == 2 else { return page }
        var page = page
        page.rows.insert(.init(id: "2", bytes: Array(SampleIndex.line(2).utf8)), at: 0)
        return page
      })
    let (_, position) = try await fixture.run(source)
    #expect(try fixture.ids() == [1, 2, 3, 4])
    #expect(position.repeated == 1)
  }

  @Test("A total that changes on the way means another walk, even if the rows come to it")
  func unsteady() async throws {
    // 1 goes after the first page: 3 slips to a page that was read, and is missed.
    let source = SampleIndex(1...6) { rows, request in
      if request == 2 { rows.removeFirst() }
    }
    let (_, position) = try await fixture.run(source)
    #expect(try fixture.ids() == [2, 3, 4, 5, 6])
    #expect(position.round == 2)
    #expect(
      fixture.events.contains(
        .note(
          "IT Glue's organizations changed while they were read (5 of 5); reading them again")))
  }

  @Test("That the total changed is not forgotten by being stopped in between")
  func unsteadyAndStopped() async throws {
    let source = SampleIndex(1...6) { rows, request in
      if request == 2 { rows.removeFirst() }
      if request == 3 { throw SampleIndex.Stopped() }
    }
    await #expect(throws: SampleIndex.Stopped.self) { try await fixture.run(source) }
    try await fixture.run(source)
    #expect(try fixture.ids() == [2, 3, 4, 5, 6])
    #expect(source.asked == [1, 2, 3, 3, 1, 2, 3])
  }

  @Test("An index that never holds still is given up after three walks, and what is missing told")
  func restless() async throws {
    let source = SampleIndex(
      1...4,
      answer: { page, number in
        var page = page
        page.totalCount = number == 2 ? 7 : 5
        return page
      })
    let error = await failure(source)
    #expect(error == .incomplete(.organizations, rows: 4, total: 7, rounds: 3))
    #expect(
      error?.message == "IT Glue's organizations: 4 rows were read and 7 are there (3 missing), "
        + "3 times over")
    #expect(error?.kind.exit.rawValue == 69)
    #expect(source.asked == [1, 2, 1, 2, 1, 2])
  }

  @Test("A shortfall is never a success, nor is a surplus", arguments: [3, 5])
  func total(total: Int) async throws {
    let source = SampleIndex(
      1...4,
      answer: { page, _ in
        var page = page
        page.totalCount = total
        return page
      })
    let error = await failure(source)
    #expect(error == .incomplete(.organizations, rows: 4, total: total, rounds: 3))
    #expect(error?.message.contains(total == 5 ? "1 missing" : "1 too many") == true)
  }

  @Test("After it was given up, whoever resumes gets a walk that is new from its first page")
  func resumedAfterGivingUp() async throws {
    await #expect(throws: WalkError.self) {
      try await fixture.run(
        SampleIndex(
          1...4,
          answer: { page, _ in
            Page(rows: page.rows, totalCount: 9, nextPage: page.nextPage)
          }))
    }
    let calm = SampleIndex(2...6)
    try await fixture.run(calm)
    #expect(try fixture.text() == SampleIndex.text(2...6))
    #expect(calm.asked == [1, 2, 3])
  }

  @Test("A server that gives the same page for ever is an error, not a loop")
  func samePage() async throws {
    let first = Page(
      rows: [.init(id: "1", bytes: Array(SampleIndex.line(1).utf8))], totalCount: 9, nextPage: nil)
    let source = SampleIndex(
      1...4,
      answer: { _, number in
        Page(rows: first.rows, totalCount: 9, nextPage: number + 1)
      })
    #expect(await failure(source) == .nothingNew(.organizations, page: 2))
    #expect(source.asked == [1, 2])
  }

  @Test("A next page that is not behind this one is an error", arguments: [1, 2])
  func goesBack(next: Int) async throws {
    let source = SampleIndex(
      1...6,
      answer: { page, number in
        Page(rows: page.rows, totalCount: 6, nextPage: number == 2 ? next : page.nextPage)
      })
    let error = await failure(source)
    #expect(error == .goesBack(.organizations, page: 2, next: next))
    #expect(error?.kind == .unavailable)
    #expect(error?.message.contains("page 2 names \(next)") == true)
  }

  @Test("An empty page that names a next one is an error: without a total rows would be lost")
  func emptyPage() async throws {
    for total in [nil, 6] {
      let source = SampleIndex(
        1...6,
        answer: { page, number in
          Page(rows: number == 2 ? [] : page.rows, totalCount: total, nextPage: page.nextPage)
        })
      #expect(await failure(source) == .nothingNew(.organizations, page: 2))
    }
  }

  @Test("Where pages tell no total, the last page is the end")
  func noTotal() async throws {
    let source = SampleIndex(
      1...5,
      answer: { page, _ in
        Page(rows: page.rows, totalCount: nil, nextPage: page.nextPage)
      })
    let (_, position) = try await fixture.run(source)
    #expect(try fixture.ids() == [1, 2, 3, 4, 5])
    #expect(position.total == -1)
  }
}
