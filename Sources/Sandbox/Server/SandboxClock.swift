/// Tells the time that has passed since the sandbox started.
package typealias SandboxClock = @Sendable () -> Duration

/// Clocks for a sandbox.
enum SandboxClocks {
  /// Real time, from now on.
  static func real() -> SandboxClock {
    let start = ContinuousClock.now
    return { start.duration(to: .now) }
  }
}
