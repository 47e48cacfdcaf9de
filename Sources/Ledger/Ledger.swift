package import FoundationEssentials
internal import GRDB
private import Glibc
package import Pipeline

/// The ledger: what was sent to Dark Web ID, and which IT Glue organization is linked with which
/// Dark Web ID organization. It outlives the runs.
///
/// An intent is durable before its request is sent, and the outcome is written after it; so after a
/// crash the ledger knows of everything that may have happened. `sqlite3` can read it.
package struct Ledger: Sendable {
  private let database: DatabaseQueue
  private let file: URL

  /// Opens the ledger; makes it where it is missing.
  ///
  /// - Throws: ``LedgerError``, `FileError`.
  package init(at file: URL) throws {
    self.file = file
    try FileBytes.makeFolder(file.deletingLastPathComponent())
    // SQLite gives its side files the mode of the main one, so that one is made first. Two processes
    // may make it at once, and migrate it: the second one waits for the first.
    let made = open(file.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard made >= 0 else { throw FileError("write", file) }
    close(made)
    let lock = URL(filePath: file.path + "-making")
    let making = open(lock.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard making >= 0 else { throw FileError("lock", lock) }
    defer { close(making) }
    while flock(making, LOCK_EX) != 0 {
      guard errno == EINTR else { throw FileError("lock", lock) }
    }
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.prepareDatabase { connection in
        try connection.execute(
          sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
      }
      database = try DatabaseQueue(path: file.path, configuration: configuration)
      try LedgerSchema.migrator.migrate(database)
    } catch let error as DatabaseError {
      throw LedgerError(file: file, error)
    }
  }

  /// The links of an account with the organizations of one IT Glue origin, sorted by id.
  ///
  /// - Throws: ``LedgerError``.
  package func links(_ account: LedgerAccount) throws -> [World.Link] {
    try read { connection in
      try Row.fetchAll(
        connection,
        sql: """
          SELECT itglue_id, uuid FROM link
          WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
            AND itglue_origin = ? ORDER BY itglue_id
          """,
        arguments: [account.account.origin, account.account.reseller, account.source]
      ).map { World.Link(id: $0["itglue_id"], uuid: $0["uuid"]) }
    }
  }

  /// What is known of the organizations of a run, in no order.
  ///
  /// - Throws: ``LedgerError``.
  package func entries(of run: String, _ account: LedgerAccount) throws -> [LedgerEntry] {
    try read { connection in
      try Row.fetchAll(
        connection,
        sql: Self.selectEntries + " AND run = ?", arguments: Self.arguments(account, run)
      ).map(Self.entry)
    }
  }

  /// The runs, other than `run`, that have sent something to this account and do not know yet what
  /// became of it.
  ///
  /// - Throws: ``LedgerError``.
  package func unsettledRuns(besides run: String, _ account: LedgerAccount) throws -> [String] {
    try read { connection in
      try String.fetchAll(
        connection,
        sql: """
          SELECT DISTINCT run FROM import
          WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
            AND state IN ('intended', 'pending') AND run <> ? ORDER BY run
          """,
        arguments: [account.account.origin, account.account.reseller, run])
    }
  }

  /// Whether a run has sent anything, or may have.
  ///
  /// - Throws: ``LedgerError``.
  package func hasEntries(of run: String) throws -> Bool {
    try read { connection in
      try Bool.fetchOne(
        connection, sql: "SELECT EXISTS (SELECT 1 FROM import WHERE run = ?)", arguments: [run])
        ?? false
    }
  }

  /// Makes an intent, or an outcome, durable. A `uuid` is linked with the organization at the same
  /// moment.
  ///
  /// - Throws: ``LedgerError``, also where the link would be a second one for either side.
  package func record(
    _ entry: LedgerEntry, title: String, _ account: LedgerAccount, now: Date
  ) throws {
    try write { connection in
      let number = try Self.accountNumber(account, connection)
      try connection.execute(
        sql: """
          INSERT INTO import (account_id, itglue_origin, itglue_id, run, title, action, state, uuid,
            domains, reason, detail, attempts, intended_at, updated_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (account_id, itglue_origin, itglue_id, run) DO UPDATE SET
            state = excluded.state, uuid = excluded.uuid, domains = excluded.domains,
            reason = excluded.reason, detail = excluded.detail, attempts = excluded.attempts,
            intended_at = excluded.intended_at, updated_at = excluded.updated_at
          """,
        arguments: [
          number, account.source, entry.id, entry.run, title, entry.action.rawValue,
          entry.state.rawValue, entry.uuid, try Self.text(entry.domains), entry.reason?.rawValue,
          entry.detail, entry.attempts, entry.intendedAt.timeIntervalSince1970,
          now.formatted(.iso8601),
        ])
      guard let uuid = entry.uuid else { return }
      try connection.execute(
        sql: """
          INSERT INTO link (account_id, itglue_origin, itglue_id, uuid, title, run, linked_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (account_id, itglue_origin, itglue_id)
            DO UPDATE SET uuid = excluded.uuid WHERE uuid = excluded.uuid
          """,
        arguments: [
          number, account.source, entry.id, uuid, title, entry.run, now.formatted(.iso8601),
        ])
      let linked = try String.fetchOne(
        connection,
        sql: "SELECT uuid FROM link WHERE account_id = ? AND itglue_origin = ? AND itglue_id = ?",
        arguments: [number, account.source, entry.id])
      guard linked == uuid else {
        throw LedgerError(file: file, problem: "organization \(entry.id) is linked already")
      }
    }
  }

  /// Takes an intent back whose request was certainly not processed.
  ///
  /// - Throws: ``LedgerError``.
  package func withdraw(_ entry: LedgerEntry, _ account: LedgerAccount) throws {
    try write { connection in
      try connection.execute(
        sql: """
          DELETE FROM import
          WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
            AND itglue_origin = ? AND itglue_id = ? AND run = ? AND state = 'intended'
          """,
        arguments: [
          account.account.origin, account.account.reseller, account.source, entry.id, entry.run,
        ])
    }
  }

  /// Stops following a run's pending imports; the links stay.
  ///
  /// - Returns: How many were pending.
  /// - Throws: ``LedgerError``, also where an answer is lost: that is to be looked up.
  package func discard(run: String, now: Date) throws -> Int {
    var count = 0
    try write { connection in
      let inDoubt = try Int.fetchOne(
        connection, sql: "SELECT count(*) FROM import WHERE run = ? AND state = 'intended'",
        arguments: [run])
      guard inDoubt == 0 else {
        throw LedgerError(
          file: file,
          problem: "\(inDoubt ?? 0) requests of \(run) have no answer; resume it to look them up")
      }
      try connection.execute(
        sql: """
          UPDATE import SET state = 'discarded', updated_at = ? WHERE run = ? AND state = 'pending'
          """,
        arguments: [now.formatted(.iso8601), run])
      count = connection.changesCount
    }
    return count
  }

  private static let selectEntries = """
    SELECT run, itglue_id, action, state, uuid, domains, reason, detail, attempts, intended_at
    FROM import
    WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
      AND itglue_origin = ?
    """

  private static func arguments(_ account: LedgerAccount, _ run: String) -> StatementArguments {
    [account.account.origin, account.account.reseller, account.source, run]
  }

  private static func accountNumber(
    _ account: LedgerAccount, _ connection: Database
  ) throws -> Int64? {
    let arguments: StatementArguments = [account.account.origin, account.account.reseller]
    try connection.execute(
      sql: "INSERT OR IGNORE INTO account (origin, reseller_uuid) VALUES (?, ?)",
      arguments: arguments)
    return try Int64.fetchOne(
      connection, sql: "SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?",
      arguments: arguments)
  }

  private static func entry(_ row: Row) throws -> LedgerEntry {
    let text: String = row["domains"]
    guard let action = PlanLine.Action(rawValue: row["action"]),
      let state = LedgerEntry.State(rawValue: row["state"]),
      let domains = try? JSONDecoder().decode([ResultLine.Domain].self, from: Data(text.utf8))
    else { throw DatabaseError(message: "an action, a state or domains that are not known") }
    let reason: String? = row["reason"]
    return LedgerEntry(
      run: row["run"], id: row["itglue_id"], action: action, state: state, uuid: row["uuid"],
      domains: domains, reason: reason.flatMap(Reason.init(rawValue:)), detail: row["detail"],
      attempts: row["attempts"],
      intendedAt: Date(timeIntervalSince1970: row["intended_at"]))
  }

  private static func text(_ domains: [ResultLine.Domain]) throws -> String {
    String(decoding: try JSONLines.encoder().encode(domains), as: UTF8.self)
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try database.read(body)
    } catch let error as DatabaseError {
      throw LedgerError(file: file, error)
    }
  }

  private func write(_ body: (Database) throws -> Void) throws {
    CrashPoint.pass()
    defer { CrashPoint.pass() }
    do {
      try database.write(body)
    } catch let error as DatabaseError {
      throw LedgerError(file: file, error)
    }
  }
}

/// Both ends of a link's account: the Dark Web ID account, and the IT Glue that the ids are of.
package struct LedgerAccount: Sendable, Hashable {
  /// The Dark Web ID account.
  package var account: World.Account
  /// The origin of IT Glue, or the folder of saved pages.
  package var source: String

  package init(account: World.Account, source: String) {
    self.account = account
    self.source = source
  }
}
