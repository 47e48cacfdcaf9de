import Pipeline
import Synchronization
import TestSupport

@testable import HTTPTransport

/// A client of a service that answers as a test says.
struct ServiceFixture {
  static let key = "ITG.0123456789abcdef"
  static let read = HTTPRequest(.get, "/organizations", query: [.init("page[size]", "50")])
  static let url = "https://api.itglue.com/organizations?page%5Bsize%5D=50"

  let exchange: ScriptedExchange
  let time = ManualTime()
  let client: ServiceClient
  private let heard = Heard()

  /// What the client told, in order.
  var events: [ProgressEvent] { heard.events.withLock { $0 } }

  /// What the client let its observer know, in order.
  var noted: [ExchangeEvent] { heard.noted.withLock { $0 } }

  init(
    credentials: [(String, Secret)] = [("x-api-key", Secret(key))],
    retry: RetryPolicy = RetryPolicy(), time given: (any TimeSource)? = nil,
    answer: @escaping @Sendable (HTTPRequest, Int) async throws -> HTTPResponse
  ) throws {
    exchange = ScriptedExchange(answer)
    let heard = heard
    let time: any TimeSource = given ?? self.time
    client = ServiceClient(
      service: "IT Glue", origin: try Origin("https://api.itglue.com"), credentials: credentials,
      exchange: exchange, retry: retry, pacer: Pacer(perSecond: 1000, burst: 1000, time: time),
      time: time, jitter: { 1 },
      observe: { event in heard.noted.withLock { $0.append(event) } },
      progress: { event in heard.events.withLock { $0.append(event) } })
  }

  /// Sends a request that changes something, where the intent is not the subject.
  func change(_ request: HTTPRequest) async throws -> ServiceClient.Delivery {
    try await client.change(request) {}
  }

  private final class Heard: Sendable {
    let events = Mutex<[ProgressEvent]>([])
    let noted = Mutex<[ExchangeEvent]>([])
  }
}
