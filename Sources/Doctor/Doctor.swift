package import HTTPTransport
package import Pipeline

/// Looks at everything that a run of a pipeline needs, and sends nothing but a few small reads.
package struct Doctor: Sendable {
  private let pipeline: PipelineFile
  private let environment: [String: String]
  private let exchange: ClockedExchange
  private let time: any TimeSource
  private let mayTryRegions: @Sendable () -> Bool

  /// - Parameters:
  ///   - mayTryRegions: Asked once IT Glue has refused the key: whether the key may be sent to
  ///     IT Glue's other regions, to see which accepts it.
  package init(
    pipeline: PipelineFile, environment: [String: String], exchange: any HTTPExchange,
    time: any TimeSource, mayTryRegions: @escaping @Sendable () -> Bool
  ) {
    self.pipeline = pipeline
    self.environment = environment
    self.exchange = ClockedExchange(exchange, time: time)
    self.time = time
    self.mayTryRegions = mayTryRegions
  }

  /// Everything, in the order in which a run needs it.
  ///
  /// - Throws: `CancellationError`.
  package func examine() async throws -> [Diagnosis] {
    var diagnoses = try await source()
    diagnoses += MappingCheck(mapping: pipeline.mapping).diagnoses()
    diagnoses += ListsCheck(validation: pipeline.validation, now: time.now()).diagnoses()
    diagnoses += try await destination()
    diagnoses += FoldersCheck(pipeline: pipeline).diagnoses()
    diagnoses.append(ClockCheck.diagnosis(skew: await exchange.skew))
    return diagnoses
  }

  private func source() async throws -> [Diagnosis] {
    switch pipeline.source {
    case .pages(let folder, _): [SavedPagesCheck.diagnosis(folder: folder)]
    case .itglue(let settings):
      try await ITGlueCheck(
        settings: settings, environment: environment, service: service,
        mayTryRegions: mayTryRegions
      ).diagnoses()
    }
  }

  private func destination() async throws -> [Diagnosis] {
    try await DarkWebIDCheck(
      settings: pipeline.destination, validation: pipeline.validation, environment: environment,
      service: service
    ).diagnoses()
  }

  /// A service that is asked twice at most: who calls the doctor waits for the answer.
  private func service(
    _ name: String, _ origin: Origin, _ credentials: [(String, Secret)]
  ) -> ServiceClient {
    ServiceClient(
      service: name, origin: origin, credentials: credentials, exchange: exchange,
      retry: RetryPolicy(attempts: 2, patience: .seconds(5)),
      pacer: Pacer(perSecond: 5, burst: 20, time: time), time: time, progress: { _ in })
  }
}

/// Makes a client of a service: its name, its address, its credentials.
typealias ServiceMaker = @Sendable (String, Origin, [(String, Secret)]) -> ServiceClient
