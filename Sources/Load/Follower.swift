internal import DarkWebID
internal import FoundationEssentials
internal import Ledger
internal import Pipeline

/// Follows what was sent: looks up what is in doubt, and asks about what is pending, until all is
/// settled or the time is up.
struct Follower {
  let session: LoadSession
  let lines: [PlanLine]

  /// So many pending ones are asked about one by one; more are looked for in the list, of which one
  /// page shows two hundred. Of a long list there must be more: its pages are requests too.
  private static let fewPending = 10

  /// Goes on until nothing is open.
  ///
  /// - Parameters:
  ///   - entries: What is known, by IT Glue id.
  ///   - breaker: Ends it where what is sent again fails too.
  ///   - doubtsOnly: True to stop as soon as nothing is in doubt.
  /// - Throws: `ServiceError`, `LedgerError`, `LockedError`, `FileError`, ``LoadError``,
  ///   `CancellationError`; what was reached is in the ledger.
  func follow(
    _ entries: inout [String: LedgerEntry], _ breaker: inout Breaker, doubtsOnly: Bool = false
  ) async throws {
    let interval = session.settings.pollInterval
    var pause = interval
    var sentAgain: Set<String> = []
    var listedCount = 0
    while true {
      // Another machine may have taken the account while we slept.
      try session.lock.check()
      let open = lines.compactMap { line in
        entries[line.id].flatMap { $0.isOpen ? (line, $0) : nil }
      }
      if open.isEmpty || doubtsOnly && !open.contains(where: \.1.isInDoubt) { return }
      let doubts = open.filter(\.1.isInDoubt)
      let pending = doubtsOnly ? [] : open.filter { !$0.1.isInDoubt }
      let isListed = !doubts.isEmpty || pending.count > max(Self.fewPending, listedCount / 100)
      let asked = session.time.now()
      let listed = isListed ? try await session.client.organizations() : []
      listedCount = isListed ? listed.count : listedCount

      if !doubts.isEmpty { try await lookUp(doubts, listed, asked, &entries, &sentAgain, &breaker) }
      try await ask(about: pending.map(\.1), listed, asked, &entries)

      let waiting = lines.compactMap { entries[$0.id] }.filter { entry in
        entry.isOpen && !session.isOverdue(entry, at: session.time.now())
          && (entry.isInDoubt || !doubtsOnly)
      }
      if waiting.isEmpty { return }
      tell(waiting, pause)
      try await session.time.sleep(for: pause)
      pause = min(pause * 3 / 2, interval * 3)
    }
  }

  /// Looks up what is in doubt, and sends again what did not arrive: each once, for this time.
  private func lookUp(
    _ doubts: [(PlanLine, LedgerEntry)], _ listed: [OrganizationState], _ asked: Date,
    _ entries: inout [String: LedgerEntry], _ sentAgain: inout Set<String>,
    _ breaker: inout Breaker
  ) async throws {
    var resolver = try DoubtResolver(session, listed: listed, asked: asked)
    for (line, doubt) in doubts {
      try Task.checkCancellation()
      let resolution = try resolver.resolve(doubt)
      entries[line.id] = resolution.entry
      if resolution.mayBeSentAgain, sentAgain.insert(line.id).inserted {
        let sent = try await Sender(session: session).send(line, after: resolution.entry)
        entries[line.id] = sent.entry
        try breaker.note(sent)
      }
    }
  }

  /// Asks about pending ones; those that the list tells of need no question of their own.
  private func ask(
    about pending: [LedgerEntry], _ listed: [OrganizationState], _ listedAt: Date,
    _ entries: inout [String: LedgerEntry]
  ) async throws {
    let told = Dictionary(listed.filter(\.tellsStatus).map { ($0.uuid, $0) }) { first, _ in first }
    for var entry in pending {
      try Task.checkCancellation()
      guard let uuid = entry.uuid else { continue }
      let asked = told[uuid] == nil ? session.time.now() : listedAt
      let state: OrganizationState
      if let listed = told[uuid] {
        state = listed
      } else if let asked = try await session.client.organization(uuid) {
        state = asked
      } else {
        // Hidden while it is pending.
        continue
      }
      let before = entry
      entry.take(state, isFinal: session.isOverdue(before, at: asked))
      entries[entry.id] = entry == before ? entry : try session.record(entry)
    }
  }

  private func tell(_ waiting: [LedgerEntry], _ pause: Duration) {
    let doubts = waiting.count(where: \.isInDoubt)
    session.progress(
      .waiting(
        pause,
        because: .busy(
          "pending: \(waiting.count.counted("import"))"
            + (doubts == 0 ? "" : ", \(doubts) of them looked for"))))
  }
}
