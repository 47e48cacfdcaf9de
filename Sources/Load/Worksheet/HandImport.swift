package import FoundationEssentials
package import Ledger
package import Pipeline
internal import Spreadsheets

/// Takes back what a person has imported by the vendor's wizard: the worksheet of a run, filled in.
///
/// What a sheet says counts, also against what an earlier one said; what it leaves empty stays as it
/// is. So the same sheet changes nothing the second time.
package struct HandImport {
  /// What a sheet changes.
  package struct Changes: Sendable, Equatable {
    /// The entries of the run that are other ones now, as the ledger will have them.
    package fileprivate(set) var entries: [LedgerEntry] = []
    /// The links that do not hold any more, by their uuids.
    fileprivate var unlinked: [String] = []
    /// Organizations that an earlier sheet settled and this one says otherwise of.
    package fileprivate(set) var corrected: [String] = []
    /// Organizations that an earlier sheet settled and this one has no word for.
    package fileprivate(set) var kept: [String] = []
  }

  private let ledger: Ledger
  private let account: LedgerAccount
  private let locks: URL
  private let time: any TimeSource

  /// - Parameter locks: The folder of the accounts' locks.
  package init(ledger: Ledger, account: LedgerAccount, locks: URL, time: any TimeSource) {
    self.ledger = ledger
    self.account = account
    self.locks = locks
    self.time = time
  }

  /// Reads a sheet and finds what it changes; nothing is changed yet.
  ///
  /// - Throws: ``DoneSheetError``; ``LoadError`` where the run waits for no sheet, or another run of the
  ///   account waits for one; `SheetError`, `FileError`, `LedgerError`.
  package func changes(by file: URL, of run: String) throws -> Changes {
    guard let owner = try ledger.account(of: run) else { throw LoadError.noWorksheet(run: run) }
    guard owner == account else {
      throw LoadError.anotherAccount(planned: owner.account, found: account.account)
    }
    let entries = try ledger.entries(of: run, account)
    guard !entries.contains(where: { $0.state == .discarded }) else {
      throw LoadError.discardedWorksheet(run: run)
    }
    try ledger.checkSettled(besides: run, account.account)
    let links = Dictionary(try ledger.links(account).map { ($0.id, $0.uuid) }) { one, _ in one }
    return try changes(
      by: try DoneSheet(reading: file), run, Results.byID(entries), links)
  }

  /// Makes the changes durable, all or none.
  ///
  /// - Throws: `LockedError` where another process works on the account; `LedgerError`, `FileError`.
  package func take(_ changes: Changes) throws {
    let lock = try AccountLock(account.account, in: locks, time: time)
    defer { withExtendedLifetime(lock) {} }
    try ledger.record(
      changes.entries, unlinking: changes.unlinked, account, now: time.now())
  }

  private func changes(
    by sheet: DoneSheet, _ run: String, _ entries: [String: LedgerEntry],
    _ links: [String: String]
  ) throws(DoneSheetError) -> Changes {
    var changes = Changes()
    var findings: [DoneSheetError.Finding] = []
    var seen: [String: Int] = [:]
    for row in sheet.rows {
      func refuse(_ problem: DoneSheetError.Problem, _ column: WorksheetColumn) {
        findings.append(.init(problem: problem, cell: sheet.cell(column, of: row)))
      }
      guard let id = RecordID(row[.id])?.description else {
        refuse(.noID, .id)
        continue
      }
      if let first = seen[id] {
        refuse(.idTwice(id, row: first), .id)
        continue
      }
      seen[id] = row.number
      guard let entry = entries[id] else {
        refuse(.unknownID(id, run: run), .id)
        continue
      }
      let answers = DoneRow(row, domains: entry.domains.map(\.name))
      answers.findings.forEach { refuse($0.problem, $0.column) }
      guard answers.findings.isEmpty else { continue }
      var taken = entry
      taken.take(answers.byDomain)
      if taken != entry, let uuid = taken.uuid, let other = links[id], other != uuid {
        refuse(.linkedSince(entry.title), .done)
        continue
      }
      changes.note(entry, taken, isEmpty: answers.byDomain.isEmpty)
    }
    guard findings.isEmpty else { throw DoneSheetError(file: sheet.file, findings) }
    return changes
  }
}

extension HandImport.Changes {
  /// Notes what a row made of an entry.
  fileprivate mutating func note(_ before: LedgerEntry, _ after: LedgerEntry, isEmpty: Bool) {
    guard after != before else {
      if isEmpty, before.state != .pending { kept.append(before.title) }
      return
    }
    entries.append(after)
    if let uuid = before.uuid, after.uuid == nil { unlinked.append(uuid) }
    if before.state != .pending { corrected.append(before.title) }
  }
}
