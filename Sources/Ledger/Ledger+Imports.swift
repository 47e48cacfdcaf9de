package import FoundationEssentials
internal import GRDB
internal import Pipeline

/// What was sent, run by run.
extension Ledger {
  /// What is known of the organizations of a run, in no order.
  ///
  /// - Throws: ``LedgerError``.
  package func entries(of run: String, _ account: LedgerAccount) throws -> [LedgerEntry] {
    try entries("run = ?", [run], account)
  }

  /// What is known of one organization, over all runs, in no order.
  ///
  /// - Throws: ``LedgerError``.
  package func entries(ofOrganization id: String, _ account: LedgerAccount) throws -> [LedgerEntry]
  {
    try entries("itglue_id = ?", [id], account)
  }

  /// What is known of all organizations, over all runs, in no order.
  ///
  /// - Throws: ``LedgerError``.
  package func entries(_ account: LedgerAccount) throws -> [LedgerEntry] {
    try entries("TRUE", [], account)
  }

  /// The account that a run has sent something to, or may have; nil where it has not.
  ///
  /// - Throws: ``LedgerError``.
  package func account(of run: String) throws -> LedgerAccount? {
    try read { connection in
      try Row.fetchOne(
        connection,
        sql: """
          SELECT origin, reseller_uuid, itglue_origin
          FROM import JOIN account ON account.id = import.account_id
          WHERE run = ? LIMIT 1
          """,
        arguments: [run]
      ).map { row in
        LedgerAccount(
          account: World.Account(origin: row["origin"], reseller: row["reseller_uuid"]),
          source: row["itglue_origin"])
      }
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
  package func record(_ entry: LedgerEntry, _ account: LedgerAccount, now: Date) throws {
    try record([entry], account, now: now)
  }

  /// Makes several durable, all or none.
  ///
  /// - Parameter uuids: Whose links are taken away at the same moment, because a person takes back what
  ///   made them.
  /// - Throws: As ``record(_:_:now:)-(LedgerEntry,_,_)``.
  package func record(
    _ entries: [LedgerEntry], unlinking uuids: [String] = [], _ account: LedgerAccount, now: Date
  ) throws {
    try write { connection in
      let number = try Self.number(of: account.account, connection)
      for uuid in uuids {
        try connection.execute(
          sql: "DELETE FROM link WHERE account_id = ? AND itglue_origin = ? AND darkwebid_uuid = ?",
          arguments: [number, account.source, uuid])
      }
      for entry in entries {
        try connection.execute(
          sql: """
            INSERT INTO import (account_id, itglue_origin, itglue_id, run, title, action, state,
              darkwebid_uuid, domains, reason, detail, attempts, intended_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id, itglue_origin, itglue_id, run) DO UPDATE SET
              state = excluded.state, darkwebid_uuid = excluded.darkwebid_uuid,
              domains = excluded.domains, reason = excluded.reason, detail = excluded.detail,
              attempts = excluded.attempts, intended_at = excluded.intended_at,
              updated_at = excluded.updated_at
            """,
          arguments: [
            number, account.source, entry.id, entry.run, entry.title, entry.action.rawValue,
            entry.state.rawValue, entry.uuid, try Self.text(entry.domains), entry.reason?.rawValue,
            entry.detail, entry.attempts, Timestamp.precise(entry.intendedAt),
            Timestamp.text(now),
          ])
        if let uuid = entry.uuid {
          let link = LedgerLink(
            id: entry.id, uuid: uuid, title: entry.title, run: entry.run,
            linkedAt: Timestamp.text(now))
          try insert(link, number, account.source, connection)
        }
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
  /// - Throws: ``LedgerError``.
  package func discardPending(
    of run: String, _ account: LedgerAccount, now: Date
  ) throws -> Int {
    var count = 0
    try write { connection in
      try connection.execute(
        sql: """
          UPDATE import SET state = 'discarded', updated_at = ?
          WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
            AND itglue_origin = ? AND run = ? AND state = 'pending'
          """,
        arguments: [
          Timestamp.text(now), account.account.origin, account.account.reseller, account.source,
          run,
        ])
      count = connection.changesCount
    }
    return count
  }

  private func entries(
    _ condition: String, _ arguments: StatementArguments, _ account: LedgerAccount
  ) throws -> [LedgerEntry] {
    try read { connection in
      try Row.fetchAll(
        connection,
        sql: """
          SELECT run, itglue_id, title, action, state, darkwebid_uuid, domains, reason, detail,
            attempts, intended_at
          FROM import
          WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
            AND itglue_origin = ? AND \(condition)
          """,
        arguments: [account.account.origin, account.account.reseller, account.source]
          + arguments
      ).map(Self.entry)
    }
  }

  private static func entry(_ row: Row) throws -> LedgerEntry {
    let domains: String = row["domains"]
    let intendedAt: String = row["intended_at"]
    guard let action = PlanLine.Action(rawValue: row["action"]),
      let state = LedgerEntry.State(rawValue: row["state"]),
      let domains = try? JSONDecoder().decode([ResultLine.Domain].self, from: Data(domains.utf8)),
      let intendedAt = Timestamp.date(intendedAt)
    else {
      throw DatabaseError(message: "an action, a state, domains or a time that are not known")
    }
    let reason: String? = row["reason"]
    return LedgerEntry(
      run: row["run"], id: row["itglue_id"], title: row["title"], action: action, state: state,
      uuid: row["darkwebid_uuid"], domains: domains,
      reason: reason.flatMap(Reason.init(code:)), detail: row["detail"],
      attempts: row["attempts"], intendedAt: intendedAt)
  }

  private static func text(_ domains: [ResultLine.Domain]) throws -> String {
    String(decoding: try JSONLines.encoder().encode(domains), as: UTF8.self)
  }
}
