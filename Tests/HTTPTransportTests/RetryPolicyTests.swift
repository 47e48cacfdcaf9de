import Pipeline
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("When to try again")
struct RetryPolicyTests {
  private func waits(
    _ policy: RetryPolicy = RetryPolicy(), jitter: Double
  ) -> [Duration] {
    (1...).lazy.map { policy.wait(after: $0, retryAfter: nil, jitter: jitter) }
      .prefix { $0 != nil }.compactMap { $0 }
  }

  /// The waits after one 429 behind the other.
  private func rateLimitWaits(retryAfter: Duration?, jitter: Double) -> [Duration] {
    var waits: [Duration] = []
    while let wait = RetryPolicy().rateLimitWait(
      after: waits.count + 1, waited: waits.reduce(.zero, +), retryAfter: retryAfter,
      jitter: jitter)
    {
      waits.append(wait)
    }
    return waits
  }

  @Test("Six attempts are five waits, each twice the one before")
  func growth() {
    #expect(waits(jitter: 1) == [500, 1000, 2000, 4000, 8000].map { .milliseconds($0) })
    #expect(waits(jitter: 0) == [250, 500, 1000, 2000, 4000].map { .milliseconds($0) })
  }

  @Test("No wait that the policy chooses is longer than the longest, however many there are")
  func cap() {
    let waits = waits(RetryPolicy(attempts: 100, longest: .seconds(3)), jitter: 1)
    #expect(waits.count == 99)
    #expect(waits.max() == .seconds(3))
    #expect(waits.suffix(90).allSatisfy { $0 == .seconds(3) })
  }

  @Test("Jitter takes up to half of a wait away, and nothing else")
  func jitter() throws {
    var random = SplitMix64(seed: 7)
    let policy = RetryPolicy(attempts: 12)
    for _ in 1...500 {
      let attempt = Int.random(in: 1..<12, using: &random)
      let wait = try #require(
        policy.wait(
          after: attempt, retryAfter: nil,
          jitter: .random(in: 0...1, using: &random)))
      let full = min(Duration.milliseconds(500) * (1 << (attempt - 1)), .seconds(30))
      #expect(wait >= full / 2 && wait <= full)
    }
  }

  @Test("After 429s that name no time the waits pass the five minutes that IT Glue counts over")
  func rateLimit() {
    for jitter in [0, 0.5, 1] {
      let waits = rateLimitWaits(retryAfter: nil, jitter: jitter)
      #expect(waits.reduce(.zero, +) > .seconds(300))
      #expect(waits.reduce(.zero, +) <= .seconds(600))
      #expect(waits.first == .seconds(12) * (1 + jitter / 4))
    }
  }

  @Test("What the service asks for is waited, no more and no less")
  func retryAfter() {
    let policy = RetryPolicy()
    for asked in [Duration.zero, .seconds(1), .seconds(600)] {
      #expect(policy.wait(after: 1, retryAfter: asked, jitter: 1) == asked)
    }
  }

  @Test(
    "However short a time a 429 names, even one that is over, the waits pass the five minutes",
    arguments: [0, 1, 42, 120])
  func shortRetryAfter(seconds: Int) {
    let waits = rateLimitWaits(retryAfter: .seconds(seconds), jitter: 0)
    #expect(waits.allSatisfy { $0 >= .seconds(seconds) && $0 > .zero })
    #expect(waits.reduce(.zero, +) > .seconds(300))
    #expect(waits.reduce(.zero, +) <= .seconds(600))
  }

  @Test("A service that asks for longer than our patience is given up at once")
  func impatient() {
    #expect(
      RetryPolicy().rateLimitWait(
        after: 1, waited: .zero, retryAfter: .seconds(601), jitter: 0) == nil)
    #expect(RetryPolicy().wait(after: 1, retryAfter: .seconds(601), jitter: 0) == nil)
  }

  @Test("The last attempt is the last, whatever the service asks for")
  func attempts() {
    for attempts in 1...4 {
      let policy = RetryPolicy(attempts: attempts)
      #expect(waits(policy, jitter: 0).count == attempts - 1)
      #expect(
        policy.wait(after: attempts, retryAfter: .seconds(1), jitter: 0) == nil)
    }
  }
}
