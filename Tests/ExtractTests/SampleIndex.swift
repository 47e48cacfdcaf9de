import FoundationEssentials
import HTTPTransport
import Pipeline
import Synchronization

@testable import Extract

/// An account of IT Glue in memory, whose rows may change while it is read.
final class SampleIndex: PageSource {
  struct State {
    /// The ids, in the index's order.
    var rows: [Int]
    var asked: [Int] = []
    /// The rows that have been there since the first page was asked for last.
    var throughout: Set<Int> = []
  }

  struct Stopped: Error {}

  let walking: WalkSettings
  private let largest: Int
  private let slowFrom: Int
  private let state: Mutex<State>
  private let change: @Sendable (inout [Int], Int) throws -> Void
  private let answer: @Sendable (Page, Int) -> Page

  /// - Parameters:
  ///   - rows: The ids of the organizations. There are no domains.
  ///   - verify: How often it is to be walked.
  ///   - largest: Pages of more rows take too long…
  ///   - slowFrom: …from this row on.
  ///   - change: Changes the rows before a request, whose number it gets, or throws in its place.
  ///   - answer: Changes the page of a number that is asked for.
  init(
    _ rows: some Sequence<Int>, size: Int = 2, concurrency: Int = 1,
    verify: PipelineFile.ITGlue.Verification = .once, largest: Int = .max, slowFrom: Int = 0,
    change: @escaping @Sendable (inout [Int], Int) throws -> Void = { _, _ in },
    answer: @escaping @Sendable (Page, Int) -> Page = { page, _ in page }
  ) {
    walking = WalkSettings(pageSize: size, concurrency: concurrency, verify: verify)
    self.change = change
    self.answer = answer
    self.largest = largest
    self.slowFrom = slowFrom
    state = Mutex(State(rows: Array(rows)))
  }

  /// The numbers of the pages of organizations that were asked for.
  var asked: [Int] { state.withLock { $0.asked } }
  /// The rows that had to be found by the last walk.
  var throughout: Set<Int> { state.withLock { $0.throughout } }

  var canChange: Bool { true }
  var isFiltered: Bool { false }

  func inputs() -> [String: String] { ["source": "1"] }

  func survey() -> Survey? { nil }

  func place(of number: Int, size: Int, in query: IndexQuery) -> String { "page \(number)" }

  func page(_ number: Int, size: Int, of query: IndexQuery) async throws -> Page {
    guard query.endpoint == .organizations else { return Page(totalCount: 0) }
    return try state.withLock { state in
      state.asked.append(number)
      try change(&state.rows, state.asked.count)
      if number == 1 { state.throughout = Set(state.rows) }
      state.throughout.formIntersection(state.rows)
      let start = (number - 1) * size
      if size > largest, start + size > slowFrom {
        throw ServiceError.tookTooLong(
          service: "IT Glue", url: "page \(number)", problem: "HTTP 504", attempts: 2)
      }
      let page = state.rows.dropFirst(start).prefix(size)
      let isLast = start + size >= state.rows.count
      return answer(
        Page(
          ids: Array(page), totalCount: state.rows.count, nextPage: isLast ? nil : number + 1),
        number)
    }
  }

  static func line(_ id: Int) -> String { #"{"id":"\#(id)","attributes":{}}"# }

  /// The file that holds these rows.
  static func text(_ ids: some Sequence<Int>) -> String { ids.map { line($0) + "\n" }.joined() }
}

extension Page {
  /// A page of the sample's rows.
  init(ids: [Int], totalCount: Int?, nextPage: Int?) {
    self.init(totalCount: totalCount, nextPage: nextPage)
    for id in ids {
      let line = Array(SampleIndex.line(id).utf8)
      rows.append(Row(id: .number(UInt64(id)), bytes: body.count..<body.count + line.count))
      body += line
    }
  }

  /// The same page with another total and another next page.
  func telling(total: Int?, next: Int?) -> Page {
    var page = self
    page.totalCount = total
    page.nextPage = next
    return page
  }
}

/// An index that gives no more than so many rows a page, whatever it is asked for.
struct ClampedIndex: PageSource {
  let rows: Int
  let most: Int
  let asked: @Sendable (Int, Int) -> Void

  var canChange: Bool { true }
  var isFiltered: Bool { false }
  var walking: WalkSettings { WalkSettings(pageSize: 5, concurrency: 3) }
  func inputs() -> [String: String] { [:] }
  func survey() -> Survey? { nil }
  func place(of number: Int, size: Int, in query: IndexQuery) -> String { "" }

  func page(_ number: Int, size: Int, of query: IndexQuery) async throws -> Page {
    asked(number, size)
    let size = min(size, most)
    let ids = Array(Array(1...rows).dropFirst((number - 1) * size).prefix(size))
    return Page(
      ids: ids, totalCount: rows, nextPage: number * size < rows ? number + 1 : nil)
  }
}
