package import Pipeline

/// One request, one answer: the seam between the clients and the network.
package protocol HTTPExchange: Sendable {
  /// Sends a request and takes the whole answer, whatever its status. Redirects are not followed.
  ///
  /// - Throws: ``TransportFault``, `CancellationError`.
  func send(_ request: HTTPRequest, to origin: Origin, headers: [(String, Secret)]) async throws
    -> HTTPResponse
}

/// No whole answer came.
package struct TransportFault: Error, Sendable, Equatable {
  /// What went wrong.
  package enum Problem: Sendable, Equatable {
    /// No connection: the reason in words.
    case notConnected(String)
    /// The certificate is not one to trust: the reason in words.
    case untrusted(String)
    /// No answer in time.
    case timeout
    /// The connection ended before the answer did.
    case cut
    /// The answer is longer than is allowed, in bytes.
    case tooLong(limit: Int)
  }

  /// What went wrong.
  package let problem: Problem
  /// False where it is certain that the request has not reached the service.
  package let mayHaveArrived: Bool

  package init(_ problem: Problem, mayHaveArrived: Bool) {
    self.problem = problem
    self.mayHaveArrived = mayHaveArrived
  }

  /// The fault in a few words.
  package var text: String {
    switch problem {
    case .notConnected(let reason): "no connection (\(reason))"
    case .untrusted(let reason): "its certificate cannot be trusted (\(reason))"
    case .timeout: "no answer in time"
    case .cut: "the connection was cut before the answer was whole"
    case .tooLong(let limit): "an answer of more than \(limit >> 20) MB"
    }
  }
}
