package import struct FoundationEssentials.Date

/// Where the program gets the time from and how it waits, so that tests need not.
package protocol TimeSource: Sendable {
  /// The present moment.
  func now() -> Date
  /// Returns after `duration`, or throws `CancellationError`.
  func sleep(for duration: Duration) async throws
}

/// The clock on the wall.
package struct SystemTime: TimeSource {
  package init() {}

  package func now() -> Date { Date() }

  package func sleep(for duration: Duration) async throws {
    try await Task.sleep(for: duration)
  }
}

extension Duration {
  /// The duration in seconds.
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
