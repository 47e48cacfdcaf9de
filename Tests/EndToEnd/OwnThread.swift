import Dispatch
import Testing

/// Gives a test a thread of its own, because it has to act at the right moment: all the others share
/// as many threads as there are processors, and would let it wait for seconds.
struct OwnThread: TestTrait, SuiteTrait, TestScoping {
  /// For each test of a suite.
  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(QueueExecutor(test.name)) { try await function() }
  }
}

extension Trait where Self == OwnThread {
  /// A thread of the test's own.
  static var ownThread: Self { Self() }
}

/// Runs tasks on a queue of its own.
private final class QueueExecutor: TaskExecutor {
  private let queue: DispatchQueue

  init(_ label: String) {
    queue = DispatchQueue(label: label)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
