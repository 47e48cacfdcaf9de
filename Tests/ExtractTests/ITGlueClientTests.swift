import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import Extract

@Suite("The client of IT Glue")
struct ITGlueClientTests {
  private static let key = "ITG.0123456789abcdef"
  private static let empty = #"{"data":[],"meta":{"next-page":null,"total-count":0},"links":{}}"#

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func settings(region: String = "us", size: Int = 50) throws -> PipelineFile.ITGlue {
    let file = try folder.write(
      """
      name: test
      source:
        itglue:
          region: \(region)
          api_key: ${ITGLUE_API_KEY}
          page_size: \(size)
      """, to: "\(region)\(size).yaml")
    guard case .itglue(let settings) = try PipelineFile(file: file, environment: [:]).source else {
      throw WrongSource()
    }
    return settings
  }

  private struct WrongSource: Error {}

  private func client(
    _ settings: PipelineFile.ITGlue, _ exchange: ScriptedExchange, time: ManualTime = ManualTime()
  ) throws -> ITGlueClient {
    ITGlueClient(
      service: ServiceClient(
        service: ITGlueClient.serviceName, origin: try Origin(settings.baseURL),
        credentials: [("x-api-key", Secret(Self.key))], exchange: exchange,

        pacer: Pacer(perSecond: 1000, burst: 1000, time: time), time: time, jitter: { 0.5 },
        progress: { _ in }), settings: settings)
  }

  /// What becomes of page 3 of the domains, and how often it was asked for.
  private func outcome(
    _ answer: @escaping @Sendable (Int) throws -> HTTPResponse
  ) async throws -> (Result<Page, any Error>, Int) {
    let exchange = ScriptedExchange { _, number in try answer(number) }
    let client = try client(try settings(), exchange)
    do {
      return (
        .success(try await client.page(3, size: 50, of: IndexQuery(.domains))),
        exchange.arrivals.count
      )
    } catch {
      return (.failure(error), exchange.arrivals.count)
    }
  }

  private func failure(_ answer: HTTPResponse, asked: Int = 1) async throws -> any Failure {
    let (result, count) = try await outcome { _ in answer }
    #expect(count == asked)
    let error = try #require(#expect(throws: (any Error).self) { try result.get() } as? any Failure)
    #expect(error.message.contains("https://api.itglue.com/domains?page%5Bnumber%5D=3"))
    #expect(!"\(error)\(String(reflecting: error))".contains("0123456789"))
    return error
  }

