package import HTTPTransport
package import Pipeline
internal import Synchronization

/// A service that answers as a test says, and remembers what it was asked.
package final class ScriptedExchange: HTTPExchange {
  /// A request as it arrived.
  package struct Arrival: Sendable {
    package let request: HTTPRequest
    package let origin: Origin
    package let headers: [(String, Secret)]
  }

  private let answer: @Sendable (HTTPRequest, Int) async throws -> HTTPResponse
  private let arrived = Mutex<[Arrival]>([])

  /// - Parameter answer: Gets the request and its number from 1.
  package init(_ answer: @escaping @Sendable (HTTPRequest, Int) async throws -> HTTPResponse) {
    self.answer = answer
  }

  package func send(
    _ request: HTTPRequest, to origin: Origin, headers: [(String, Secret)]
  ) async throws -> HTTPResponse {
    let number = arrived.withLock { arrived in
      arrived.append(Arrival(request: request, origin: origin, headers: headers))
      return arrived.count
    }
    return try await answer(request, number)
  }

  /// All requests so far, in order.
  package var arrivals: [Arrival] { arrived.withLock { $0 } }
}

extension HTTPResponse {
  /// A JSON answer.
  package static func json(_ text: String, status: Int = 200, headers: [String: String] = [:])
    -> HTTPResponse
  {
    HTTPResponse(
      status: status,
      headers: headers.merging(["content-type": "application/json"]) { given, _ in given },
      body: Array(text.utf8))
  }
}
