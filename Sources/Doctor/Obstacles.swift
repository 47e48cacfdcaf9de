internal import Pipeline

/// What stands in the way of a check: all of it, not the first only.
struct Obstacles {
  private(set) var failures: [any Failure] = []

  /// What `body` gives; nil where it fails, and then the failure is noted.
  ///
  /// - Throws: What is no failure.
  mutating func attempt<Value>(_ body: () throws -> Value) throws -> Value? {
    do {
      return try body()
    } catch let failure as any Failure {
      failures.append(failure)
      return nil
    }
  }
}
