import FoundationEssentials
import HTTPTransport
import Pipeline
import Synchronization
import TestSupport

/// An IT Glue that behaves as badly as the real one may, decided by a seed: rows come, go and move
/// while they are read, ties stand in another order each time, pages time out or come damaged, and
/// now and then the reader is killed. Time passes only where somebody waits.
final class SimulatedITGlue: HTTPExchange {
  /// The reader is killed at this request.
  struct Killed: Error {}

  /// How rows change while they are read. Never additions and removals in one account: between two
  /// requests they could undo each other, which nobody can see by counting.
  enum Drift: CaseIterable {
    case none, added, removed, moved, addedOrMoved, removedOrMoved
  }

  private struct State {
    var random: SplitMix64
    /// The ids, in the index's order.
    var rows: [UInt64]
    var nextID: UInt64
    /// The rows that have been there since the first page was asked for last.
    var throughout: Set<UInt64>
    /// All rows that ever were.
    var ever: Set<UInt64>
    var isReaderAlive = true
  }

  let pageSize: Int
  private let drift: Drift
  /// A request in so many changes something, fails, kills; 0 for never.
  private let change: Int
  private let fault: Int
  private let kill: Int
  /// Pages of more rows time out.
  private let largest: Int
  /// The rows of how many stand in no order.
  private let ties: Int
  private let state: Mutex<State>

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func pick<Element>(_ choices: [Element]) -> Element {
      choices[Int.random(in: choices.indices, using: &random)]
    }
    pageSize = pick([1, 2, 3, 5, 7, 12, 20, 40, 100])
    drift = pick(Drift.allCases)
    change = pick([0, 2, 5, 20, 60])
    fault = pick([0, 0, 3, 10, 40])
    kill = pick([0, 0, 5, 15])
    largest = pick([1000, 1000, 1000, 15, 30])
    ties = pick([1, 1, 1, 2, 5])
    let count = UInt64(pick([0, 1, 2, 5, 10, 23, 60, 120]))
    // Some pages' ids are longer than a Double can hold.
    let first = pick([1, 574_989_297_464_115_200]) as UInt64
    let rows = Array(first..<first + count)
    state = Mutex(
      State(
        random: random, rows: rows, nextID: first + count, throughout: Set(rows), ever: Set(rows)))
  }

  /// The rows that have been there throughout the last walk.
  var throughout: Set<UInt64> { state.withLock { $0.throughout } }
  /// False once the reader was killed.
  var isAlive: Bool { state.withLock { $0.isReaderAlive } }
  /// The reader is started again.
  func revive() { state.withLock { $0.isReaderAlive = true } }
  /// All rows that ever were.
  var ever: Set<UInt64> { state.withLock { $0.ever } }

  func send(
    _ request: HTTPRequest, to origin: Origin, headers: [(String, Secret)]
  ) async throws -> HTTPResponse {
    let query = Dictionary(uniqueKeysWithValues: request.query.map { ($0.name, $0.value) })
    let number = Int(query["page[number]"] ?? "") ?? 1
    let size = Int(query["page[size]"] ?? "") ?? 50
    return try state.withLock { state in
      if kill > 0, state.random.oneIn(kill) { state.isReaderAlive = false }
      guard state.isReaderAlive else { throw Killed() }
      if fault > 0, state.random.oneIn(fault), let failure = try Self.failure(&state.random) {
        return failure
      }
      if size > largest { return .json("{}", status: 504) }
      if change > 0, state.random.oneIn(change) { drift(&state) }
      if number == 1 { state.throughout = Set(state.rows) }
      state.throughout.formIntersection(state.rows)
      let body = page(number, size, &state)
      // Cut on its way.
      if fault > 0, state.random.oneIn(4 * fault) {
        return .json(String(body.prefix(Int.random(in: 0..<body.count, using: &state.random))))
      }
      return .json(body)
    }
  }

  private static func failure(_ random: inout SplitMix64) throws -> HTTPResponse? {
    switch Int.random(in: 0...7, using: &random) {
    case 0: .json("{}", status: 429)
    case 1: .json("{}", status: 429, headers: ["retry-after": "42"])
    case 2: .json("{}", status: 503)
    case 3: .json("{}", status: 500)
    case 4: .json(#"{"errors":[{"title":"The request took too long to process and timed out."}]}"#)
    case 5: throw TransportFault(.timeout, mayHaveArrived: true)
    case 6: throw TransportFault(.cut, mayHaveArrived: true)
    default: nil
    }
  }

  private func drift(_ state: inout State) {
    let moves = state.random.oneIn(2)
    switch drift {
    case .none: break
    case .added: add(&state)
    case .removed: remove(&state)
    case .moved: move(&state)
    case .addedOrMoved: moves ? move(&state) : add(&state)
    case .removedOrMoved: moves ? move(&state) : remove(&state)
    }
  }

  private func add(_ state: inout State) {
    state.rows.insert(
      state.nextID, at: Int.random(in: 0...state.rows.count, using: &state.random))
    state.ever.insert(state.nextID)
    state.nextID += 1
  }

  private func remove(_ state: inout State) {
    guard !state.rows.isEmpty else { return }
    state.rows.remove(at: Int.random(in: state.rows.indices, using: &state.random))
  }

  private func move(_ state: inout State) {
    guard !state.rows.isEmpty else { return }
    let row = state.rows.remove(at: Int.random(in: state.rows.indices, using: &state.random))
    state.rows.insert(row, at: Int.random(in: 0...state.rows.count, using: &state.random))
  }

  private func page(_ number: Int, _ size: Int, _ state: inout State) -> String {
    var rows = state.rows
    if ties > 1 {
      for start in stride(from: 0, to: rows.count, by: ties) {
        rows[start..<min(start + ties, rows.count)].shuffle(using: &state.random)
      }
    }
    let start = (number - 1) * size
    let data = rows.dropFirst(start).prefix(size).map {
      #"{"id":"\#($0)","type":"domains","attributes":{"name":"x\#($0).example"}}"#
    }
    let hasNext = start + size < rows.count
    return #"{"data":[\#(data.joined(separator: ","))],"meta":{"current-page":\#(number),"#
      + #""next-page":\#(hasNext ? "\(number + 1)" : "null"),"total-count":\#(rows.count),"#
      + #""total-pages":\#((rows.count + size - 1) / size)},"links":{}}"#
  }
}
