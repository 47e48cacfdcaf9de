import FoundationEssentials
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

  private let size: Int
  private let state: Mutex<State>
  private let change: @Sendable (inout [Int], Int) throws -> Void
  private let answer: @Sendable (Page, Int) -> Page

  /// - Parameters:
  ///   - rows: The ids of the organizations. There are no domains.
  ///   - change: Changes the rows before a request, whose number it gets, or throws in its place.
  ///   - answer: Changes the page of a number that is asked for.
  init(
    _ rows: some Sequence<Int>, size: Int = 2,
    change: @escaping @Sendable (inout [Int], Int) throws -> Void = { _, _ in },
    answer: @escaping @Sendable (Page, Int) -> Page = { page, _ in page }
  ) {
    self.size = size
    self.change = change
    self.answer = answer
    state = Mutex(State(rows: Array(rows)))
  }

  /// The numbers of the pages of organizations that were asked for.
  var asked: [Int] { state.withLock { $0.asked } }
  /// The rows that had to be found by the last walk.
  var throughout: Set<Int> { state.withLock { $0.throughout } }

  var canChange: Bool { true }

  func inputs() -> [String: String] { ["source": "1"] }

  func page(_ number: Int, of endpoint: Endpoint) async throws -> Page {
    guard endpoint == .organizations else { return Page(rows: [], totalCount: 0, nextPage: nil) }
    return try state.withLock { state in
      state.asked.append(number)
      try change(&state.rows, state.asked.count)
      if number == 1 { state.throughout = Set(state.rows) }
      state.throughout.formIntersection(state.rows)
      let start = (number - 1) * size
      let page = state.rows.dropFirst(start).prefix(size)
      let isLast = start + size >= state.rows.count
      return answer(
        Page(
          rows: page.map { Page.Row(id: "\($0)", bytes: Array(Self.line($0).utf8)) },
          totalCount: state.rows.count, nextPage: isLast ? nil : number + 1), number)
    }
  }

  static func line(_ id: Int) -> String { #"{"id":"\#(id)","type":"organizations"}"# }

  /// The file that holds these rows.
  static func text(_ ids: some Sequence<Int>) -> String { ids.map { line($0) + "\n" }.joined() }
}
