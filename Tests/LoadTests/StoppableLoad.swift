import Synchronization

/// A load in a task of its own, that can be stopped from the middle of a request of its own.
final class StoppableLoad: Sendable {
  private let task = Mutex<Task<Void, any Error>?>(nil)
  private let isStopped = Mutex(false)

  /// Begins.
  func start(_ load: @escaping @Sendable () async throws -> Void) {
    task.withLock { $0 = Task { try await load() } }
    if isStopped.withLock({ $0 }) { stop() }
  }

  /// Stops it, as a signal does.
  func stop() {
    isStopped.withLock { $0 = true }
    task.withLock { $0?.cancel() }
  }

  /// Waits for its end.
  func end() async throws {
    try await task.withLock { $0 }?.value
  }
}
