internal import DarkWebID
internal import HTTPTransport
internal import Ledger
internal import Pipeline

private import struct FoundationEssentials.Date

/// Sends one organization: the intent, the request, the outcome.
struct Sender: Sendable {
  let session: LoadSession

  /// What became of one organization.
  struct Sent: Sendable {
    let entry: LedgerEntry
    /// The service's words, where it was refused for a reason that the profile does not know.
    var unknownRefusal: String?
  }

  /// Sends an organization, or what of it is to be sent again.
  ///
  /// - Parameter earlier: What the ledger knows of it: a request in doubt that is sent again, or one
  ///   that a person wants tried again.
  /// - Throws: `ServiceError`, `LedgerError`, `LockedError`, `FileError`, `CancellationError`: then it
  ///   was certainly not processed, and the ledger is as it was before. A `LedgerError` may also come
  ///   after the answer; then the intent stands, and it is in doubt.
  func send(_ line: PlanLine, after earlier: LedgerEntry?) async throws -> Sent {
    if earlier == nil, line.domains.isEmpty { return Sent(entry: try link(line)) }
    var entry = earlier ?? LedgerEntry(intending: line, in: session.run, at: session.time.now())
    if let linked = try linkedSince(entry) { return Sent(entry: linked) }
    entry.state = .intended
    entry.reason = nil
    entry.detail = nil
    var isIntended = false
    let answer: WriteAnswer
    do {
      answer = try await request(line, entry) {
        try await session.checkBeforeWriting()
        entry.attempts += 1
        entry.intendedAt = session.time.now()
        // As it is or not at all: where the link is another one by now, nothing may be sent.
        try session.ledger.record(entry, session.account, now: entry.intendedAt)
        isIntended = true
      }
    } catch  where error is any Failure || error is CancellationError {
      if isIntended { try takeBack(entry, earlier) }
      throw error
    }
    var unknownRefusal: String?
    switch answer {
    case .accepted(let state):
      entry.take(state)
    case .unknown(let why):
      entry.state = .unknown
      entry.detail = why
      session.progress(
        .note("“\(line.name)”: \(why); it is looked up before anything is sent again"))
    case .doubtful(let error):
      entry.state = .unknown
      entry.detail = error.message
      try session.record(entry)
      throw error
    case .refused(let refusal) where refusal.reason == .titleExists && earlier?.isInDoubt == true:
      entry.state = .unknown
      entry.detail = "sent again, and Dark Web ID has an organization of this name"
    case .refused(let refusal):
      entry.refuse(refusal.reason, detail: refusal.detail)
      if !refusal.isKnown { unknownRefusal = refusal.detail }
    }
    return Sent(entry: try session.record(entry), unknownRefusal: unknownRefusal)
  }

  /// Settles an organization that somebody has linked since it was planned: a second one is not made.
  private func linkedSince(_ entry: LedgerEntry) throws -> LedgerEntry? {
    guard entry.uuid == nil,
      let uuid = try session.ledger.uuid(linkedWith: entry.id, session.account)
    else { return nil }
    var linked = entry
    linked.refuse(
      .titleExists,
      detail: "linked with \(uuid) since it was planned; the next run adds what that one lacks")
    return try session.record(linked)
  }

  /// Links an organization that Dark Web ID has with all its domains: there is nothing to send.
  private func link(_ line: PlanLine) throws -> LedgerEntry {
    try session.lock.check()
    var entry = LedgerEntry(intending: line, in: session.run, at: session.time.now())
    entry.state = .imported
    return try session.record(entry)
  }

  /// Creates what is not there, and adds to what is.
  private func request(
    _ line: PlanLine, _ entry: LedgerEntry, intent: () async throws -> Void
  ) async throws -> WriteAnswer {
    let wanted = entry.domains.filter { $0.status == .pending }.map(\.name)
    if let uuid = entry.uuid {
      return try await session.client.add(wanted, to: uuid, of: entry.id, intent: intent)
    }
    guard line.action == .create else {
      return .refused(
        WriteRefusal(
          reason: .importError, detail: "the plan names no organization to add the domains to",
          isKnown: true))
    }
    var line = line
    line.domains.removeAll { !wanted.contains($0.name) }
    return try await session.client.create(line, intent: intent)
  }

  private func takeBack(_ entry: LedgerEntry, _ earlier: LedgerEntry?) throws {
    if let earlier {
      try session.record(earlier)
    } else {
      try session.ledger.withdraw(entry, session.account)
    }
  }
}

extension LedgerEntry {
  /// The intent to do what a line of the plan says.
  fileprivate init(intending line: PlanLine, in run: String, at now: Date) {
    self.init(
      run: run, id: line.id, title: line.name, action: line.action, state: .intended,
      uuid: line.uuid,
      domains: line.domains.map { ResultLine.Domain(name: $0.name, status: .pending) },
      attempts: 0, intendedAt: now)
  }
}
