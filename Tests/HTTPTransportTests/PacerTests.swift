import FoundationEssentials
import Pipeline
import Synchronization
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("The pace of requests")
struct PacerTests {
  /// A clock that stands still and notes until when each was sent to sleep.
  private final class StoppedTime: TimeSource {
    private let start = Date(timeIntervalSince1970: 1_795_428_900)
    private let noted = Mutex<[Double]>([])
    var ends: [Double] { noted.withLock { $0.sorted() } }
    func now() -> Date { start }
    func sleep(for duration: Duration) async throws {
      noted.withLock { $0.append(duration.seconds) }
    }
  }

  /// The most requests that any window of so many seconds saw; its end does not belong to it.
  private func most(in moments: [Double], window: Double) -> Int {
    moments.indices.map { first in
      // A thousandth less, for what adding up leaves behind.
      moments[first...].prefix { $0 < moments[first] + window - 0.001 }.count
    }.max() ?? 0
  }

  @Test("No five minutes see more requests than are allowed, however they are asked for")
  func rate() async throws {
    for seed in 1...40 {
      var random = SplitMix64(seed: UInt64(seed))
      let allowed = Int.random(in: 1...200, using: &random)
      let time = ManualTime()
      let pacer = Pacer.within5Minutes(allowed, time: time)
      let start = time.now()
      var moments: [Double] = []
      for _ in 1...(3 * allowed + 5) {
        if random.oneIn(10) { time.move(by: .seconds(Double.random(in: 0...120, using: &random))) }
        try await pacer.turn()
        moments.append(time.now().timeIntervalSince(start))
      }
      let most = most(in: moments, window: 300)
      #expect(most <= allowed, "seed \(seed): \(most) of \(allowed)")
    }
  }

  @Test("The pace is not slower than it must be: a busy program gets nearly all it may")
  func notTooSlow() async throws {
    let time = ManualTime()
    let start = time.now()
    let pacer = Pacer.within5Minutes(2400, time: time)
    for _ in 1...2400 { try await pacer.turn() }
    let taken = time.now().timeIntervalSince(start)
    #expect(taken > 295 && taken <= 300, "\(taken)")
  }

  @Test("After a rest as many go at once as the burst says, and no more")
  func burst() async throws {
    let time = ManualTime()
    let pacer = Pacer(perSecond: 2, burst: 3, time: time)
    for _ in 1...3 { try await pacer.turn() }
    #expect(time.sleeps.isEmpty)
    try await pacer.turn()
    #expect(time.sleeps == [.milliseconds(500)])
    time.move(by: .seconds(3600))
    for _ in 1...4 { try await pacer.turn() }
    #expect(time.sleeps.count == 2)
  }

  @Test("Those who ask at once are let through one after the other, all of them")
  func concurrent() async throws {
    let time = StoppedTime()
    let pacer = Pacer(perSecond: 10, burst: 5, time: time)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...50 { group.addTask { try await pacer.turn() } }
      try await group.waitForAll()
    }
    #expect(time.ends.count == 45)
    for (number, end) in time.ends.enumerated() {
      #expect(abs(end - Double(number + 1) / 10) < 1e-6)
    }
  }

  @Test("A task that is cancelled does not wait for its turn, and the others do not wait for it")
  func cancelled() async throws {
    let time = ManualTime()
    let pacer = Pacer(perSecond: 1, time: time)
    try await pacer.turn()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await pacer.turn()
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(time.sleeps.isEmpty)
    try await pacer.turn()
    #expect(time.sleeps.count == 1)
  }

  @Test("When the service wants a rest nobody goes before it is over, whoever heard of it")
  func rest() async throws {
    let time = ManualTime()
    let pacer = Pacer(perSecond: 10, burst: 100, time: time)
    try await pacer.turn()
    #expect(await pacer.rest(for: .seconds(42)))
    // Others that were under way hear the same, or less.
    #expect(await !pacer.rest(for: .seconds(42)))
    #expect(await !pacer.rest(for: .seconds(7)))
    try await pacer.turn()
    #expect(time.sleeps == [.seconds(42)])
    // No burst follows, and the pace is half of what it was.
    try await pacer.turn()
    #expect(abs((time.sleeps.last?.seconds ?? 0) - 0.2) < 0.01)
  }

  @Test("A longer rest than the one under way is kept to")
  func longerRest() async throws {
    let time = ManualTime()
    let pacer = Pacer(perSecond: 10, time: time)
    #expect(await pacer.rest(for: .seconds(5)))
    #expect(await pacer.rest(for: .seconds(60)))
    let start = time.now()
    try await pacer.turn()
    #expect(time.now().timeIntervalSince(start) >= 60)
  }

  @Test("Over five minutes the full pace comes back")
  func recovery() async throws {
    let time = ManualTime()
    let pacer = Pacer(perSecond: 1, time: time)
    _ = await pacer.rest(for: .seconds(1))
    try await pacer.turn()
    try await pacer.turn()
    #expect(time.sleeps.last.map { $0 > .seconds(1.9) } == true)
    time.move(by: .seconds(300))
    for _ in 1...2 { try await pacer.turn() }
    #expect(time.sleeps.last.map { $0 < .seconds(1.02) } == true)
  }

  @Test("A clock that is set back during a rest does not make it longer than was asked for")
  func restAndSetBack() async throws {
    let time = ManualTime()
    let pacer = Pacer(perSecond: 10, time: time)
    _ = await pacer.rest(for: .seconds(42))
    time.move(by: .seconds(-3600))
    try await pacer.turn()
    #expect(time.sleeps.first == .seconds(42))
    #expect(time.sleeps.count <= 2)
  }

  @Test("The limit says how long a number of requests takes at least")
  func duration() {
    #expect(Pacer.duration(of: 120, within5Minutes: 2400) == .zero)
    #expect(abs(Pacer.duration(of: 2400, within5Minutes: 2400).seconds - 300) < 0.01)
  }

  @Test("A clock that is set back holds nobody up")
  func setBack() async throws {
    let time = ManualTime()
    let pacer = Pacer(perSecond: 1, time: time)
    try await pacer.turn()
    time.move(by: .seconds(-3600))
    try await pacer.turn()
    #expect(time.sleeps == [.seconds(1)])
  }
}
