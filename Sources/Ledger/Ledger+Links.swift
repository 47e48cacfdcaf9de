internal import GRDB
package import Pipeline

/// The links: one organization of IT Glue with one of Dark Web ID.
extension Ledger {
  /// The links of an account with the organizations of one IT Glue origin, sorted by id.
  ///
  /// - Throws: ``LedgerError``.
  package func links(_ account: LedgerAccount) throws -> [World.Link] {
    try linkRows(account).map { World.Link(id: $0.id, uuid: $0.uuid) }
  }

  /// The same with all that is known of them.
  ///
  /// - Throws: ``LedgerError``.
  package func linkRows(_ account: LedgerAccount) throws -> [LedgerLink] {
    try read { connection in
      try Row.fetchAll(
        connection,
        sql: """
          SELECT itglue_id, darkwebid_uuid, title, run, linked_at FROM link
          WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
            AND itglue_origin = ? ORDER BY itglue_id
          """,
        arguments: [account.account.origin, account.account.reseller, account.source]
      ).map { row in
        LedgerLink(
          id: row["itglue_id"], uuid: row["darkwebid_uuid"], title: row["title"], run: row["run"],
          linkedAt: row["linked_at"])
      }
    }
  }

  /// The Dark Web ID organization that one of IT Glue is linked with; nil where there is none.
  ///
  /// - Throws: ``LedgerError``.
  package func uuid(linkedWith id: String, _ account: LedgerAccount) throws -> String? {
    try read { connection in
      try String.fetchOne(
        connection,
        sql: """
          SELECT darkwebid_uuid FROM link
          WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
            AND itglue_origin = ? AND itglue_id = ?
          """,
        arguments: [account.account.origin, account.account.reseller, account.source, id])
    }
  }

  /// The accounts of a Dark Web ID that the ledger knows.
  ///
  /// - Throws: ``LedgerError``.
  package func accounts(at origin: String) throws -> [World.Account] {
    try read { connection in
      try String.fetchAll(
        connection,
        sql: "SELECT reseller_uuid FROM account WHERE origin = ? ORDER BY reseller_uuid",
        arguments: [origin]
      ).map { World.Account(origin: origin, reseller: $0) }
    }
  }

  /// Links two organizations because a person says so.
  ///
  /// - Throws: ``LedgerError``, also where it would be a second link for either side.
  package func link(_ link: LedgerLink, _ account: LedgerAccount) throws {
    try write { connection in
      let number = try Self.number(of: account.account, connection)
      try insert(link, number, account.source, connection)
    }
  }

  /// Takes links away, all or none. Nothing else changes, here or in Dark Web ID.
  ///
  /// - Throws: ``LedgerError``.
  package func unlink(_ ids: [String], _ account: LedgerAccount) throws {
    try write { connection in
      for id in ids {
        try connection.execute(
          sql: """
            DELETE FROM link
            WHERE account_id = (SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?)
              AND itglue_origin = ? AND itglue_id = ?
            """,
          arguments: [account.account.origin, account.account.reseller, account.source, id])
      }
    }
  }

  /// Inserts a link, or finds that it is there.
  func insert(
    _ link: LedgerLink, _ account: Int64?, _ source: String, _ connection: Database
  ) throws {
    let linked = try String.fetchOne(
      connection,
      sql: """
        SELECT darkwebid_uuid FROM link
        WHERE account_id = ? AND itglue_origin = ? AND itglue_id = ?
        """,
      arguments: [account, source, link.id])
    if linked == link.uuid { return }
    if let linked {
      throw LedgerError(
        file: file, problem: "organization \(link.id) is linked with \(linked) already", .linked)
    }
    let owner = try String.fetchOne(
      connection, sql: "SELECT itglue_id FROM link WHERE account_id = ? AND darkwebid_uuid = ?",
      arguments: [account, link.uuid])
    if let owner {
      throw LedgerError(
        file: file, problem: "\(link.uuid) is linked with the organization \(owner) already",
        .linked)
    }
    try connection.execute(
      sql: """
        INSERT INTO link (account_id, itglue_origin, itglue_id, darkwebid_uuid, title, run, linked_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [account, source, link.id, link.uuid, link.title, link.run, link.linkedAt])
  }
}
