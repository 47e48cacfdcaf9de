import Pipeline
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("Reading from a service")
struct ReadTests {
  @Test(
    "An answer that is one is taken at once", arguments: [200, 204, 302, 400, 401, 403, 404, 422])
  func answered(status: Int) async throws {
    let fixture = try ServiceFixture { _, _ in .json("{}", status: status) }
    #expect(try await fixture.client.read(ServiceFixture.read).status == status)
    #expect(fixture.exchange.arrivals.count == 1)
    #expect(fixture.time.sleeps.isEmpty)
  }

  @Test(
    "What may pass by is asked again until it has, and the waits are told",
    arguments: [408, 429, 500, 502, 503, 504])
  func transient(status: Int) async throws {
    let fixture = try ServiceFixture { _, number in .json("{}", status: number < 4 ? status : 200) }
    #expect(try await fixture.client.read(ServiceFixture.read).status == 200)
    #expect(fixture.exchange.arrivals.count == 4)
    #expect(fixture.exchange.arrivals.allSatisfy { $0.request == ServiceFixture.read })
    let waits: [Duration] =
      status == 429
      ? [.seconds(15), .seconds(30), .seconds(60)]
      : [.milliseconds(500), .seconds(1), .seconds(2)]
    #expect(fixture.time.sleeps == waits)
    let cause: ProgressEvent.Cause =
      status == 429 ? .asked(by: "IT Glue") : .trouble("IT Glue: HTTP \(status)")
    #expect(fixture.events == waits.map { .waiting($0, because: cause) })
  }

  @Test(
    "A read is sent again whether it may have arrived or not",
    arguments: [
      TransportFault(.timeout, mayHaveArrived: true), .init(.cut, mayHaveArrived: true),
      .init(.notConnected("Connection refused"), mayHaveArrived: false),
    ])
  func fault(fault: TransportFault) async throws {
    let fixture = try ServiceFixture { _, number in
      if number < 3 { throw fault }
      return .json("{}")
    }
    _ = try await fixture.client.read(ServiceFixture.read)
    #expect(fixture.exchange.arrivals.count == 3)
  }

  @Test("An answer that only the caller knows to be transient is asked for again")
  func transientBody() async throws {
    let fixture = try ServiceFixture { _, number in .json(number < 2 ? "wait" : "{}") }
    let response = try await fixture.client.read(ServiceFixture.read) {
      $0.body == Array("wait".utf8) ? .init("it says to wait") : nil
    }
    #expect(response.body == Array("{}".utf8))
    #expect(fixture.exchange.arrivals.count == 2)
  }

