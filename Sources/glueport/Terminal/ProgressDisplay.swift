internal import Foundation
internal import Pipeline
internal import Report
internal import Synchronization

/// Shows on standard error what the stages tell: on a terminal a line that moves, elsewhere plain
/// lines, not too many.
final class ProgressDisplay: Sendable {
  private struct State {
    var isLineOpen = false
    var lastShown: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let moves: Bool
  private let quiet: Bool

  init(quiet: Bool, environment: [String: String]) {
    self.quiet = quiet
    moves = Console.isTerminal(STDERR_FILENO, quiet: quiet, environment: environment)
  }

  /// Takes an event.
  func show(_ event: ProgressEvent) {
    guard !quiet else { return }
    switch event {
    case .stage(let stage, let what):
      line("\(stage.rawValue): \(what)")
    case .advanced(let stage, let unit, let done, let total):
      let count = total.map { "\(done) of \($0)" } ?? "\(done)"
      passing("  \(stage.rawValue): \(count) \(unit)", isLast: done == total)
    case .waiting(let duration, let why):
      passing("  \(why): waiting \(Self.seconds(duration))", isLast: duration >= .seconds(5))
    case .note(let text):
      line("  \(text)")
    }
  }

  /// Ends the moving line.
  func finish() {
    state.withLock { state in
      if state.isLineOpen { Self.write("\r\u{1B}[K") }
      state.isLineOpen = false
    }
  }

  private func line(_ text: String) {
    state.withLock { state in
      Self.write((state.isLineOpen ? "\r\u{1B}[K" : "") + TextStyle.clean(text) + "\n")
      state.isLineOpen = false
    }
  }

  /// Something that the next event replaces. Where lines do not move, only the last of a kind is
  /// worth one, and one every few seconds.
  private func passing(_ text: String, isLast: Bool) {
    state.withLock { state in
      let now = ContinuousClock.now
      let pause: Duration = moves ? .milliseconds(100) : .seconds(5)
      if let last = state.lastShown, now - last < pause, !isLast { return }
      state.lastShown = now
      if moves {
        Self.write("\r\u{1B}[K" + TextStyle.clean(text))
        state.isLineOpen = true
      } else {
        Self.write(TextStyle.clean(text) + "\n")
      }
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    let tenths = Int((duration.seconds * 10).rounded())
    return tenths >= 100 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }

  private static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
