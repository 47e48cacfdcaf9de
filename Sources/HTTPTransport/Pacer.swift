package import Pipeline

private import struct FoundationEssentials.Date

/// A token bucket: keeps the requests to one account under its limit, and slows down when the
/// service says that the limit was reached all the same, because others share the account.
package actor Pacer {
  /// How long the full pace takes to come back: what IT Glue counts its requests over.
  private static let recovery = 300.0

  private let fullPace: Double
  private let burst: Double
  private let time: any TimeSource
  private var pace: Double
  private var tokens: Double
  private var last: Date?
  private var rest: Rest?

  /// A time in which nobody goes.
  private struct Rest: Equatable {
    var end: Date
    var length: Double
  }

  /// - Parameters:
  ///   - perSecond: How many requests a second, in the long run.
  ///   - burst: How many may go at once after a rest, at least 1.
  package init(perSecond: Double, burst: Double = 1, time: any TimeSource) {
    fullPace = perSecond
    pace = perSecond
    self.burst = max(1, burst)
    self.time = time
    tokens = self.burst
  }

  /// The pace of at most `requests` in any 5 minutes: a burst, and the rest spread evenly.
  package static func within5Minutes(_ requests: Int, time: any TimeSource) -> Pacer {
    let spread = spread(requests)
    return Pacer(perSecond: spread.perSecond, burst: spread.burst, time: time)
  }

  /// How long `count` requests take at least at the pace of `requests` in any 5 minutes.
  package static func duration(of count: Int, within5Minutes requests: Int) -> Duration {
    let spread = spread(requests)
    return .seconds(max(0, Double(count) - spread.burst) / spread.perSecond)
  }

  private static func spread(_ requests: Int) -> (perSecond: Double, burst: Double) {
    let burst = max(1, Double(requests) / 20)
    return (max(Double(requests) - burst, 1) / 300, burst)
  }

  /// Returns when the next request may go.
  ///
  /// - Throws: `CancellationError`.
  package func turn() async throws {
    try await sitOut()
    let now = time.now()
    if let last {
      // A clock that is set back must not take away what has been earned.
      let elapsed = max(0, now.timeIntervalSince(last))
      tokens = min(burst, tokens + elapsed * pace)
      pace = min(fullPace, pace + fullPace * elapsed / Self.recovery)
    }
    last = now
    tokens -= 1
    guard tokens < 0 else { return }
    try await time.sleep(for: .seconds(-tokens / pace))
    try await sitOut()
  }

  /// The service has had too many requests: nobody goes before `pause` is over, and from then on
  /// at half the pace, which comes back over five minutes.
  ///
  /// - Returns: Whether this made the rest longer than it was.
  package func rest(for pause: Duration) -> Bool {
    let now = time.now()
    let end = now.addingTimeInterval(pause.seconds)
    if let rest, rest.end > now {
      // Requests that were under way together: one event, and the longest rest counts.
      guard end > rest.end else { return false }
      self.rest = Rest(end: end, length: pause.seconds)
      return true
    }
    pace = max(pace / 2, fullPace / 16)
    // What is earned while resting is one request: no burst may follow.
    tokens = tokens < 0 ? tokens : 1
    last = end
    rest = Rest(end: end, length: pause.seconds)
    return true
  }

  private func sitOut() async throws {
    var known: Rest?
    while let rest, rest != known {
      known = rest
      // No longer than was asked for, whatever happens to the clock meanwhile.
      let left = min(rest.end.timeIntervalSince(time.now()), rest.length)
      if left > 0 { try await time.sleep(for: .seconds(left)) }
    }
  }
}
