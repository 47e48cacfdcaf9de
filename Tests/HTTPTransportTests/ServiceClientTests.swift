import FoundationEssentials
import Pipeline
import Synchronization
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("A client of a service")
struct ServiceClientTests {
  private static let key = "ITG.hunter2"
  private let time = ManualTime()

  private func client(
    told: @escaping Progress = { _ in },
    _ answer: @escaping @Sendable (HTTPRequest, Int) async throws -> HTTPResponse
  ) throws -> (ServiceClient, ScriptedExchange) {
    let exchange = ScriptedExchange(answer)
    let client = ServiceClient(
      service: "IT Glue", origin: try Origin("https://api.itglue.com"),
      credentials: [("x-api-key", Secret(Self.key))], exchange: exchange,
      pacer: Pacer(perSecond: 1000, time: time), time: time, jitter: { 1 }, progress: told)
    return (client, exchange)
  }

  private static let read = HTTPRequest(.get, "/organizations", query: [.init("page", "1")])
  private static let change = HTTPRequest(
    .post, "/services/v2/organization", body: Array("{}".utf8))

  @Test(
    "A read is sent again after what may pass", arguments: [408, 429, 500, 502, 503, 504])
  func readsAgain(status: Int) async throws {
    let (client, exchange) = try client { _, number in
      number < 3 ? HTTPResponse(status: status) : .json("{}")
    }
    #expect(try await client.read(Self.read).status == 200)
    #expect(exchange.arrivals.count == 3)
  }

  @Test(
    "A read is sent again after a fault of the network",
    arguments: [
      TransportFault(.timeout, mayHaveArrived: true), .init(.cut, mayHaveArrived: true),
      .init(.notConnected("refused"), mayHaveArrived: false),
    ])
  func readsAgainAfterFault(fault: TransportFault) async throws {
    let (client, exchange) = try client { _, number in
      if number < 3 { throw fault }
      return .json("{}")
    }
    #expect(try await client.read(Self.read).status == 200)
    #expect(exchange.arrivals.count == 3)
  }

  @Test("Other answers are the caller's to judge, at once", arguments: [200, 301, 400, 401, 404])
  func answers(status: Int) async throws {
    let (client, exchange) = try client { _, _ in HTTPResponse(status: status) }
    #expect(try await client.read(Self.read).status == status)
    #expect(exchange.arrivals.count == 1)
  }

  @Test("A certificate that cannot be trusted is not tried again")
  func untrusted() async throws {
    let (client, exchange) = try client { _, _ in
      throw TransportFault(.untrusted("self-signed"), mayHaveArrived: false)
    }
    let error = await #expect(throws: ServiceError.self) { try await client.read(Self.read) }
    #expect(error?.message.contains("self-signed") == true)
    await #expect(throws: ServiceError.self) { try await client.change(Self.change) }
    #expect(exchange.arrivals.count == 2)
  }

  @Test("It waits as long as the service asks, and says why")
  func waits() async throws {
    let told = Mutex<[ProgressEvent]>([])
    let (client, _) = try client(told: { event in told.withLock { $0.append(event) } }) {
      _, number in
      number == 1 ? HTTPResponse(status: 429, headers: ["retry-after": "7"]) : .json("{}")
    }
    _ = try await client.read(Self.read)
    #expect(time.sleeps.contains(.seconds(7)))
    #expect(
      told.withLock { $0 } == [.waiting(.seconds(7), because: "IT Glue asks us to wait")])
  }

  @Test("It gives up in the end and says what, where, how often, and not the key")
  func givesUp() async throws {
    let (client, exchange) = try client { _, _ in HTTPResponse(status: 503) }
    let error = await #expect(throws: ServiceError.self) { try await client.read(Self.read) }
    #expect(exchange.arrivals.count == 6)
    #expect(error?.kind == .unavailable)
    #expect(
      error?.message == "IT Glue could not be used: HTTP 503, 6 times "
        + "(https://api.itglue.com/organizations?page=1)")
    #expect("\(error as Any)".contains(Self.key) == false)
  }

  @Test("What the service asked for last is told to whoever comes back later")
  func retryAfter() async throws {
    let (client, _) = try client { _, _ in
      HTTPResponse(status: 429, headers: ["retry-after": "3600"])
    }
    let error = await #expect(throws: ServiceError.self) { try await client.read(Self.read) }
    #expect(error?.retryAfter == .seconds(3600))
  }

  @Test(
    "A change that may have arrived is never sent again",
    arguments: [
      TransportFault(.timeout, mayHaveArrived: true), .init(.cut, mayHaveArrived: true),
      .init(.tooLong(limit: 64 << 20), mayHaveArrived: true),
    ])
  func changesOnce(fault: TransportFault) async throws {
    let (client, exchange) = try client { _, _ in throw fault }
    #expect(try await client.change(Self.change) == .unknown(fault.text))
    #expect(exchange.arrivals.count == 1)
  }

  @Test(
    "Nor one that was answered by an error of the server", arguments: [408, 500, 502, 503, 504])
  func changesOnce(status: Int) async throws {
    let (client, exchange) = try client { _, _ in HTTPResponse(status: status) }
    #expect(try await client.change(Self.change) == .unknown("HTTP \(status)"))
    #expect(exchange.arrivals.count == 1)
  }

  @Test("A change that has certainly not been processed is sent again")
  func changesAgain() async throws {
    let (client, exchange) = try client { _, number in
      switch number {
      case 1: throw TransportFault(.notConnected("refused"), mayHaveArrived: false)
      case 2: HTTPResponse(status: 429)
      default: .json(#"{"uuid":"u"}"#, status: 201)
      }
    }
    #expect(try await client.change(Self.change) == .answered(.json(#"{"uuid":"u"}"#, status: 201)))
    #expect(exchange.arrivals.count == 3)
  }

  @Test("A service that echoes the key does not get it into a message, not even in part")
  func echo() async throws {
    let (client, _) = try client { _, _ in .json("{}") }
    #expect(
      client.excerpt(of: .json("no such key: \(Self.key)!")) == "no such key: [secret]!")
    let words = ServiceClient(
      service: "Dark Web ID", origin: try Origin("https://secure.darkwebid.com"),
      credentials: [("authorization", Secret("Basic aHVudGVyMg=="))],
      exchange: ScriptedExchange { _, _ in .json("{}") },
      pacer: Pacer(perSecond: 1, time: time), time: time, progress: { _ in })
    #expect(words.excerpt(of: .json("got aHVudGVyMg== from you")) == "got [secret] from you")
    for padding in 190..<200 {
      let text = String(repeating: "x", count: padding) + Self.key
      #expect(!client.excerpt(of: .json(text)).contains("ITG"), "\(padding)")
    }
  }

  @Test("Credentials go into headers, and only there")
  func credentials() async throws {
    let (client, exchange) = try client { _, _ in .json("{}") }
    _ = try await client.read(Self.read)
    let arrival = try #require(exchange.arrivals.first)
    #expect(arrival.headers.map(\.0) == ["x-api-key"])
    #expect(arrival.headers.map(\.1.value) == [Self.key])
    #expect(!"\(arrival)".contains(Self.key))
    #expect(!client.url(of: Self.read).contains(Self.key))
  }

  @Test("Being cancelled ends the waiting")
  func cancelled() async throws {
    let (client, exchange) = try client { _, _ in
      withUnsafeCurrentTask { $0?.cancel() }
      return HTTPResponse(status: 503)
    }
    let task = Task { try await client.read(Self.read) }
    await #expect(throws: CancellationError.self) { _ = try await task.value }
    #expect(exchange.arrivals.count == 1)
  }
}
