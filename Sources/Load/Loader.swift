internal import Ledger
internal import Pipeline

/// Takes a plan into Dark Web ID: what is in doubt first, then what is to be sent, several at a time,
/// then what is pending to its end.
///
/// The rule that makes it safe: an intent is durable before its request. An organization whose
/// intent has no outcome is in doubt: it is looked up until it is found, or until an import that
/// was taken would have to be listed, and only then is it sent again.
struct Loader {
  private let session: LoadSession
  private let lines: [PlanLine]
  private var breaker: Breaker

  init(session: LoadSession, lines: [PlanLine]) {
    self.session = session
    self.lines = lines
    breaker = Breaker(session.settings.breaker)
  }

  private var follower: Follower { Follower(session: session, lines: lines) }

  /// Looks up what an earlier process left in doubt: it comes before anything else.
  ///
  /// - Parameter entries: What the ledger knows of this run, by IT Glue id.
  /// - Throws: As ``load(_:)``.
  mutating func settle(_ entries: inout [String: LedgerEntry]) async throws {
    try await follower.follow(&entries, &breaker, doubtsOnly: true)
  }

  /// Sends what was not sent before, then follows what is open.
  ///
  /// - Parameter entries: What is known of this run, by IT Glue id.
  /// - Throws: `ServiceError`, `LedgerError`, `LockedError`, `FileError`, ``LoadError/noAnswers(_:)``,
  ///   ``LoadError/refused(_:words:)``, `CancellationError`; what was reached is in the ledger.
  mutating func load(_ entries: inout [String: LedgerEntry]) async throws {
    let waiting = lines.filter { line in entries[line.id].map { $0.state == .retry } ?? true }
    guard !waiting.isEmpty || entries.values.contains(where: \.isOpen) else { return }
    session.progress(.note(Self.started(session.settings.pendingTimeout)))
    try await send(waiting, &entries)
    try await follower.follow(&entries, &breaker)
    session.progress(.note(Self.ended(entries.values.count(where: \.isOpen))))
  }

  /// Sends several organizations side by side, in the plan's order. The first failure ends it: what
  /// is under way comes to its end, what waits for its turn is not sent.
  private mutating func send(
    _ waiting: [PlanLine], _ entries: inout [String: LedgerEntry]
  ) async throws {
    /// What one of them came to. No tuple: a release build got that wrong.
    struct Ended: Sendable {
      let line: PlanLine
      let result: Result<Sender.Sent, any Error>
    }
    let sender = Sender(session: session)
    var queue = waiting[...]
    var breaker = breaker
    var failure: (any Error)?
    var done = lines.count - waiting.count
    var known = entries
    await withTaskGroup(of: Ended.self) { group in
      func next() {
        guard failure == nil, !Task.isCancelled, let line = queue.popFirst() else { return }
        let earlier = known[line.id]
        group.addTask {
          do {
            return Ended(line: line, result: .success(try await sender.send(line, after: earlier)))
          } catch {
            return Ended(line: line, result: .failure(error))
          }
        }
      }
      for _ in 0..<session.settings.concurrency { next() }
      for await ended in group {
        do {
          let sent = try ended.result.get()
          known[ended.line.id] = sent.entry
          done += 1
          session.progress(
            .advanced(.load, unit: "organizations sent", done: done, total: lines.count))
          // Whoever is stopped has lost answers for that, and not for the service.
          if !Task.isCancelled { try breaker.note(sent) }
        } catch {
          // Those that a failure has stopped say so too.
          if failure == nil { failure = error }
          group.cancelAll()
        }
        next()
      }
    }
    entries = known
    self.breaker = breaker
    try Task.checkCancellation()
    if let failure { throw failure }
  }

  /// The vendor's words, as far as they hold here.
  private static func started(_ timeout: Duration) -> String {
    let minutes = timeout.components.seconds / 60
    let time =
      minutes > 0 && timeout == .seconds(minutes * 60)
      ? Int(minutes).counted("minute") : Int(timeout.seconds.rounded(.up)).counted("second")
    return
      "Import has been started. Please allow up to \(time) to import the selected organizations"
      + " and domains. Ctrl-C is safe: `glueport resume` goes on tracking the import status."
  }

  private static func ended(_ open: Int) -> String {
    open == 0
      ? "Import has been finished. You can now use the imported organizations as usual."
      : "Import has not been finished: \(open.counted("organization"))"
        + " \(open == 1 ? "is" : "are") not settled yet;"
        + " `glueport resume` asks again and creates nothing twice."
  }
}
