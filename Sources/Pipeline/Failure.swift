/// What went wrong with a run, for the person who has to mend it.
///
/// Every module has its own error type that lists the ways in which it can fail; this is what they
/// have in common. A problem with one record is no failure: it is a ``Finding``, and the run goes on.
package protocol Failure: Error, CustomStringConvertible, Sendable {
  /// The kind of failure, which decides the exit code.
  var kind: FailureKind { get }
  /// What happened and where (file, line, cell, page, organization), in one line without secrets.
  var message: String { get }
  /// What to do about it, in one line.
  var remedy: String? { get }
  /// How long a service asked to be left alone, where one did.
  var retryAfter: Duration? { get }
}

extension Failure {
  package var retryAfter: Duration? { nil }

  package var description: String {
    guard let remedy else { return message }
    return "\(message)\n  \(remedy)"
  }
}

/// The kinds of failure, told apart by what a person or a scheduler does next.
package enum FailureKind: Sendable, Hashable, CaseIterable {
  /// The command line was used wrongly.
  case usage
  /// A pipeline file, a spreadsheet or a checkpoint cannot be used; nothing was sent.
  case badInput
  /// A service could not be reached, gave up, or answered nonsense; the run can be resumed.
  case unavailable
  /// Counts that do not add up: a defect of this program.
  case inconsistent
  /// The disk, the ledger or a lock could not be read or written.
  case storage
  /// Another process works on this run or on this account.
  case locked
  /// A service refused the credentials or the address.
  case refused
  /// The plan is not the reviewed one, or the world has overtaken it.
  case overtaken
  /// A signal stopped it at a safe point.
  case interrupted

  /// The exit code of a command that failed in this way.
  package var exit: Exit {
    switch self {
    case .usage: .usage
    case .badInput: .badInput
    case .unavailable: .unavailable
    case .inconsistent: .inconsistent
    case .storage: .storage
    case .locked: .locked
    case .refused: .refused
    case .overtaken: .overtaken
    case .interrupted: .interrupted
    }
  }
}

/// The exit codes of `glueport`: names that stay put.
package enum Exit: Int32, Sendable {
  /// All that was asked for is done.
  case done = 0
  /// Done, and some organizations or domains stayed Unimported.
  case unimported = 2
  /// Wrong use of the command line (`EX_USAGE`).
  case usage = 64
  /// Bad input; nothing was sent (`EX_DATAERR`).
  case badInput = 65
  /// A service could not be reached, gave up, or has not settled yet (`EX_UNAVAILABLE`).
  case unavailable = 69
  /// Counts that do not add up (`EX_SOFTWARE`).
  case inconsistent = 70
  /// Another process holds the run or the account (`EX_CANTCREAT`).
  case locked = 73
  /// Disk, ledger or lock (`EX_IOERR`).
  case storage = 74
  /// Credentials or address refused (`EX_NOPERM`).
  case refused = 77
  /// The plan is not the reviewed one, or the world has overtaken it (`EX_CONFIG`).
  case overtaken = 78
  /// Stopped by SIGINT.
  case interrupted = 130
  /// Stopped by SIGTERM.
  case terminated = 143
}
