import Pipeline
import Testing

@testable import HTTPTransport

@Suite("The exchange over a real socket")
struct NetworkExchangeTests {
  private static let get = HTTPRequest(.get, "/a%2Fb", query: [.init("page[size]", "1")])

  /// Sends a request to a server.
  private func send(
    _ request: HTTPRequest = get, to url: String, body limit: Int = 1 << 20,
    headers: [(String, Secret)] = []
  ) async throws -> HTTPResponse {
    var limits = NetworkExchange.Limits()
    limits.body = limit
    let origin = try Origin(url)
    return try await NetworkExchange.with(limits: limits) { exchange in
      try await exchange.send(request, to: origin, headers: headers)
    }
  }

  /// What goes wrong with a server that says `text`.
  private func fault(_ text: String, body limit: Int = 1 << 20) async throws -> TransportFault? {
    let server = try LoopbackServer(text)
    defer { server.stop() }
    return await #expect(throws: TransportFault.self) {
      _ = try await send(to: server.url, body: limit)
    }
  }

  @Test("Status, headers in lower case and body come as they are, whatever the status")
  func answer() async throws {
    for (status, body) in [(200, "{\"ü\":1}"), (404, ""), (503, "busy")] {
      let server = try LoopbackServer(
        "HTTP/1.1 \(status) Word\r\nContent-Type: text/X\r\nX-Two: 1\r\nX-TWO: 2\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
      defer { server.stop() }
      let response = try await send(to: server.url)
      #expect(response.status == status)
      #expect(response.body == Array(body.utf8))
      #expect(response.headers["content-type"] == "text/X")
      #expect(response.headers["x-two"] == "1")
    }
  }

  @Test("The request is sent as it was made, with the credentials and with what it accepts")
  func request() async throws {
    let server = try LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    defer { server.stop() }
    let post = HTTPRequest(.post, "/x", body: Array("{\"a\":1}".utf8))
    for request in [Self.get, post] {
      _ = try await send(request, to: server.url, headers: [("x-api-key", Secret("ITG.k"))])
    }
    let heard = server.heard.map { $0.lowercased() }
    try #require(heard.count == 2)
    #expect(heard[0].hasPrefix("get /a%2fb?page%5bsize%5d=1 http/1.1\r\n"))
    #expect(heard[0].contains("host: 127.0.0.1:\(server.port)\r\n"))
    #expect(heard[0].contains("\r\naccept: application/json, application/vnd.api+json\r\n"))
    #expect(!heard[0].contains("content-type"))
    #expect(heard[1].hasPrefix("post /x http/1.1\r\n"))
    #expect(heard[1].contains("\r\ncontent-type: application/json\r\n"))
    for text in heard { #expect(text.contains("\r\nx-api-key: itg.k\r\n")) }
  }

  @Test("A redirect is an answer: the key does not follow it")
  func redirect() async throws {
    let other = try LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let server = try LoopbackServer(
      "HTTP/1.1 302 Found\r\nLocation: \(other.url)/\r\nContent-Length: 0\r\n\r\n")
    defer { server.stop() }
    defer { other.stop() }
    #expect(try await send(to: server.url).status == 302)
    #expect(other.heard.isEmpty)
  }

  @Test("A body over the limit is not taken, whether its length was announced or not")
  func tooLong() async throws {
    let body = String(repeating: "x", count: 5000)
    let known = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n\(body)"
    let chunked =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n\(body)\r\n0\r\n\r\n"
    for text in [known, chunked] {
      let expected = TransportFault(.tooLong(limit: 4999), mayHaveArrived: true)
      #expect(try await fault(text, body: 4999) == expected)
      let server = try LoopbackServer(text)
      defer { server.stop() }
      #expect(try await send(to: server.url, body: 5000).body.count == 5000)
    }
  }

  @Test("Where nobody listens nothing has arrived")
  func refused() async throws {
    let server = try LoopbackServer("")
    server.stop()
    for url in [server.url, "http://localhost:\(server.port)"] {
      let fault = await #expect(throws: TransportFault.self) { _ = try await send(to: url) }
      #expect(fault == .init(.notConnected("Connection refused"), mayHaveArrived: false))
    }
  }

  @Test(
    "A connection that ends before the answer does is cut, and the request may have arrived",
    arguments: [
      "", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n",
      "this is not HTTP\r\n\r\n",
    ])
  func cut(text: String) async throws {
    #expect(try await fault(text) == .init(.cut, mayHaveArrived: true))
  }

  @Test("An answer that does not come is waited for no longer than the limits say")
  func timeout() async throws {
    let server = try LoopbackServer(.keepsSilent)
    defer { server.stop() }
    let origin = try Origin(server.url)
    var whole = NetworkExchange.Limits()
    whole.whole = .milliseconds(200)
    var silence = NetworkExchange.Limits()
    silence.silence = .milliseconds(200)
    for limits in [whole, silence] {
      let fault = await #expect(throws: TransportFault.self) {
        try await NetworkExchange.with(limits: limits) {
          try await $0.send(Self.get, to: origin, headers: [])
        }
      }
      #expect(fault == .init(.timeout, mayHaveArrived: true))
    }
  }

  @Test("A server that does not speak TLS is not trusted, and hears nothing of the request")
  func noTLS() async throws {
    let server = try LoopbackServer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    defer { server.stop() }
    let fault = await #expect(throws: TransportFault.self) {
      _ = try await send(
        to: "https://127.0.0.1:\(server.port)", headers: [("x-api-key", Secret("ITG.k"))])
    }
    #expect(fault?.mayHaveArrived == false)
    #expect(!server.heard.contains { $0.contains("ITG.k") })
  }

  @Test("Cancelled, it stops at once and says that it was cancelled")
  func cancelled() async throws {
    let server = try LoopbackServer(.keepsSilent)
    defer { server.stop() }
    let task = Task { _ = try await send(to: server.url) }
    // Not before the request is there: it is the wait for the answer that is cancelled.
    while server.heard.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
