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
  let file: URL

  /// Opens the ledger of a pipeline; makes it where it is missing.
  ///
  /// - Throws: As ``init(at:isShared:)`` does.
  package init(of pipeline: PipelineFile) throws {
    try self.init(at: pipeline.state, isShared: pipeline.isOnSharedStorage)
  }

  /// Opens the ledger; makes it where it is missing.
  ///
  /// - Parameter isShared: Whether the file is on storage that several machines share, as far as that is
  ///   known; many kinds of it are found out.
  /// - Throws: ``LedgerError``, also where a newer version has written it; `FileError`.
  package init(at file: URL, isShared: Bool = false) throws {
    self.file = file
    let folder = file.deletingLastPathComponent()
    try FileBytes.makeFolder(folder)
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
      let journal = LedgerJournal(in: folder, isShared: isShared)
      configuration.prepareDatabase { connection in
        try journal.begin(connection)
        try connection.execute(sql: "PRAGMA foreign_keys = ON")
      }
      database = try DatabaseQueue(path: file.path, configuration: configuration)
      let migrator = LedgerSchema.migrator
      guard try !database.read(migrator.hasBeenSuperseded) else {
        throw LedgerError(file: file, problem: "a newer version of Glueport has written it", .newer)
      }
      try migrator.migrate(database)
    } catch let error as DatabaseError {
      throw LedgerError(file: file, error)
    }
  }

  /// Reads the whole file and finds damage that a single question would pass by.
  ///
  /// - Throws: ``LedgerError`` where it is damaged.
  package func check() throws {
    let problems = try read { try String.fetchAll($0, sql: "PRAGMA quick_check(3)") }
    guard problems == ["ok"] else {
      throw LedgerError(file: file, problem: "damaged: \(problems.joined(separator: "; "))")
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try database.read(body)
    } catch let error as DatabaseError {
      throw LedgerError(file: file, error)
    }
  }

  /// Changes all of it, durably, or nothing.
  func write(_ body: (Database) throws -> Void) throws {
    CrashPoint.pass()
    defer { CrashPoint.pass() }
    do {
      try database.write(body)
    } catch let error as DatabaseError {
      throw LedgerError(file: file, error)
    }
  }

  /// The number of an account, which is noted where it is new.
  static func number(of account: World.Account, _ connection: Database) throws -> Int64? {
    let arguments: StatementArguments = [account.origin, account.reseller]
    try connection.execute(
      sql: "INSERT OR IGNORE INTO account (origin, reseller_uuid) VALUES (?, ?)",
      arguments: arguments)
    return try Int64.fetchOne(
      connection, sql: "SELECT id FROM account WHERE origin = ? AND reseller_uuid = ?",
      arguments: arguments)
  }
}
