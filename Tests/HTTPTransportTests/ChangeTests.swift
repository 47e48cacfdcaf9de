import FoundationEssentials
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
        try await fixture.change(change) == .answered(.json("{}", status: status)))
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
      #expect(try await fixture.change(change) == .unknown("HTTP \(status)"))
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
      #expect(try await fixture.change(change) == .unknown(fault.text))
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
        try await fixture.change(change) == .answered(.json("{}", status: 201)))
      #expect(fixture.exchange.arrivals.map(\.request) == Array(repeating: change, count: 4))
      #expect(fixture.time.sleeps == [.milliseconds(500), .seconds(1), .seconds(9)])
    }
  }

  @Test("In doubt at a later attempt, it is in doubt")
  func laterDoubt() async throws {
    let fixture = try ServiceFixture { _, number in
      throw TransportFault(.cut, mayHaveArrived: number == 2)
    }
    let delivery = try await fixture.change(Self.changes[0])
    #expect(delivery == .unknown("the connection was cut before the answer was whole"))
    #expect(fixture.exchange.arrivals.count == 2)
  }

  @Test("A service that is not there is given up, and it is certain that nothing was done")
  func gaveUp() async throws {
    let fixture = try ServiceFixture { _, _ in
      throw TransportFault(.notConnected("Connection refused"), mayHaveArrived: false)
    }
    let error = await #expect(throws: ServiceError.self) {
      _ = try await fixture.change(Self.changes[0])
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
      _ = try await fixture.change(Self.changes[0])
    }
    #expect(fixture.exchange.arrivals.count == 1)
  }

  @Test("The intent comes right before each sending, and where it fails nothing is sent")
  func intent() async throws {
    let fixture = try ServiceFixture { _, number in
      number < 3 ? .json("{}", status: 429) : .json("{}", status: 201)
    }
    var seen: [Int] = []
    _ = try await fixture.client.change(Self.changes[0]) {
      seen.append(fixture.exchange.arrivals.count)
    }
    #expect(seen == [0, 1, 2])

    struct Full: Error {}
    let refused = try ServiceFixture { _, _ in .json("{}", status: 201) }
    await #expect(throws: Full.self) {
      _ = try await refused.client.change(Self.changes[0]) { throw Full() }
    }
    #expect(refused.exchange.arrivals.isEmpty)
  }

  @Test("Stopped while it is under way, it comes to its end")
  func stoppedUnderWay() async throws {
    let gate = Gate()
    let fixture = try ServiceFixture(time: StandingTime()) { _, _ in
      await gate.pass()
      return .json("{}", status: 201)
    }
    let task = Task { try await fixture.change(Self.changes[0]) }
    await gate.arrival()
    task.cancel()
    await gate.open()
    #expect(try await task.value == .answered(.json("{}", status: 201)))
  }

  @Test("It does not take longer to its end than it may: then nothing is certain")
  func graceIsOver() async throws {
    let gate = Gate()
    // This clock runs ahead as soon as somebody waits.
    let fixture = try ServiceFixture { _, _ in
      await gate.pass()
      try await Task.sleep(for: .seconds(3600))
      return .json("{}", status: 201)
    }
    let task = Task { try await fixture.change(Self.changes[0]) }
    await gate.arrival()
    task.cancel()
    await gate.open()
    #expect(try await task.value == .unknown("stopped before the answer came"))
  }

  @Test("Stopped while it waits for its turn, it is not sent, and that is certain")
  func stoppedInTheQueue() async throws {
    let fixture = try ServiceFixture { _, _ in .json("{}", status: 201) }
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await fixture.change(Self.changes[0])
    }
    await #expect(throws: CancellationError.self) { _ = try await task.value }
    #expect(fixture.exchange.arrivals.isEmpty)
  }

  @Test("Stopped after a refusal that is certain, it is not sent again, and that is certain")
  func stoppedAfterRefusal() async throws {
    let fixture = try ServiceFixture { _, _ in .json("{}", status: 429) }
    let task = Task {
      try await fixture.client.change(Self.changes[0]) { withUnsafeCurrentTask { $0?.cancel() } }
    }
    await #expect(throws: CancellationError.self) { _ = try await task.value }
    #expect(fixture.exchange.arrivals.count == 1)
  }

  @Test("The observer learns of each sending before it, and of each answer, without a secret")
  func observed() async throws {
    let fixture = try ServiceFixture { _, number in
      if number == 1 { return .json("{}", status: 429, headers: ["retry-after": "9"]) }
      throw TransportFault(.cut, mayHaveArrived: true)
    }
    var request = Self.changes[0]
    request.subject = "7"
    _ = try await fixture.change(request)
    #expect(
      fixture.noted.map(\.outcome) == [
        .sending, .answered(429), .sending,
        .failed("the connection was cut before the answer was whole"),
      ])
    #expect(fixture.noted.map(\.attempt) == [1, 1, 2, 2])
    #expect(fixture.noted.allSatisfy { $0.subject == "7" && $0.target == "/organization" })
    #expect(!"\(fixture.noted)".contains(ServiceFixture.key))
  }
}

/// A clock that stands: whoever sleeps on it sleeps until he is cancelled.
private struct StandingTime: TimeSource {
  func now() -> Date { Date(timeIntervalSince1970: 1_795_428_900) }
  func sleep(for duration: Duration) async throws { try await Task.sleep(for: .seconds(3600)) }
}

/// A door that a request stands at until a test opens it.
private actor Gate {
  private var isOpen = false
  private var arrived = false
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var watching: [CheckedContinuation<Void, Never>] = []

  /// Goes through, once it is open.
  func pass() async {
    arrived = true
    watching.forEach { $0.resume() }
    watching = []
    if !isOpen { await withCheckedContinuation { waiting.append($0) } }
  }

  /// Returns when somebody stands at it.
  func arrival() async {
    if !arrived { await withCheckedContinuation { watching.append($0) } }
  }

  func open() {
    isOpen = true
    waiting.forEach { $0.resume() }
    waiting = []
  }
}
