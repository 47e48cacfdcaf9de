package import FoundationEssentials

/// A moment in the life of one request, for an audit. It holds no header and no body, and so no
/// secret.
package struct ExchangeEvent: Sendable, Equatable {
  /// What became of the request.
  package enum Outcome: Sendable, Equatable {
    /// It is about to be sent. Told of requests that change something only.
    case sending
    /// The service answered with this HTTP status.
    case answered(Int)
    /// No whole answer came: what happened, in words.
    case failed(String)
  }

  /// When the request was about to be sent.
  package var time: Date
  /// The method.
  package var method: HTTPRequest.Method
  /// Path and query.
  package var target: String
  /// Whom it is about: an IT Glue id.
  package var subject: String?
  /// Which sending of this request it is, from 1.
  package var attempt: Int
  /// What became of it.
  package var outcome: Outcome
  /// How long the answer took; zero while it is being sent.
  package var duration: Duration
}
