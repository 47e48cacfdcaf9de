package import FoundationEssentials
internal import GRDB
package import Pipeline

/// The runs that load an account, from their first request to their end.
extension Ledger {
  /// Notes that a run begins to load, or goes on with it.
  ///
  /// - Parameter directory: Where the run is.
  /// - Throws: ``LedgerError``.
  package func begin(
    _ run: String, at directory: String, _ account: LedgerAccount, now: Date
  ) throws {
    try write { connection in
      try connection.execute(
        sql: """
          INSERT INTO run (account_id, run, itglue_origin, directory, begun_at)
          VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (account_id, run) DO UPDATE SET
            directory = excluded.directory, finished_at = NULL
          """,
        arguments: [
          try Self.number(of: account.account, connection), run, account.source, directory,
          Timestamp.text(now),
        ])
    }
  }

  /// Notes that all of a run is settled, or that a person has let go of it.
  ///
  /// - Throws: ``LedgerError``.
  package func finish(_ run: String, _ account: World.Account, now: Date) throws {
    try write { connection in
      try connection.execute(
        sql: """
          UPDATE run SET finished_at = ?
          WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
            AND run = ?
          """,
        arguments: [Timestamp.text(now), account.origin, account.reseller, run])
    }
  }

  /// Whether a run has begun to load an account.
  ///
  /// - Throws: ``LedgerError``.
  package func hasBegun(_ run: String, _ account: World.Account) throws -> Bool {
    try read { connection in
      try Bool.fetchOne(
        connection,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM run
            WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
              AND run = ?)
          """,
        arguments: [account.origin, account.reseller, run]) ?? false
    }
  }

  /// The runs, other than `run`, that have sent something to this account and did not come to their
  /// end: each as the command line takes it, its id or its directory.
  ///
  /// - Throws: ``LedgerError``.
  package func unsettledRuns(besides run: String, _ account: World.Account) throws -> [String] {
    try read { connection in
      try Row.fetchAll(
        connection,
        sql: """
          SELECT import.run, max(coalesce(run.directory, '')) AS directory FROM import
          LEFT JOIN run ON run.account_id = import.account_id AND run.run = import.run
          WHERE import.account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
            AND import.run <> ?
            AND (import.state IN ('intended', 'unknown', 'pending', 'retry')
              OR run.run IS NOT NULL AND run.finished_at IS NULL)
          GROUP BY import.run ORDER BY import.run
          """,
        arguments: [account.origin, account.reseller, run]
      ).map { row in
        let (id, directory): (String, String) = (row["run"], row["directory"])
        // Where the runs usually are, the id is enough.
        return directory.isEmpty || directory.hasSuffix("/runs/\(id)") ? id : directory
      }
    }
  }
}
