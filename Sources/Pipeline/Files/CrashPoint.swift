#if DEBUG
  private import FoundationEssentials
  private import Glibc
  private import Synchronization
#endif

/// The places where something has just become durable, or is just about to. In debug builds, and
/// only there, the environment can end the process at one of them, so that tests reach every
/// moment at which a crash could matter: `GLUEPORT_CRASH_AT=7` kills it at the seventh.
package enum CrashPoint {
  /// Passes a point.
  package static func pass() {
    #if DEBUG
      guard let fatal else { return }
      if passed.add(1, ordering: .relaxed).newValue == fatal { kill(getpid(), SIGKILL) }
    #endif
  }

  #if DEBUG
    private static let passed = Atomic<Int>(0)
    private static let fatal =
      ProcessInfo.processInfo.environment["GLUEPORT_CRASH_AT"].flatMap { Int($0) }
  #endif
}