  @Test("What it was that the caller found is told when it is given up")
  func flawed() async throws {
    let fixture = try ServiceFixture { _, _ in .json("wait") }
    let error = await #expect(throws: ServiceError.self) {
      try await fixture.client.read(ServiceFixture.read) { _ in .init("it says to wait") }
    }
    #expect(error?.message.contains("it says to wait, 6 times") == true)
  }

  @Test("Where the caller can ask for less, it hears of timeouts soon, whichever way they come")
  func timeouts() async throws {
    let answers: [@Sendable () throws -> HTTPResponse] = [
      { .json("{}", status: 504) }, { .json("{}", status: 408) }, { .json("slow") },
      { throw TransportFault(.timeout, mayHaveArrived: true) },
    ]
    for answer in answers {
      let fixture = try ServiceFixture { _, number in
        number == 1 ? .json("{}", status: 503) : try answer()
      }
      let error = await #expect(throws: ServiceError.self) {
        try await fixture.client.read(ServiceFixture.read, timeouts: 2) {
          $0.body == Array("slow".utf8) ? .init("too slow", isTimeout: true) : nil
        }
      }
      guard case .tookTooLong(_, _, _, let attempts)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(attempts == 2)
      #expect(fixture.exchange.arrivals.count == 3)
      #expect(error?.kind == .unavailable)
    }
  }

  @Test("An answer that is too long is not asked for again")
  func tooLong() async throws {
    let fixture = try ServiceFixture { _, _ in
      throw TransportFault(.tooLong(limit: 64 << 20), mayHaveArrived: true)
    }
    let error = await #expect(throws: ServiceError.self) {
      try await fixture.client.read(ServiceFixture.read)
    }
    #expect(error?.message == "IT Glue gave an answer of more than 64 MB (\(ServiceFixture.url))")
    #expect(error?.remedy?.contains("page_size") == true)
    #expect(fixture.exchange.arrivals.count == 1)
  }

  @Test("A certificate that cannot be trusted does not get better by asking again")
  func untrusted() async throws {
    let fixture = try ServiceFixture { _, _ in
      throw TransportFault(.untrusted("expired"), mayHaveArrived: false)
    }
    let error = await #expect(throws: ServiceError.self) {
      try await fixture.client.read(ServiceFixture.read)
    }
    #expect(error?.message.contains("certificate cannot be trusted (expired)") == true)
    #expect(fixture.exchange.arrivals.count == 1)
  }

  @Test("Given up, it says what happened, how often and where, without the key")
  func gaveUp() async throws {
    let fixture = try ServiceFixture { _, _ in .json(ServiceFixture.key, status: 503) }
    let error = await #expect(throws: ServiceError.self) {
      try await fixture.client.read(ServiceFixture.read)
    }
    #expect(
      error
        == .gaveUp(
          service: "IT Glue", url: ServiceFixture.url, problem: "HTTP 503", attempts: 6,
          retryAfter: nil))
    #expect(
      error?.message == "IT Glue could not be used: HTTP 503, 6 times (\(ServiceFixture.url))")
    #expect(error?.kind.exit.rawValue == 69)
    #expect(error?.remedy?.contains("glueport resume") == true)
    #expect(error.map { "\($0)\(String(reflecting: $0))".contains("ITG.") } == false)
  }

  @Test("The service's own Retry-After is kept to, in seconds or as a date")
  func retryAfter() async throws {
    let fixture = try ServiceFixture { _, number in
      switch number {
      case 1: .json("{}", status: 429, headers: ["retry-after": "7"])
      // Seven seconds after the start of the manual clock, and a minute.
      case 2:
        .json("{}", status: 503, headers: ["retry-after": "Mon, 23 Nov 2026 10:16:07 GMT"])
      case 3: .json("{}", status: 503, headers: ["retry-after": "soon"])
      default: .json("{}")
      }
    }
    _ = try await fixture.client.read(ServiceFixture.read)
    #expect(fixture.time.sleeps == [.seconds(7), .seconds(60), .seconds(1)])
  }

  @Test("429s are waited for longer than any other trouble, and do not use up its attempts")
  func manyRateLimits() async throws {
    let fixture = try ServiceFixture { _, number in
      switch number {
      case ...10: .json("{}", status: 429, headers: ["retry-after": "1"])
      case ...15: .json("{}", status: 503)
      default: .json("{}")
      }
    }
    _ = try await fixture.client.read(ServiceFixture.read)
    let endless = try ServiceFixture { _, _ in
      .json("{}", status: 429, headers: ["retry-after": "42"])
    }
    let error = await #expect(throws: ServiceError.self) {
      try await endless.client.read(ServiceFixture.read)
    }
    #expect(endless.time.sleeps.reduce(.zero, +) > .seconds(300))
    #expect(error?.kind == .unavailable)
    #expect(error?.message.contains("asks us to wait 42 s") == true)
    #expect(error?.remedy?.contains("all that use the account") == true)
  }

  @Test("A service that asks for more than ten minutes is left alone, and the time is passed on")
  func longRetryAfter() async throws {
    for asked in [601, 172_800] {
      let fixture = try ServiceFixture { _, _ in
        .json("{}", status: 429, headers: ["retry-after": "\(asked)"])
      }
      let error = await #expect(throws: ServiceError.self) {
        try await fixture.client.read(ServiceFixture.read)
      }
      #expect(error?.retryAfter == .seconds(asked))
      #expect(fixture.exchange.arrivals.count == 1)
      #expect(fixture.time.sleeps.isEmpty)
    }
  }

  @Test("Cancelled before, it sends nothing")
  func cancelledBefore() async throws {
    let fixture = try ServiceFixture(retry: RetryPolicy()) { _, _ in .json("{}", status: 503) }
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try await fixture.client.read(ServiceFixture.read)
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(fixture.exchange.arrivals.count <= 1)
    #expect(fixture.time.sleeps.isEmpty)
  }

  @Test("Cancelled while it waits or asks, it stops there")
  func cancelled() async throws {
    for throwing in [true, false] {
      let fixture = try ServiceFixture { _, number in
        guard number == 3 else { return .json("{}", status: 503) }
        if throwing { throw CancellationError() }
        withUnsafeCurrentTask { $0?.cancel() }
        return .json("{}", status: 503)
      }
      let task = Task { _ = try await fixture.client.read(ServiceFixture.read) }
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(fixture.exchange.arrivals.count == 3)
      #expect(fixture.time.sleeps.count == 2)
    }
  }
}
