package import FoundationEssentials
internal import Pipeline
internal import Synchronization

/// A clock that moves only when somebody sleeps on it, or moves it.
package final class ManualTime: TimeSource {
  private let moment: Mutex<Date>
  private let slept = Mutex<[Duration]>([])

  /// - Parameter start: The first moment; 2026-11-23 10:15:00 UTC unless told.
  package init(start: Date = Date(timeIntervalSince1970: 1_795_428_900)) {
    moment = Mutex(start)
  }

  package func now() -> Date { moment.withLock { $0 } }

  package func sleep(for duration: Duration) async throws {
    try Task.checkCancellation()
    slept.withLock { $0.append(duration) }
    move(by: duration)
  }

  /// Moves the clock.
  package func move(by duration: Duration) {
    moment.withLock { $0 = $0.addingTimeInterval(duration.seconds) }
  }

  /// All sleeps so far, in order.
  package var sleeps: [Duration] { slept.withLock { $0 } }
}
