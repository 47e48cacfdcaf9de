import Pipeline
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("Changing something at a service")
struct ChangeTests {
  private static let changes = [
    HTTPRequest(.post, "/organization", body: Array("{}".utf8)),
    HTTPRequest(.patch, "/organization/7", body: Array("{}".utf8)),
  ]

  @Test("An answer is handed on", arguments: [200, 201, 202, 302, 400, 401, 403, 404, 409, 422])
  func answered(status: Int) async throws {
    for change in Self.changes {
      let fixture = try ServiceFixture { _, _ in .json("{}", status: status) }
      #expect(
        try await fixture.client.change(change) == .answered(.json("{}", status: status)))
      #expect(fixture.exchange.arrivals.map(\.request) == [change])
    }
  }

  @Test(
    "A status behind which it may have been done is never sent again",
    arguments: [408, 500, 501, 502, 503, 504, 599])
  func unknownStatus(status: Int) async throws {
    for change in Self.changes {
      let fixture = try ServiceFixture { _, _ in
        .json("{}", status: status, headers: ["retry-after": "1"])
      }
      #expect(try await fixture.client.change(change) == .unknown("HTTP \(status)"))
      #expect(fixture.exchange.arrivals.count == 1)
      #expect(fixture.time.sleeps.isEmpty)
    }
  }

  @Test(
    "A fault after which it may have arrived is never sent again",
    arguments: [
      TransportFault.Problem.timeout, .cut, .tooLong(limit: 1 << 20), .notConnected("x"),
      .untrusted("x"),
    ])
  func unknownFault(problem: TransportFault.Problem) async throws {
    let fault = TransportFault(problem, mayHaveArrived: true)
    for change in Self.changes {
      let fixture = try ServiceFixture { _, _ in throw fault }
      #expect(try await fixture.client.change(change) == .unknown(fault.text))
      #expect(fixture.exchange.arrivals.count == 1)
    }
  }

  @Test("What has certainly not arrived is sent again, and the same bytes")
  func notSent() async throws {
    for change in Self.changes {
      let fixture = try ServiceFixture { _, number in
        switch number {
        case 1: throw TransportFault(.notConnected("refused"), mayHaveArrived: false)
        case 2: throw TransportFault(.timeout, mayHaveArrived: false)
        case 3: .json("{}", status: 429, headers: ["retry-after": "9"])
        default: .json("{}", status: 201)
        }
      }
      #expect(
        try await fixture.client.change(change) == .answered(.json("{}", status: 201)))
      #expect(fixture.exchange.arrivals.map(\.request) == Array(repeating: change, count: 4))
      #expect(fixture.time.sleeps == [.milliseconds(500), .seconds(1), .seconds(9)])
    }
  }

  @Test("In doubt at a later attempt, it is in doubt")
  func laterDoubt() async throws {
    let fixture = try ServiceFixture { _, number in
      throw TransportFault(.cut, mayHaveArrived: number == 2)
    }
    let delivery = try await fixture.client.change(Self.changes[0])
    #expect(delivery == .unknown("the connection was cut before the answer was whole"))
    #expect(fixture.exchange.arrivals.count == 2)
  }

  @Test("A service that is not there is given up, and it is certain that nothing was done")
  func gaveUp() async throws {
    let fixture = try ServiceFixture { _, _ in
      throw TransportFault(.notConnected("Connection refused"), mayHaveArrived: false)
    }
    let error = await #expect(throws: ServiceError.self) {
      _ = try await fixture.client.change(Self.changes[0])
    }
    #expect(
      error?.message == "IT Glue could not be used: no connection (Connection refused), 6 times "
        + "(https://api.itglue.com/organization)")
    #expect(fixture.exchange.arrivals.count == 6)
  }

  @Test("To a server that cannot be trusted nothing is sent twice")
  func untrusted() async throws {
    let fixture = try ServiceFixture { _, _ in
      throw TransportFault(.untrusted("expired"), mayHaveArrived: false)
    }
    await #expect(throws: ServiceError.self) {
      _ = try await fixture.client.change(Self.changes[0])
    }
    #expect(fixture.exchange.arrivals.count == 1)
  }

  @Test("Cancelled, it says so and sends nothing more")
  func cancelled() async throws {
    let fixture = try ServiceFixture { _, _ in throw CancellationError() }
    await #expect(throws: CancellationError.self) {
      _ = try await fixture.client.change(Self.changes[0])
    }
    #expect(fixture.exchange.arrivals.count == 1)
  }
}
