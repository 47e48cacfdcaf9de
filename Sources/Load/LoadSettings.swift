/// What a pipeline and the profile say about loading.
package struct LoadSettings: Sendable, Equatable {
  /// The IT Glue that the organizations are of.
  package var source: String
  /// How long a pending import is followed.
  package var pendingTimeout: Duration
  /// How long to wait before asking again about a pending import, at first.
  package var pollInterval: Duration
  /// How many organizations are sent side by side.
  package var concurrency: Int
  /// When a load stops that only fails.
  package var breaker: Breaker.Limits
  /// Whether what the world has overtaken is left out, instead of all.
  package var replans: Bool

  package init(
    source: String, pendingTimeout: Duration, pollInterval: Duration, concurrency: Int,
    breaker: Breaker.Limits, replans: Bool = false
  ) {
    self.source = source
    self.pendingTimeout = pendingTimeout
    self.pollInterval = pollInterval
    self.concurrency = concurrency
    self.breaker = breaker
    self.replans = replans
  }
}
