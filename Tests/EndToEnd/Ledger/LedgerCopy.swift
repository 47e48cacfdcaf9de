import Foundation
import GRDB

/// What a ledger holds, read from a copy: the ledger itself, and what a killed program left beside
/// it, stay as they are.
struct LedgerCopy {
  private let database: DatabaseQueue

  /// - Parameters:
  ///   - file: The ledger; what stands in its WAL counts.
  ///   - folder: Where the copy goes.
  init(of file: URL, in folder: URL) throws {
    let copy = folder.appending(path: "copy-\(UUID()).sqlite")
    for suffix in ["", "-wal"] {
      guard let bytes = try? Data(contentsOf: URL(filePath: file.path + suffix)) else { continue }
      try bytes.write(to: URL(filePath: copy.path + suffix))
    }
    database = try DatabaseQueue(path: copy.path)
  }

  /// Every text in any table.
  func texts() throws -> Set<String> {
    try database.read { connection in
      var texts: Set<String> = []
      let tables = try String.fetchAll(
        connection, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      for table in tables {
        let rows = try Row.fetchAll(connection, sql: "SELECT * FROM \"\(table)\"")
        texts.formUnion(rows.flatMap { row in row.compactMap { String.fromDatabaseValue($0.1) } })
      }
      return texts
    }
  }

  /// The links: the IT Glue id and the uuid in Dark Web ID of each. A ledger that has just been made
  /// has none.
  func links() throws -> [(id: String, uuid: String)] {
    try database.read { connection in
      guard try connection.tableExists("link"),
        // One that was killed while it was made, between two migrations, has none either.
        try connection.columns(in: "link").contains(where: { $0.name == "darkwebid_uuid" })
      else { return [] }
      return try Row.fetchAll(connection, sql: "SELECT itglue_id, darkwebid_uuid FROM link")
        .map { ($0["itglue_id"], $0["darkwebid_uuid"]) }
    }
  }

  /// How many imports there are in any of these states; nil is any state.
  func imports(in states: Set<String>? = nil) throws -> Int {
    try database.read { connection in
      guard try connection.tableExists("import") else { return 0 }
      return try String.fetchAll(connection, sql: "SELECT state FROM import")
        .count { states?.contains($0) ?? true }
    }
  }

  /// Notes a migration that no program of today knows, and puts the file back.
  func migrateFurther(to file: URL) throws {
    try database.writeWithoutTransaction { connection in
      try connection.execute(
        sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999: of a newer program')")
      try connection.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    let path = database.path
    try database.close()
    try Data(contentsOf: URL(filePath: path)).write(to: file)
  }
}
