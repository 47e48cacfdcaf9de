import Foundation

/// How much the torture does, and with what luck: the environment says it, so that CI stays quick
/// and a failure can be repeated.
enum TortureSettings {
  private static let asked = number("GLUEPORT_TORTURE")

  /// Whether more is asked for than what CI has the time for.
  static let isLong = asked != nil

  /// How many processes are killed at least: `GLUEPORT_TORTURE`.
  static let kills = asked ?? 40

  /// What all choices follow from: `GLUEPORT_TORTURE_SEED`. The moments of the kills do so only as
  /// far as the computer is equally quick again.
  static let seed = number("GLUEPORT_TORTURE_SEED").map(UInt64.init) ?? 1

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }
}
