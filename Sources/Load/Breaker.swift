internal import Ledger

/// Stops a load that only fails, before it burns through the list: a service that is down would
/// leave every organization in doubt, and one that takes no request as it is written would refuse
/// every one.
package struct Breaker: Sendable {
  /// How many failures in a row are too many.
  package struct Limits: Sendable, Equatable {
    /// Requests without an answer.
    package var unanswered: Int
    /// Organizations that are refused for a reason nobody knows.
    package var refused: Int

    package init(unanswered: Int, refused: Int) {
      self.unanswered = unanswered
      self.refused = refused
    }
  }

  private let limits: Limits
  private var unanswered = 0
  private var refused = 0

  init(_ limits: Limits) {
    self.limits = limits
  }

  /// Takes note of what became of one organization.
  ///
  /// - Throws: ``LoadError/noAnswers(_:)``, ``LoadError/refused(_:words:)``.
  mutating func note(_ sent: Sender.Sent) throws {
    unanswered = sent.entry.isInDoubt ? unanswered + 1 : 0
    refused = sent.unknownRefusal == nil ? 0 : refused + 1
    if unanswered >= limits.unanswered { throw LoadError.noAnswers(unanswered) }
    if refused >= limits.refused {
      throw LoadError.refused(refused, words: sent.unknownRefusal ?? "")
    }
  }
}
