internal import DarkWebID
internal import FoundationEssentials
internal import HTTPTransport
internal import Ledger
internal import Pipeline

/// Sends a plan, organization by organization, and follows each to its end.
///
/// The rule that makes it safe: an intent is durable before its request. An organization whose
/// intent has no outcome is in doubt: it is looked up until it is found, or until an import that
/// was taken would have to be listed, and only then is it sent again.
struct Loader {
  let run: String
  let lines: [PlanLine]
  let account: LedgerAccount
  let client: DarkWebIDClient
  let ledger: Ledger
  let settings: LoadSettings
  let time: any TimeSource
  let progress: Progress

  private static let longestPoll = Duration.seconds(15)

  /// So many requests in a row without an answer, and no more are sent: a service that is down
  /// would otherwise leave all of them in doubt.
  private static let patience = 3

  /// The entries by IT Glue id.
  static func byID(_ entries: [LedgerEntry]) -> [String: LedgerEntry] {
    Dictionary(entries.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Looks up what an earlier process left in doubt: it comes before anything else.
  ///
  /// - Parameter known: What the ledger knows of this run.
  /// - Returns: The entries by IT Glue id.
  /// - Throws: As ``load(_:)``.
  func settle(_ known: [LedgerEntry]) async throws -> [String: LedgerEntry] {
    var entries = Self.byID(known)
    try await follow(&entries, doubtsOnly: true)
    return entries
  }

  /// Sends what was not sent before, then follows what is open.
  ///
  /// - Parameter known: What is known of this run, by IT Glue id.
  /// - Returns: The entries by IT Glue id.
  /// - Throws: `ServiceError`, `LedgerError`, ``LoadError/noAnswers(_:)``, `CancellationError`; what
  ///   was reached is in the ledger.
  func load(_ known: [String: LedgerEntry]) async throws -> [String: LedgerEntry] {
    var entries = known
    var unanswered = 0
    for (number, line) in lines.enumerated() {
      if entries[line.id] == nil {
        try Task.checkCancellation()
        let entry = line.domains.isEmpty ? try link(line) : try await send(line, after: nil)
        entries[line.id] = entry
        unanswered = entry.isInDoubt ? unanswered + 1 : 0
        guard unanswered < Self.patience else { throw LoadError.noAnswers(unanswered) }
      }
      progress(
        .advanced(.load, unit: "organizations sent", done: number + 1, total: lines.count))
    }
    try await follow(&entries)
    return entries
  }

  /// Writes the intent, sends the request, writes the outcome.
  ///
  /// - Parameter doubt: The entry of an earlier request whose answer was lost.
  private func send(_ line: PlanLine, after doubt: LedgerEntry?) async throws -> LedgerEntry {
    var entry = LedgerEntry(
      run: run, id: line.id, action: line.action, state: .intended, uuid: line.uuid,
      domains: line.domains.map { ResultLine.Domain(name: $0.name, status: .pending) },
      attempts: (doubt?.attempts ?? 0) + 1, intendedAt: time.now())
    try record(entry, line)
    let answer: WriteAnswer
    do {
      answer = try await request(line)
    } catch let error as ServiceError {
      // Certainly not processed: what was known before holds again.
      if let doubt {
        try record(doubt, line)
      } else {
        try ledger.withdraw(entry, account)
      }
      throw error
    }
    switch answer {
    case .accepted(let state):
      entry.take(state)
    case .unknown(let why):
      entry.detail = why
      progress(.note("“\(line.name)”: \(why); it is looked up before anything is sent again"))
    case .refused(let refusal) where refusal.reason == .titleExists && doubt != nil:
      entry.detail = "sent again, and Dark Web ID has an organization of this name"
    case .refused(let refusal):
      entry.refuse(refusal.reason, detail: refusal.detail)
    }
    try record(entry, line)
    return entry
  }

  /// Links an organization that Dark Web ID has with all its domains: there is nothing to send.
  private func link(_ line: PlanLine) throws -> LedgerEntry {
    let entry = LedgerEntry(
      run: run, id: line.id, action: line.action, state: .imported, uuid: line.uuid, domains: [],
      attempts: 0, intendedAt: time.now())
    try record(entry, line)
    return entry
  }

  private func request(_ line: PlanLine) async throws -> WriteAnswer {
    switch (line.action, line.uuid) {
    case (.create, _):
      return try await client.create(line)
    case (.adopt, let uuid?), (.addDomains, let uuid?):
      return try await client.add(line.domains.map(\.name), to: uuid)
    case (.adopt, nil), (.addDomains, nil):
      return .refused(
        WriteRefusal(
          reason: .importError, detail: "the plan names no organization to add the domains to",
          isKnown: true))
    }
  }

  /// Asks about what is pending or in doubt until all is settled or the time is up.
  ///
  /// - Parameter doubtsOnly: True to stop as soon as nothing is in doubt.
  private func follow(
    _ entries: inout [String: LedgerEntry], doubtsOnly: Bool = false
  ) async throws {
    var pause = settings.pollInterval
    var sentAgain: Set<String> = []
    while true {
      let open = lines.filter { entries[$0.id]?.isOpen ?? false }
      if open.isEmpty { return }
      let doubtful = open.contains { entries[$0.id]?.isInDoubt ?? false }
      let listed = doubtful ? try await client.organizations() : []
      for line in open {
        try Task.checkCancellation()
        guard let entry = entries[line.id] else { continue }
        if !entry.isInDoubt {
          entries[line.id] = try await poll(entry, line)
          continue
        }
        let found = try lookUp(line, among: listed)
        if let only = found.first, found.count == 1 {
          entries[line.id] = try take(only, for: entry, line)
        } else if !found.isEmpty {
          entries[line.id] = try leave(entry, line, to: found)
        } else if isOverdue(entry), let other = namesake(of: line, among: listed) {
          entries[line.id] = try refuse(entry, line, because: other)
        } else if isOverdue(entry), sentAgain.insert(line.id).inserted {
          entries[line.id] = try await send(line, after: entry)
        }
      }
      let waiting = open.filter { line in
        entries[line.id].map { $0.isOpen && !isOverdue($0) && ($0.isInDoubt || !doubtsOnly) }
          ?? false
      }
      if waiting.isEmpty { return }
      let doubts = waiting.filter { entries[$0.id]?.isInDoubt ?? false }.count
      progress(
        .waiting(
          pause,
          because: .busy(
            doubts == 0
              ? "\(waiting.count) imports are pending"
              : "\(waiting.count) imports are pending, \(doubts) of them looked for")))
      try await time.sleep(for: pause)
      pause = min(pause * 3 / 2, Self.longestPoll)
    }
  }

  private func poll(_ entry: LedgerEntry, _ line: PlanLine) async throws -> LedgerEntry {
    guard let uuid = entry.uuid, let state = try await client.organization(uuid) else {
      return entry
    }
    var entry = entry
    entry.take(state)
    try record(entry, line)
    return entry
  }

  private func take(
    _ found: OrganizationState, for doubt: LedgerEntry, _ line: PlanLine
  ) throws -> LedgerEntry {
    progress(.note("“\(line.name)”: found in Dark Web ID; the request had arrived"))
    var entry = doubt
    entry.detail = nil
    entry.take(found)
    try record(entry, line)
    return entry
  }

  /// An organization that would prevent the lost create from being sent again.
  private func namesake(
    of line: PlanLine, among listed: [OrganizationState]
  ) -> OrganizationState? {
    guard line.uuid == nil else { return nil }
    let title = FoldedText(line.name)
    return listed.first { FoldedText($0.title) == title }
  }

  /// The lost create did not arrive, and by now the title belongs to another organization.
  private func refuse(
    _ doubt: LedgerEntry, _ line: PlanLine, because other: OrganizationState
  ) throws -> LedgerEntry {
    var entry = doubt
    entry.refuse(.titleExists, detail: "\(other.uuid) has this title, and other domains")
    try record(entry, line)
    return entry
  }

  /// Several could be the one that was asked for: a person has to decide, and nothing is sent.
  private func leave(
    _ doubt: LedgerEntry, _ line: PlanLine, to found: [OrganizationState]
  ) throws -> LedgerEntry {
    var entry = doubt
    entry.detail =
      "\(found.count) organizations of Dark Web ID could be this one: "
      + found.map(\.uuid).joined(separator: ", ")
    if entry.detail != doubt.detail {
      progress(.note("“\(line.name)”: \(entry.detail ?? "")"))
      try record(entry, line)
    }
    return entry
  }

  /// What became of a request whose answer was lost, where Dark Web ID shows it.
  ///
  /// A created organization is known by its title, which Dark Web ID has only once, and by its
  /// domains, as far as they are listed yet; added domains by all of them being listed.
  private func lookUp(
    _ line: PlanLine, among listed: [OrganizationState]
  ) throws -> [OrganizationState] {
    let domains = Set(line.domains.map(\.name))
    if let uuid = line.uuid {
      return listed.filter {
        $0.uuid == uuid && domains.isSubset(of: $0.domains.map(\.name))
      }
    }
    let linked = Set(try ledger.links(account).map(\.uuid))
    let title = FoldedText(line.name)
    return listed.filter {
      FoldedText($0.title) == title && !linked.contains($0.uuid)
        && ($0.domains.isEmpty || !domains.isDisjoint(with: $0.domains.map(\.name)))
    }
  }

  /// True when an import that was taken would have been listed, or settled, by now.
  private func isOverdue(_ entry: LedgerEntry) -> Bool {
    time.now().timeIntervalSince(entry.intendedAt) >= settings.pendingTimeout.seconds
  }

  private func record(_ entry: LedgerEntry, _ line: PlanLine) throws {
    try ledger.record(entry, title: line.name, account, now: time.now())
  }
}

extension LedgerEntry {
  fileprivate var isOpen: Bool { state == .intended || state == .pending }
  fileprivate var isInDoubt: Bool { state == .intended }

  /// Takes over what Dark Web ID tells of the organization.
  fileprivate mutating func take(_ remote: OrganizationState) {
    uuid = remote.uuid
    let told = Dictionary(remote.domains.map { ($0.name, $0) }) { first, _ in first }
    domains = domains.map { domain in
      guard let state = told[domain.name] else {
        return remote.status == .pending
          ? ResultLine.Domain(name: domain.name, status: .pending)
          : ResultLine.Domain(
            name: domain.name, status: .unimported, reason: .importError,
            detail: "Dark Web ID does not list it")
      }
      return ResultLine.Domain(
        name: domain.name, status: state.status, reason: state.reason, detail: state.detail)
    }
    let statuses = Set(domains.map(\.status))
    if statuses.contains(.pending) {
      state = .pending
    } else {
      state = statuses.contains(.imported) ? .imported : .unimported
      reason = state == .unimported ? domains.compactMap(\.reason).min() : nil
    }
  }

  /// Takes over that Dark Web ID refused the whole organization.
  fileprivate mutating func refuse(_ why: Reason, detail words: String?) {
    state = .unimported
    reason = why
    detail = words
    domains = domains.map {
      ResultLine.Domain(name: $0.name, status: .unimported, reason: why, detail: words)
    }
  }
}
