package import HTTPTransport
package import Pipeline

/// What became of a request that changes something.
package enum WriteAnswer: Sendable, Equatable {
  /// The service took it; the state is the one of this moment.
  case accepted(OrganizationState)
  /// The service refused it, for a reason that lies with the organization.
  case refused(WriteRefusal)
  /// It may have been processed or not: what happened.
  case unknown(String)
  /// It may have been processed or not, and the next request would fare the same: why.
  case doubtful(ServiceError)
}

/// Why the service refused to change something.
package struct WriteRefusal: Sendable, Equatable {
  /// What the profile's rules make of it; ``Reason/importError`` where none fits.
  package var reason: Reason
  /// The HTTP status and the service's words, to the letter.
  package var detail: String
  /// True where a rule of the profile names it.
  package var isKnown: Bool

  package init(reason: Reason, detail: String, isKnown: Bool) {
    self.reason = reason
    self.detail = detail
    self.isKnown = isKnown
  }

  /// - Parameters:
  ///   - code, message: What the error says, as far as it has the profile's fields.
  ///   - excerpt: The beginning of the answer, for one that has them not.
  init(
    status: Int, code: String?, message: String?, or excerpt: String, by rules: ReasonRules
  ) {
    let told = [code, message].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
    let words = told.isEmpty ? excerpt : told
    let known = rules.reason(status: status, code: code, words: words)
    self.init(
      reason: known ?? .importError, detail: "HTTP \(status)\(words.isEmpty ? "" : " \(words)")",
      isKnown: known != nil)
  }
}
