import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("When to try again")
struct RetryTests {
  private let policy = RetryPolicy()

  @Test("Waits double up to the longest, and end after the last attempt")
  func doubling() {
    let waits = (1...8).map {
      policy.wait(after: $0, status: 503, retryAfter: nil, jitter: 1)
    }
    #expect(
      waits == [
        .milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(8), nil, nil, nil,
      ])
    var patient = policy
    patient.attempts = .max
    for attempt in [10, 100, Int.max - 1] {
      #expect(
        patient.wait(after: attempt, status: nil, retryAfter: nil, jitter: 1) == patient.longest)
    }
  }

  @Test("Chance takes at most half of a wait away, so that many clients do not come back at once")
  func jitter() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let jitter = Double.random(in: 0...1, using: &random)
      let wait = policy.wait(after: 2, status: 500, retryAfter: nil, jitter: jitter)
      #expect(wait.map { $0 >= .milliseconds(500) && $0 <= .seconds(1) } == true)
    }
  }

  @Test("After 429s that name no time the waits together pass the 5 minutes that IT Glue counts")
  func rateLimit() {
    let waits = (1..<policy.attempts).compactMap {
      policy.wait(after: $0, status: 429, retryAfter: nil, jitter: 0)
    }
    #expect(waits.count == policy.attempts - 1)
    #expect(waits.reduce(.zero, +) > .seconds(300))
  }

  @Test("What the service asks for is waited for to the second, unless it is out of reason")
  func retryAfter() {
    #expect(policy.wait(after: 1, status: 429, retryAfter: .seconds(7), jitter: 1) == .seconds(7))
    #expect(policy.wait(after: 1, status: 503, retryAfter: .zero, jitter: 1) == .zero)
    #expect(
      policy.wait(after: 1, status: 429, retryAfter: policy.patience + .seconds(1), jitter: 1)
        == nil)
  }

  @Test(
    "Retry-After is read in both its forms; nonsense is no time",
    arguments: [
      ("0", Duration?.some(.zero)), ("120", .seconds(120)), (" 5 ", .seconds(5)), ("-1", nil),
      ("1e3", nil), ("", nil), ("soon", nil), ("99999999999999999999", nil), ("86401", nil),
      ("Mon, 23 Nov 2026 10:15:30 GMT", .seconds(30)),
      ("Mon, 23 Nov 2026 10:14:00 GMT", .zero), ("Mon, 23 Nov 2026 10:15:30 CET", nil),
      ("Mon, 99 Nov 2026 10:15:30 GMT", nil), ("Mon, 23 Nov 999999999999999999 10:15:30 GMT", nil),
      ("Mon, 23 Nov 2026 99:15:30 GMT", nil),
    ])
  func header(text: String, wait: Duration?) {
    #expect(RetryAfter.wait(text, now: ManualTime().now()) == wait)
  }

  @Test("No header is no time")
  func noHeader() {
    #expect(RetryAfter.wait(nil, now: ManualTime().now()) == nil)
  }
}
