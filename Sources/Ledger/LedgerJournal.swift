private import CLinux
internal import GRDB
private import Glibc

internal import struct FoundationEssentials.URL

/// How a change of the ledger is made whole, whatever happens meanwhile (sqlite.org/wal.html,
/// sqlite.org/pragma.html#pragma_journal_mode).
enum LedgerJournal: Sendable {
  /// What is new waits in a log beside the file. The quickest; but all processes that open the file
  /// must be on one machine, for they share memory.
  case log
  /// What was there before is kept beside the file until the change is done. It works on storage that
  /// machines share too, as long as its locks and its syncs do.
  case rollback

  /// The one for files in a folder, which is there.
  ///
  /// - Parameter isShared: Whether it is known that machines share it; where it is not, the kind of the
  ///   file system tells.
  init(in folder: URL, isShared: Bool) {
    self = isShared || Self.isRemote(folder) ? .rollback : .log
  }

  /// Makes a connection use it. A ledger that machines have shared stays so: one of them may hold the
  /// folder as its own, and would give it a log.
  ///
  /// - Throws: `DatabaseError`, also where another process has the ledger open for too long.
  func begin(_ connection: Database) throws {
    let isMarked = try Int.fetchOne(connection, sql: "PRAGMA user_version") == Self.sharedMark
    if self == .log, !isMarked {
      try connection.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      return
    }
    try Self.leaveLog(connection)
    try connection.execute(sql: "PRAGMA synchronous = EXTRA")
    if !isMarked {
      try connection.execute(sql: "PRAGMA user_version = \(Self.sharedMark)")
    }
  }

  private static let sharedMark = 1

  /// SQLite leaves its log only where nobody else has the file open, and does not wait for that itself.
  private static func leaveLog(_ connection: Database) throws {
    for tries in 1... {
      do {
        try connection.execute(sql: "PRAGMA journal_mode = TRUNCATE")
        return
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        guard tries < mostTries else { throw error }
        usleep(pause)
      }
    }
  }

  /// Ten seconds in all, as for any other lock of the ledger.
  private static let mostTries = 100
  /// In microseconds.
  private static let pause: UInt32 = 100_000

  /// The file systems that machines share, by their numbers (linux/magic.h; those of CIFS, Lustre,
  /// BeeGFS and GFS2 from their sources).
  private static let remote: Set<UInt32> = [
    0x6969,  // NFS
    0x517B, 0xFF53_4D42, 0xFE53_4D42,  // SMB, CIFS, SMB 2
    0x00C3_6400,  // CephFS
    0x0BD0_0BD0,  // Lustre
    0x1983_0326,  // BeeGFS
    0x0116_1970,  // GFS2
    0x7461_636F,  // OCFS2
    0x0102_1997,  // 9P, of virtual machines
    0x6573_5546,  // FUSE: GlusterFS, sshfs and others; those that are local lose little
  ]

  private static func isRemote(_ folder: URL) -> Bool {
    remote.contains(UInt32(truncatingIfNeeded: glueport_file_system(folder.path)))
  }
}
