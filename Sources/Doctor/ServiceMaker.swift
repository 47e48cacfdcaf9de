internal import HTTPTransport
internal import Pipeline

/// Makes the clients of an examination: they give up early, for somebody is waiting.
struct ServiceMaker: Sendable {
  let exchange: any HTTPExchange
  let time: any TimeSource
  let progress: Progress

  /// A client of the service at `origin`.
  func client(
    _ service: String, at origin: Origin, credentials: (String, Secret)
  ) -> ServiceClient {
    ServiceClient(
      service: service, origin: origin, credentials: [credentials], exchange: exchange,
      retry: RetryPolicy(attempts: 2, rateLimitBase: .seconds(2), patience: .seconds(5)),
      // The fewest that either service allows.
      pacer: Pacer(perSecond: 2, burst: 2, time: time), time: time, progress: progress)
  }
}
