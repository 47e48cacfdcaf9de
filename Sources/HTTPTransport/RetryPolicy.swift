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
  /// The longest `Retry-After` that is waited for, and how long a request is waited with after
  /// all its 429s together.
  package var patience: Duration

  package init(
    attempts: Int = 6, base: Duration = .milliseconds(500), longest: Duration = .seconds(30),
    rateLimitBase: Duration = .seconds(12), patience: Duration = .seconds(600)
  ) {
    self.attempts = attempts
    self.base = base
    self.longest = longest
    self.rateLimitBase = rateLimitBase
    self.patience = patience
  }

  /// The statuses after which a read is sent again.
  package static let transient: Set<Int> = [408, 429, 500, 502, 503, 504]

  /// The wait before the next attempt, or nil to give up.
  ///
  /// - Parameters:
  ///   - attempt: The attempt that failed, from 1.
  ///   - retryAfter: What the service asked for, where it did.
  ///   - jitter: A random number from 0 to 1, so that many clients do not come back at once.
  package func wait(
    after attempt: Int, retryAfter: Duration?, jitter: Double
  ) -> Duration? {
    guard attempt < attempts else { return nil }
    if let retryAfter {
      return retryAfter <= patience ? retryAfter : nil
    }
    return min(base * Self.doublings(attempt), longest) * (0.5 + jitter / 2)
  }

  /// The wait after a 429, or nil to give up: it ends with our patience, not with a number of
  /// attempts, since the account's limit may be used up by others for minutes.
  ///
  /// - Parameters:
  ///   - attempt: Which 429 of this request it is, from 1.
  ///   - waited: How long this request was waited with after those before.
  ///   - retryAfter: What the service asked for, where it did. Where that is over at once, by a
  ///     clock that is ahead of ours, the policy's own wait counts.
  ///   - jitter: A random number from 0 to 1.
  package func rateLimitWait(
    after attempt: Int, waited: Duration, retryAfter: Duration?, jitter: Double
  ) -> Duration? {
    let doublings = Self.doublings(attempt)
    let wait =
      if let retryAfter {
        max(retryAfter, min(base * doublings, longest))
      } else {
        rateLimitBase * doublings * (1 + jitter / 4)
      }
    return waited + wait <= patience ? wait : nil
  }

  private static func doublings(_ attempt: Int) -> Int { 1 << min(attempt - 1, 20) }
}
