import FoundationEssentials
import Pipeline
import Synchronization
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
        return Page(ids: [2, 3, 4], totalCount: page.totalCount, nextPage: page.nextPage)
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
          "IT Glue's organizations changed while they were read (4 of 5); reading them again")))
  }

  @Test("A total that changes while nobody reads, between a stop and a resume, is noticed too")
  func unsteadyAndStopped() async throws {
    let source = SampleIndex(1...6) { rows, request in
      if request == 3 { throw SampleIndex.Stopped() }
      if request == 4 { rows.removeFirst() }
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
        + "after 3 walks")
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
            page.telling(total: 9, next: page.nextPage)
          }))
    }
    let calm = SampleIndex(2...6)
    try await fixture.run(calm)
    #expect(try fixture.text() == SampleIndex.text(2...6))
    #expect(calm.asked == [1, 2, 3])
  }

  @Test("A server that gives the same page for ever is an error, not a loop, with its place told")
  func samePage() async throws {
    let source = SampleIndex(1...9) { _, _ in
    } answer: { _, number in
      Page(ids: [1, 2], totalCount: 9, nextPage: number + 1)
    }
    let error = await failure(source)
    #expect(error == .samePage(.organizations, page: 2, place: "page 2"))
    #expect(error?.message.hasSuffix("(page 2)") == true)
    #expect(source.asked == [1, 2])
  }

  @Test("Another page than the one that was asked for is an error at once")
  func otherPage() async throws {
    let source = SampleIndex(1...9) { _, _ in
    } answer: { page, number in
      var page = page
      page.currentPage = number == 3 ? 1 : number
      return page
    }
    #expect(await failure(source) == .otherPage(.organizations, page: 3, got: 1, place: "page 3"))
  }

  @Test("A next page that is not the one behind this one is an error", arguments: [1, 2, 4])
  func wrongNext(next: Int) async throws {
    let source = SampleIndex(1...8) { _, _ in
    } answer: { page, number in
      page.telling(total: 8, next: number == 2 ? next : page.nextPage)
    }
    let error = await failure(source)
    #expect(error == .wrongNext(.organizations, page: 2, next: next, place: "page 2"))
    #expect(error?.kind == .unavailable)
    #expect(error?.message.contains("page 2 names \(next)") == true)
  }

  @Test("A page in the middle without a new row means another walk, and at the third an error")
  func barren() async throws {
    let source = SampleIndex(1...6) { _, _ in
    } answer: { page, number in
      number == 2 ? Page(ids: [], totalCount: 6, nextPage: 3) : page
    }
    #expect(
      await failure(source) == .nothingNew(.organizations, page: 2, place: "page 2"))
    #expect(source.asked == [1, 2, 1, 2, 1, 2])
  }

  @Test("More rows than the index tells of end the walk: nothing makes it read for ever")
  func endless() async throws {
    let source = SampleIndex([1, 2]) { _, _ in
    } answer: { _, number in
      Page(ids: [2 * number, 2 * number + 1], totalCount: 5, nextPage: number + 1)
    }
    #expect(await failure(source)?.kind == .unavailable)
    #expect(source.asked == [1, 2, 3, 1, 2, 3, 1, 2, 3])
  }

  @Test("Where IT Glue has a page size of its own, the walk goes on with that one")
  func otherSize() async throws {
    let asked = Mutex<[[Int]]>([])
    let source = ClampedIndex(rows: 11, most: 3) { number, size in
      asked.withLock { $0.append([number, size]) }
    }
    let (_, position) = try await fixture.run(source)
    #expect(try fixture.ids() == Array(1...11))
    #expect(position.pages == 4)
    #expect(asked.withLock { $0.sorted { $0[0] < $1[0] } } == [[1, 5], [2, 3], [3, 3], [4, 3]])
  }

  @Test("Pages that are fetched side by side are written in their order", arguments: [1, 2, 4, 16])
  func sideBySide(concurrency: Int) async throws {
    let source = SampleIndex(1...41, concurrency: concurrency)
    try await fixture.run(source)
    #expect(try fixture.ids() == Array(1...41))
    #expect(source.asked.sorted() == Array(1...21))
    #expect(source.asked.first == 1)
  }

  @Test("Nothing is fetched beyond the pages that the total promises")
  func notBeyond() async throws {
    let source = SampleIndex(1...3, concurrency: 16)
    try await fixture.run(source)
    #expect(source.asked == [1, 2])
  }

  @Test("Verified twice, two walks in a row have to find the same rows")
  func verified() async throws {
    let calm = SampleIndex(1...4, verify: .twice)
    let (_, position) = try await fixture.run(calm)
    #expect(calm.asked == [1, 2, 1, 2])
    #expect(position.round == 2)

    // 1 goes and 9 comes between two pages: counting cannot see that 3 was missed.
    let fixture = try WalkFixture()
    let restless = SampleIndex(1...6, verify: .twice) { rows, request in
      if request == 2 { rows = Array(rows.dropFirst()) + [9] }
    }
    try await fixture.run(restless)
    #expect(try fixture.ids() == [2, 3, 4, 5, 6, 9])
    #expect(restless.asked.count == 9)
  }

  @Test("Where no page tells a total it is an error: nobody could say whether a page is missing")
  func noTotal() async throws {
    let source = SampleIndex(
      1...5,
      answer: { page, _ in
        page.telling(total: nil, next: page.nextPage)
      })
    let error = await #expect(throws: PageError.self) { try await fixture.run(source) }
    #expect(error?.problem == .noTotal)
  }
}
