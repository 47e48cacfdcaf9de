package import Pipeline

/// A service that does not do what it is there for. The URLs carry no credentials.
package enum ServiceError: Failure, Equatable {
  /// It could not be reached, or failed each time.
  case gaveUp(service: String, url: String, problem: String, attempts: Int, retryAfter: Duration?)
  /// It allows no further requests for longer than we wait.
  case limited(service: String, url: String, attempts: Int, retryAfter: Duration?)
  /// It answered too late, again and again.
  case tookTooLong(service: String, url: String, problem: String, attempts: Int)
  /// Its answer is longer than is allowed.
  case tooLong(service: String, url: String, _ problem: String)
  /// It refused the credentials or the address that the request came from.
  case refused(service: String, url: String, problem: String, check: String)
  /// It answered something that is no answer to the question.
  case nonsense(service: String, url: String, problem: String)

  package var kind: FailureKind {
    switch self {
    case .gaveUp, .limited, .tookTooLong, .tooLong, .nonsense: .unavailable
    case .refused: .refused
    }
  }

  package var message: String {
    switch self {
    case .gaveUp(let service, let url, let problem, let attempts, _):
      "\(service) could not be used: \(problem)"
        + (attempts > 1 ? ", \(attempts) times" : "") + " (\(url))"
    case .limited(let service, let url, let attempts, let retryAfter):
      "\(service) allows no further requests: HTTP 429"
        + (attempts > 1 ? ", \(attempts) times" : "")
        + (retryAfter.map { ", it asks us to wait \($0.components.seconds) s" } ?? "") + " (\(url))"
    case .tookTooLong(let service, let url, let problem, let attempts):
      "\(service) takes too long: \(problem), \(attempts) times (\(url))"
    case .tooLong(let service, let url, let problem):
      "\(service) gave \(problem) (\(url))"
    case .refused(let service, let url, let problem, _):
      "\(service) refused us: \(problem) (\(url))"
    case .nonsense(let service, let url, let problem):
      "\(service) gave an answer that makes no sense: \(problem) (\(url))"
    }
  }

  package var remedy: String? {
    switch self {
    case .limited:
      "its limit counts all that use the account: let the others finish or ask for less in the"
        + " pipeline file, then `glueport resume` goes on"
    case .tookTooLong: "it may be overloaded: `glueport resume` goes on later"
    case .tooLong:
      "ask for smaller pages (page_size), and check that the address is the service's own"
    case .gaveUp: "check the address and the network, then `glueport resume` goes on"
    case .refused(_, _, _, let check): check
    case .nonsense: "check that the address is the service's own; `glueport resume` tries again"
    }
  }

  /// How long the service asked to be left alone, where it did.
  package var retryAfter: Duration? {
    switch self {
    case .gaveUp(_, _, _, _, let retryAfter), .limited(_, _, _, let retryAfter): retryAfter
    case .tookTooLong, .tooLong, .refused, .nonsense: nil
    }
  }
}
