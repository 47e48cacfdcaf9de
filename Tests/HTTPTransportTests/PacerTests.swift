import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("The pace")
struct PacerTests {
  @Test(
    "In no 5 minutes do more requests go than were allowed, however they come",
    arguments: [1, 7, 60, 2400, 3000], [UInt64](1...6))
  func within5Minutes(limit: Int, seed: UInt64) async throws {
    let time = ManualTime()
    let pacer = Pacer.within5Minutes(limit, time: time)
    var random = SplitMix64(seed: seed)
    var moments: [Date] = []
    for _ in 0..<min(limit * 3, 4000) {
      if random.oneIn(50) { time.move(by: .seconds(Int.random(in: 0...400, using: &random))) }
      try await pacer.turn()
      moments.append(time.now())
    }
    var first = 0
    for (index, moment) in moments.enumerated() {
      while moment.timeIntervalSince(moments[first]) >= 300 { first += 1 }
      // One more may fall on the very edge of the window.
      #expect(index - first + 1 <= limit + 1)
    }
  }

  @Test("A rest earns no more than the burst")
  func burst() async throws {
    let time = ManualTime()
    let pacer = Pacer(perSecond: 2, burst: 3, time: time)
    time.move(by: .seconds(3600))
    for _ in 0..<5 { try await pacer.turn() }
    #expect(time.sleeps == [.milliseconds(500), .milliseconds(500)])
  }

  @Test("Many who ask at once all get their turn, and no faster")
  func concurrent() async throws {
    let time = ManualTime()
    let pacer = Pacer(perSecond: 10, time: time)
    let begun = time.now()
    try await withThrowingTaskGroup { group in
      for _ in 0..<50 { group.addTask { try await pacer.turn() } }
      try await group.waitForAll()
    }
    #expect(time.now().timeIntervalSince(begun) >= 4.8)
  }

  @Test("Who is cancelled does not wait")
  func cancelled() async {
    let time = ManualTime()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      let pacer = Pacer(perSecond: 0.001, time: time)
      try await pacer.turn()
      try await pacer.turn()
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(time.sleeps.isEmpty)
  }
}
