import Synchronization

/// A clock that stands still until it is told to move.
final class ManualClock: Sendable {
  private let time = Mutex(Duration.zero)

  /// The time since the start.
  var now: Duration { time.withLock { $0 } }

  func advance(by duration: Duration) {
    time.withLock { $0 += duration }
  }
}
