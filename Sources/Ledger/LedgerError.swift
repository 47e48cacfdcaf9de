internal import FoundationEssentials
internal import GRDB
package import Pipeline

/// A ledger that cannot be read or written. Nothing is sent without a durable intent.
package struct LedgerError: Failure, Equatable {
  /// The ledger's file.
  package let path: String
  /// What happened, in SQLite's words.
  package let problem: String

  init(file: URL, problem: String) {
    path = file.path
    self.problem = problem
  }

  init(file: URL, _ error: DatabaseError) {
    self.init(file: file, problem: error.message ?? "SQLite error \(error.resultCode.rawValue)")
  }

  package var kind: FailureKind { .storage }
  package var message: String { "the ledger \(path): \(problem)" }
  package var remedy: String? {
    "check the disk and the file's permissions; the ledger holds the links, so never delete it"
  }
}
