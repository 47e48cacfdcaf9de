internal import Pipeline

/// Shelters what has begun from a stop of the task around it, for a while: a request that changes
/// something and is under way had better end than be looked up later.
struct Shelter: Sendable {
  /// How long work goes on after the stop.
  let limit: Duration
  let time: any TimeSource

  /// Runs `body` to its end; when the task around it was cancelled, for ``limit`` and no longer.
  ///
  /// - Throws: What `body` throws; a `CancellationError` where the time was up.
  func run<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    // Not a child: a child would be cancelled at once.
    let work = Task { try await body() }
    return try await withTaskCancellationHandler {
      try await work.value
    } onCancel: {
      Task {
        try? await time.sleep(for: limit)
        work.cancel()
      }
    }
  }
}
