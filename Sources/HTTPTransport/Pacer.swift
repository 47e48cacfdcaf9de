package import Pipeline

private import struct FoundationEssentials.Date

/// A token bucket: keeps the requests to one account under its limit.
package actor Pacer {
  private let perSecond: Double
  private let burst: Double
  private let time: any TimeSource
  private var tokens: Double
  private var last: Date?

  /// - Parameters:
  ///   - perSecond: How many requests a second, in the long run.
  ///   - burst: How many may go at once after a rest, at least 1.
  package init(perSecond: Double, burst: Double = 1, time: any TimeSource) {
    self.perSecond = perSecond
    self.burst = max(1, burst)
    self.time = time
    tokens = self.burst
  }

  /// The pace of at most `requests` in any 5 minutes: a burst, and the rest spread evenly.
  package static func within5Minutes(_ requests: Int, time: any TimeSource) -> Pacer {
    let burst = max(1, Double(requests) / 20)
    return Pacer(
      perSecond: max(Double(requests) - burst, 1) / 300, burst: burst, time: time)
  }

  /// Returns when the next request may go.
  ///
  /// - Throws: `CancellationError`.
  package func turn() async throws {
    let now = time.now()
    if let last {
      // A clock that is set back must not take away what has been earned.
      tokens = min(burst, tokens + max(0, now.timeIntervalSince(last)) * perSecond)
    }
    last = now
    tokens -= 1
    if tokens < 0 { try await time.sleep(for: .seconds(-tokens / perSecond)) }
  }
}
