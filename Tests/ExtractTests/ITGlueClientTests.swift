import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import Extract

@Suite("The client of IT Glue")
struct ITGlueClientTests {
  private static let page = HTTPResponse.json(
    #"{"data":[{"id":"1"}],"meta":{"next-page":null,"total-count":1}}"#,
    headers: ["content-type": "application/vnd.api+json"])

  private let time = ManualTime()

  private func client(
    _ answer: @escaping @Sendable (HTTPRequest, Int) async throws -> HTTPResponse
  ) throws -> (ITGlueClient, ScriptedExchange) {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      name: x
      source: { itglue: { region: eu, api_key: "${KEY}", page_size: 250 } }
      """, to: "x.yaml")
    guard case .itglue(let settings) = try PipelineFile(file: file, environment: [:]).source else {
      throw CancellationError()
    }
    let exchange = ScriptedExchange(answer)
    let service = ServiceClient(
      service: ITGlueClient.serviceName, origin: try Origin(settings.baseURL),
      credentials: [("x-api-key", Secret("hunter2"))], exchange: exchange,
      pacer: Pacer(perSecond: 1000, time: time), time: time, jitter: { 1 }, progress: { _ in })
    return (ITGlueClient(service: service, settings: settings), exchange)
  }

  @Test("It asks the region for a page of the size, in an order that pages follow each other in")
  func asks() async throws {
    let (client, exchange) = try client { _, _ in Self.page }
    #expect(try await client.page(3, of: .organizations).rows.map(\.id) == ["1"])
    _ = try await client.page(1, of: .domains)
    #expect(
      exchange.arrivals.map { "\($0.request.method.rawValue) \($0.request.target)" } == [
        "GET /organizations?page%5Bnumber%5D=3&page%5Bsize%5D=250&sort=id",
        "GET /domains?page%5Bnumber%5D=1&page%5Bsize%5D=250&sort=created_at",
      ])
    #expect(exchange.arrivals.allSatisfy { $0.origin.text == "https://api.eu.itglue.com" })
    #expect(exchange.arrivals.allSatisfy { $0.headers.map(\.0) == ["x-api-key"] })
  }

  @Test("A refused key says what to check, and not the key", arguments: [401, 403])
  func refused(status: Int) async throws {
    let (client, exchange) = try client { _, _ in .json(#"{"errors":"hunter2"}"#, status: status) }
    let error = await #expect(throws: ServiceError.self) {
      try await client.page(1, of: .organizations)
    }
    #expect(error?.kind == .refused)
    #expect(error?.remedy?.contains("region") == true)
    #expect("\(error as Any)".contains("hunter2") == false)
    #expect(exchange.arrivals.count == 1)
  }

  @Test("A page that took the service too long is asked for again, whatever its status")
  func tookTooLong() async throws {
    let (client, exchange) = try client { _, number in
      number < 3
        ? .json(#"{"message":"The request took too long to process and timed out."}"#, status: 400)
        : Self.page
    }
    #expect(try await client.page(1, of: .domains).rows.count == 1)
    #expect(exchange.arrivals.count == 3)
  }

  @Test(
    "An answer that is no page is an error with the URL, the page and what came",
    arguments: [
      (
        HTTPResponse(
          status: 200, headers: ["content-type": "text/html"], body: Array("<p>Hi".utf8)),
        "page 2 is not JSON: <p>Hi"
      ),
      (.json("{}"), "page 2: it has no “data”"),
      (.json(#"{"errors":[{"title":"bad"}]}"#), "page 2: it carries “errors”"),
      (.json(#"{"data":[{"id":"1""#), "page 2: "),
      (.json("gone", status: 404), "HTTP 404: gone"),
    ])
  func nonsense(response: HTTPResponse, problem: String) async throws {
    let (client, _) = try client { _, _ in response }
    let error = await #expect(throws: ServiceError.self) {
      try await client.page(2, of: .organizations)
    }
    #expect(error?.kind == .unavailable)
    #expect(error?.message.contains(problem) == true, "\(error?.message ?? "none")")
    #expect(
      error?.message.contains("https://api.eu.itglue.com/organizations?page%5Bnumber%5D=2") == true)
  }
}
