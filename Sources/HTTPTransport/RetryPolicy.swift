/// When a request is sent again, and after how long: pure, the waiting is done elsewhere.
package struct RetryPolicy: Sendable, Equatable {
  /// How often a request is sent at most.
  package var attempts: Int
  /// The first wait, doubled each time.
  package var base: Duration
  /// The longest wait that the policy chooses itself.
  package var longest: Duration
  /// The first wait after a 429 that names no time, doubled each time. IT Glue counts requests
  /// over 5 minutes, so the sum of these must pass 300 seconds.
  package var rateLimitBase: Duration
  /// The longest `Retry-After` that is waited for.
  package var patience: Duration
  /// How often a request that gets no answer in time is sent at most, where the caller can ask for
  /// less instead; nil where it cannot.
  package var timeouts: Int?

  package init(
    attempts: Int = 6, base: Duration = .milliseconds(500), longest: Duration = .seconds(30),
    rateLimitBase: Duration = .seconds(12), patience: Duration = .seconds(600), timeouts: Int? = nil
  ) {
    self.attempts = attempts
    self.base = base
    self.longest = longest
    self.rateLimitBase = rateLimitBase
    self.patience = patience
    self.timeouts = timeouts
  }

  /// The statuses after which a read is sent again.
  package static let transient: Set<Int> = [408, 429, 500, 502, 503, 504]

  /// The wait before the next attempt, or nil to give up.
  ///
  /// - Parameters:
  ///   - attempt: The attempt that failed, from 1.
  ///   - status: Its HTTP status, where there was one.
  ///   - retryAfter: What the service asked for, where it did.
  ///   - jitter: A random number from 0 to 1, so that many clients do not come back at once.
  package func wait(
    after attempt: Int, status: Int?, retryAfter: Duration?, jitter: Double
  ) -> Duration? {
    guard attempt < attempts else { return nil }
    if let retryAfter {
      return retryAfter <= patience ? retryAfter : nil
    }
    let doublings = 1 << min(attempt - 1, 20)
    if status == 429 { return rateLimitBase * doublings * (1 + jitter / 4) }
    return min(base * doublings, longest) * (0.5 + jitter / 2)
  }
}
