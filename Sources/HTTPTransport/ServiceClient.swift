package import Pipeline

private import struct FoundationEssentials.Date

/// A service behind one origin: paces, retries, and keeps the credentials to that origin.
package struct ServiceClient: Sendable {
  /// What the service is called in messages: `IT Glue`.
  package let service: String
  /// Where it is.
  package let origin: Origin
  private let credentials: [(String, Secret)]
  private let exchange: any HTTPExchange
  private let retry: RetryPolicy
  private let pacer: Pacer
  private let time: any TimeSource
  private let jitter: @Sendable () -> Double
  private let observe: Observer?
  private let progress: Progress

  /// Takes note of each request and each answer.
  package typealias Observer = @Sendable (ExchangeEvent) async -> Void

  /// How long a request that changes something may take to end after the task was cancelled.
  static let grace = Duration.seconds(10)

  /// - Parameters:
  ///   - credentials: The headers that carry the key or the login.
  ///   - jitter: Random numbers from 0 to 1.
  ///   - observe: Takes note of each request and each answer; nil where nobody does.
  package init(
    service: String, origin: Origin, credentials: [(String, Secret)],
    exchange: any HTTPExchange, retry: RetryPolicy = RetryPolicy(), pacer: Pacer,
    time: any TimeSource, jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) },
    observe: Observer? = nil, progress: @escaping Progress
  ) {
    self.service = service
    self.origin = origin
    self.credentials = credentials
    self.exchange = exchange
    self.retry = retry
    self.pacer = pacer
    self.time = time
    self.jitter = jitter
    self.observe = observe
    self.progress = progress
  }

  /// Reads, again and again where that may help.
  ///
  /// - Parameters:
  ///   - timeouts: How often it is sent at most where no answer comes in time, for a caller that can
  ///     ask for less instead; nil where it cannot.
  ///   - flaw: Finds answers that are worth another try besides those whose status says so.
  /// - Returns: The answer, whose status is none of ``RetryPolicy/transient``.
  /// - Throws: ``ServiceError``, `CancellationError`.
  package func read(
    _ request: HTTPRequest, timeouts: Int? = nil, flaw: (HTTPResponse) -> Flaw? = { _ in nil }
  ) async throws -> HTTPResponse {
    var tries = Tries()
    while true {
      let trouble: Trouble
      do {
        try await pacer.turn()
        let response = try await exchanged(request, tries.next) {
          try await exchange.send(request, to: origin, headers: credentials)
        }
        if RetryPolicy.transient.contains(response.status) {
          trouble = Trouble(response: response)
        } else if let flaw = flaw(response) {
          trouble = Trouble(text: flaw.text, isTimeout: flaw.isTimeout)
        } else {
          return response
        }
      } catch let fault as TransportFault {
        switch fault.problem {
        case .untrusted: throw failure(request, fault.text)
        case .tooLong:
          throw ServiceError.tooLong(service: service, url: url(of: request), fault.text)
        case .notConnected, .cut: trouble = Trouble(text: fault.text)
        case .timeout: trouble = Trouble(text: fault.text, isTimeout: true)
        }
      }
      tries.count(trouble)
      if let timeouts, tries.timeouts >= timeouts {
        throw ServiceError.tookTooLong(
          service: service, url: url(of: request), problem: trouble.text, attempts: tries.timeouts)
      }
      try await wait(after: trouble, of: request, &tries)
    }
  }

  /// Why an answer is worth another try although its status does not say so.
  package struct Flaw: Sendable, Equatable {
    /// What is wrong with it.
    package var text: String
    /// Whether the service took too long over it.
    package var isTimeout: Bool

    package init(_ text: String, isTimeout: Bool = false) {
      self.text = text
      self.isTimeout = isTimeout
    }
  }

  /// Sends a request that changes something, again only where it has certainly not been processed.
  ///
  /// When the task is cancelled, what is under way has ``grace`` to end; what waits for its turn is
  /// not sent.
  ///
  /// - Parameter intent: Called when the request's turn has come, right before each sending. Where it
  ///   throws, nothing is sent.
  /// - Throws: ``ServiceError``, `CancellationError`, what `intent` throws: each only where the
  ///   request was certainly not processed. Anything else that the exchange throws, after which
  ///   nothing is certain.
  package func change(
    _ request: HTTPRequest, intent: () async throws -> Void
  ) async throws -> Delivery {
    var tries = Tries()
    while true {
      try await pacer.turn()
      try Task.checkCancellation()
      try await intent()
      let trouble: Trouble
      do {
        let response = try await sheltered(request, tries.next)
        switch response.status {
        case 429: trouble = Trouble(response: response)
        case 408, 500...599: return .unknown("HTTP \(response.status)")
        default: return .answered(response)
        }
      } catch let fault as TransportFault {
        if fault.mayHaveArrived { return .unknown(fault.text) }
        if case .untrusted = fault.problem { throw failure(request, fault.text) }
        trouble = Trouble(text: fault.text)
      } catch is CancellationError {
        return .unknown("stopped before the answer came")
      }
      tries.count(trouble)
      try await wait(after: trouble, of: request, &tries)
    }
  }

  private func sheltered(_ request: HTTPRequest, _ attempt: Int) async throws -> HTTPResponse {
    await observe?(event(of: request, attempt, at: time.now(), .sending))
    return try await exchanged(request, attempt) {
      try await Shelter(limit: Self.grace, time: time).run {
        try await exchange.send(request, to: origin, headers: credentials)
      }
    }
  }

  /// The URL of a request for messages.
  package func url(of request: HTTPRequest) -> String { origin.text + request.target }

  /// The beginning of an answer for a person to read. A service that echoes our credentials does
  /// not get them into a message.
  package func excerpt(of response: HTTPResponse) -> String {
    response.excerpt(masked: masked)
  }

  /// A text of the service's without our credentials, should it echo them.
  package func masked(_ text: String) -> String {
    // The last word too: of `Basic dXNlcjpwYXNz` the second is the secret.
    let secrets = credentials.flatMap { credential in
      [credential.1.value]
        + (credential.1.value.split(separator: " ").last.map { [String($0)] } ?? [])
    }
    return secrets.filter { !$0.isEmpty }.reduce(text) { text, secret in
      text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "[secret]")
    }
  }

  /// What became of a request that changes something.
  package enum Delivery: Sendable, Equatable {
    /// The service answered.
    case answered(HTTPResponse)
    /// The request may have been processed or not; the words say what happened.
    case unknown(String)
  }

  private struct Trouble {
    var status: Int?
    var retryAfter: String?
    var text: String
    var isTimeout: Bool

    init(text: String, isTimeout: Bool = false) {
      self.text = text
      self.isTimeout = isTimeout
    }

    init(response: HTTPResponse) {
      status = response.status
      retryAfter = response.headers["retry-after"]
      text = "HTTP \(response.status)"
      isTimeout = [408, 504].contains(response.status)
    }
  }

  /// What has become of a request so far.
  private struct Tries {
    /// Those that failed, 429s apart.
    var failed = 0
    /// Those of them that had no answer in time.
    var timeouts = 0
    /// Those that were answered with 429.
    var limited = 0
    /// How long it was waited with after 429s.
    var waited = Duration.zero
    /// Which sending the next one is, from 1.
    var next: Int { failed + limited + 1 }

    mutating func count(_ trouble: Trouble) {
      if trouble.status == 429 { limited += 1 } else { failed += 1 }
      if trouble.isTimeout { timeouts += 1 }
    }
  }

  /// Lets the observer know what becomes of a request.
  private func exchanged(
    _ request: HTTPRequest, _ attempt: Int, _ send: () async throws -> HTTPResponse
  ) async throws -> HTTPResponse {
    let begun = time.now()
    do {
      let response = try await send()
      await observe?(event(of: request, attempt, at: begun, .answered(response.status)))
      return response
    } catch {
      let words = (error as? TransportFault)?.text ?? "stopped before the answer came"
      await observe?(event(of: request, attempt, at: begun, .failed(words)))
      throw error
    }
  }

  private func event(
    of request: HTTPRequest, _ attempt: Int, at begun: Date, _ outcome: ExchangeEvent.Outcome
  ) -> ExchangeEvent {
    ExchangeEvent(
      time: begun, method: request.method, target: request.target, subject: request.subject,
      attempt: attempt, outcome: outcome,
      duration: .seconds(max(0, time.now().timeIntervalSince(begun))))
  }

  private func wait(
    after trouble: Trouble, of request: HTTPRequest, _ tries: inout Tries
  ) async throws {
    let asked = RetryAfter.wait(trouble.retryAfter, now: time.now())
    guard trouble.status == 429 else {
      guard let pause = retry.wait(after: tries.failed, retryAfter: asked, jitter: jitter()) else {
        throw failure(request, trouble.text, attempts: tries.failed, retryAfter: asked)
      }
      progress(.waiting(pause, because: .trouble("\(service): \(trouble.text)")))
      return try await time.sleep(for: pause)
    }
    guard
      let pause = retry.rateLimitWait(
        after: tries.limited, waited: tries.waited, retryAfter: asked, jitter: jitter())
    else {
      throw ServiceError.limited(
        service: service, url: url(of: request), attempts: tries.limited, retryAfter: asked)
    }
    tries.waited += pause
    // The account as a whole has to wait, not this request alone.
    try Task.checkCancellation()
    if await pacer.rest(for: pause) { progress(.waiting(pause, because: .asked(by: service))) }
  }

  private func failure(
    _ request: HTTPRequest, _ problem: String, attempts: Int = 1, retryAfter: Duration? = nil
  ) -> ServiceError {
    .gaveUp(
      service: service, url: url(of: request), problem: problem, attempts: attempts,
      retryAfter: retryAfter)
  }
}
