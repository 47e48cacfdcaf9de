import Pipeline
import Testing

@testable import HTTPTransport

@Suite("Over a real socket")
struct NetworkExchangeTests {
  private func send(
    _ method: HTTPRequest.Method = .get, to port: Int
  ) async throws -> HTTPResponse {
    try await NetworkExchange.with { exchange in
      try await exchange.send(
        HTTPRequest(method, "/a", body: method == .get ? nil : Array("{}".utf8)),
        to: try Origin("http://127.0.0.1:\(port)"), headers: [("x-api-key", Secret("k"))])
    }
  }

  @Test("Status, headers in lower case, and the whole body arrive")
  func whole() async throws {
    let server = try OneAnswerServer(
      "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
    let response = try await send(to: server.port)
    #expect(response.status == 404)
    #expect(response.isJSON)
    #expect(response.body == Array("{}".utf8))
  }

  @Test("A redirect is an answer and is not followed: the key goes nowhere else")
  func redirect() async throws {
    let server = try OneAnswerServer(
      "HTTP/1.1 302 Found\r\nLocation: https://example.com/\r\nContent-Length: 0\r\n\r\n")
    #expect(try await send(to: server.port).status == 302)
  }

  @Test("Nobody listening is a fault, and nothing can have arrived")
  func refused() async throws {
    let port = try OneAnswerServer(nil).port
    let fault = await #expect(throws: TransportFault.self) { try await send(.post, to: port) }
    #expect(fault?.mayHaveArrived == false)
    guard case .notConnected = fault?.problem else {
      Issue.record("\(fault as Any)")
      return
    }
  }

  @Test(
    "An answer that is cut is no answer, and the request may have been processed",
    arguments: ["", "HTTP/1.1 201 Crea", "HTTP/1.1 201 Created\r\nContent-Length: 20\r\n\r\n{\"uu"])
  func cut(answer: String) async throws {
    let server = try OneAnswerServer(answer)
    let fault = await #expect(throws: TransportFault.self) {
      try await send(.post, to: server.port)
    }
    #expect(fault == TransportFault(.cut, mayHaveArrived: true))
  }

  @Test("Whoever is cancelled while an answer is awaited is told so")
  func cancelled() async throws {
    let server = try OneAnswerServer(nil)
    let task = Task { try await send(to: server.port) }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }
}
