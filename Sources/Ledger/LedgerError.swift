internal import FoundationEssentials
internal import GRDB
package import Pipeline

/// A ledger that cannot be read or written, or that allows no second link. Nothing is sent without a
/// durable intent.
package struct LedgerError: Failure, Equatable {
  /// What is in the way.
  enum Cause: Sendable {
    /// The file, or the disk.
    case file
    /// The disk is full.
    case full
    /// Another process has it open.
    case busy
    /// A newer version of the program has written the file.
    case newer
    /// One side of a link has another one.
    case linked
  }

  /// The ledger's file.
  package let path: String
  /// What happened, in SQLite's words where they are SQLite's.
  package let problem: String
  private let cause: Cause

  init(file: URL, problem: String, _ cause: Cause = .file) {
    path = file.path
    self.problem = problem
    self.cause = cause
  }

  init(file: URL, _ error: DatabaseError) {
    let cause: Cause =
      switch error.resultCode {
      case .SQLITE_FULL: .full
      case .SQLITE_BUSY: .busy
      default: .file
      }
    self.init(
      file: file, problem: error.message ?? "SQLite error \(error.resultCode.rawValue)", cause)
  }

  /// Whether one side of a link has another one: the file is well.
  package var isAboutLink: Bool { cause == .linked }

  package var kind: FailureKind { cause == .linked ? .overtaken : .storage }
  package var message: String { "the ledger \(path): \(problem)" }
  package var remedy: String? {
    switch cause {
    case .file:
      "check the disk and the file's permissions; the ledger holds the links, so never delete it"
    case .busy: "another process has it open: wait for it to end, then try again"
    case .full: "free some space, then `glueport resume` goes on"
    case .newer: "use the newest version of Glueport that works with this ledger"
    case .linked:
      "`glueport links list` shows the links, `glueport links remove ID` takes one away"
    }
  }
}