  @Test("A page is asked for by number, size and sort, with the key in its header")
  func request() async throws {
    let exchange = ScriptedExchange { _, _ in .json(Self.empty) }
    let client = try client(try settings(size: 1000), exchange)
    _ = try await client.page(1, size: 1000, of: IndexQuery(.organizations))
    _ = try await client.page(12, size: 7, of: IndexQuery(.domains))
    _ = try await client.page(
      1, size: 1,
      of: IndexQuery(
        .organizations, filters: [.init("filter[id]", ["1", "2"])], sort: "-updated_at"))
    #expect(
      exchange.arrivals.map { "\($0.request.method.rawValue) \($0.request.target)" } == [
        "GET /organizations?page%5Bnumber%5D=1&page%5Bsize%5D=1000&sort=id",
        "GET /domains?page%5Bnumber%5D=12&page%5Bsize%5D=7&sort=created_at",
        "GET /organizations?page%5Bnumber%5D=1&page%5Bsize%5D=1&sort=-updated_at"
          + "&filter%5Bid%5D=1%2C2",
      ])
    for arrival in exchange.arrivals {
      #expect(arrival.headers.map(\.0) == ["x-api-key"])
      #expect(arrival.headers.first?.1.value == Self.key)
      #expect(arrival.request.body == nil)
    }
  }

  @Test(
    "Each region is a host of its own, and another source",
    arguments: [
      ("us", "https://api.itglue.com"), ("eu", "https://api.eu.itglue.com"),
      ("au", "https://api.au.itglue.com"),
    ])
  func regions(region: String, url: String) async throws {
    let exchange = ScriptedExchange { _, _ in .json(Self.empty) }
    let client = try client(try settings(region: region), exchange)
    _ = try await client.page(1, size: 50, of: IndexQuery(.organizations))
    #expect(exchange.arrivals.map(\.origin.text) == [url])
    let inputs = try client.inputs()
    #expect(inputs == ["source.itglue": Digest.of("origin \(url)\n").text])
  }

  @Test(
    "A refusal names all that there is to check, and nobody knocks twice", arguments: [401, 403])
  func refused(status: Int) async throws {
    let error = try await failure(.json(#"{"message":"\#(Self.key)"}"#, status: status))
    #expect(error.kind.exit.rawValue == 77)
    #expect(error.message.contains("HTTP \(status)"))
    for check in ["API key", "region", "allowed IP addresses", "90 days"] {
      #expect(error.remedy?.contains(check) == true)
    }
  }

  @Test("Other statuses are no answer and not tried again", arguments: [301, 400, 404, 422])
  func otherStatus(status: Int) async throws {
    let error = try await failure(.json("sorry, \(Self.key)", status: status))
    #expect(error.message.contains("HTTP \(status): sorry, [secret]"))
    #expect(error.kind.exit.rawValue == 69)
  }

  @Test("A page of HTML is no page, whatever its status")
  func html() async throws {
    let page = HTTPResponse(
      status: 200, headers: ["content-type": "text/html"], body: Array("<title>Hello".utf8))
    let error = try await failure(page)
    #expect(error.message.contains("page 3 of domains: it is not JSON: <title>Hello"))
    #expect(error.remedy?.contains("login page") == true)
  }

  @Test(
    "JSON that is no page is told with the page, what is wrong, and what to do",
    arguments: [
      (
        #"{"errors":[{"title":"Broken"}]}"#,
        #"it carries “errors”: {"errors":[{"title":"Broken"}]}"#
      ),
      (#"{"data":[]}"#, "it has no “meta”"), (#"{"meta":{}}"#, "it has no “data”"),
      (#"{"data":{},"meta":{}}"#, "its “data” is not a list"),
      (#"{"data":[],"meta":{}}"#, "its “meta” has no “total-count”"),
      (#"{"data":[{"id":"7"}],"meta":{"total-count":1}}"#, "resource 7 of its “data” has no attr"),
      (
        #"{"data":[{"id":"7","type":"contacts","attributes":{}}],"meta":{"total-count":1}}"#,
        "resource 1 of its “data” is of the type “contacts”"
      ),
    ])
  func nonsense(body: String, problem: String) async throws {
    let error = try await failure(.json(body))
    #expect(error.message.hasPrefix("page 3 of domains: \(problem)"), "\(error.message)")
    #expect(!error.message.contains("\n"))
    #expect(error.kind == .unavailable)
    #expect(error.remedy?.isEmpty == false)
  }

  @Test(
    "A page that was hurt on its way is asked for again",
    arguments: ["", #"{"data":[{"id":"1","attributes":{"#, #"{"data":[],"meta":{"total-count":0}"#])
  func damaged(body: String) async throws {
    let (result, count) = try await outcome { number in
      number < 3 ? .json(body) : .json(Self.empty)
    }
    #expect(try result.get().rows.isEmpty)
    #expect(count == 3)
    #expect(try await failure(.json(body), asked: 6).message.contains("page 3 came damaged"))
  }

  @Test("Without a next page in its meta, the total says whether one follows; links are not needed")
  func noNextPage() async throws {
    for (total, next) in [(150, nil), (151, 4)] as [(Int, Int?)] {
      let (result, _) = try await outcome { _ in
        .json(#"{"data":[],"meta":{"total-count":\#(total)}}"#)
      }
      #expect(try result.get().nextPage == next)
    }
  }

  @Test(
    "The application's words for a page that took too long are tried again", arguments: [200, 422])
  func tookTooLong(status: Int) async throws {
    let words = #"{"errors":[{"title":"The request took too long to process and timed out."}]}"#
    let (result, count) = try await outcome { number in
      number < 2 ? .json(words, status: status) : .json(Self.empty)
    }
    #expect(try result.get().rows.isEmpty)
    #expect(count == 2)
    let error = try await failure(.json(words, status: status), asked: 2)
    #expect(error.message.contains("takes too long"))
    #expect(error.kind == .unavailable)
  }

  @Test("The same words in somebody's notes are data")
  func wordsAsData() async throws {
    let (result, count) = try await outcome { _ in
      .json(
        #"{"data":[{"id":"1","attributes":{"notes":"it took too long to process"}}],"#
          + #""meta":{"total-count":1}}"#)
    }
    #expect(try result.get().rows.count == 1)
    #expect(count == 1)
  }
}
