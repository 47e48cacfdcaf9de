internal import Dispatch
internal import Foundation
internal import Pipeline
internal import Synchronization

/// SIGINT and SIGTERM: the first stops the work at the next safe point, the second at once. Both
/// are safe; the first one leaves less to look up.
final class Interrupt: Sendable {
  private let received = Mutex<Int32?>(nil)

  /// Runs `body`, and cancels it at a signal.
  ///
  /// - Returns: What `body` returns; where a signal stopped it, that signal's exit code.
  func watch(_ body: sending @escaping () async -> Exit) async -> Exit {
    let work = Task { await body() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        let isSecond = self.received.withLock { earlier in
          defer { earlier = number }
          return earlier != nil
        }
        if isSecond { _exit(Self.exit(for: number).rawValue) }
        work.cancel()
      }
      source.resume()
      return source
    }
    let exit = await work.value
    sources.forEach { $0.cancel() }
    guard exit == .interrupted, let number = received.withLock({ $0 }) else { return exit }
    return Self.exit(for: number)
  }

  private static func exit(for number: Int32) -> Exit {
    number == SIGTERM ? .terminated : .interrupted
  }
}
