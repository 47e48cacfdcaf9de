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
    var meter = ProgressMeter()
  }

  private let state = Mutex(State())
  private let begun = ContinuousClock.now
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
    case .advanced(let stage, let unit, let done, let total, let pages):
      let now = ContinuousClock.now - begun
      let text = state.withLock { state in
        state.meter.line(
          stage, unit: unit, done: done, total: total, pages: pages, at: now, hasBar: moves)
      }
      passing("  \(text)", isLast: done == total)
    case .waiting(let duration, let cause):
      passing(
        "  \(ProgressMeter.line(cause, duration))", isLast: duration >= .seconds(moves ? 1 : 5))
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
        // A line that wraps could not be taken back.
        Self.write("\r\u{1B}[K" + TextStyle.clean(text).prefix(Self.columns - 1))
        state.isLineOpen = true
      } else {
        Self.write(TextStyle.clean(text) + "\n")
      }
    }
  }

  private static var columns: Int {
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }

  private static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
