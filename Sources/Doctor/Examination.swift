package import HTTPTransport
package import Pipeline

private import struct FoundationEssentials.URL

/// Checks all that a run of a pipeline needs, and changes nothing: `glueport doctor`.
package struct Examination {
  private let pipeline: PipelineFile
  private let environment: [String: String]
  private let witness: ClockWitness
  private let time: any TimeSource
  private let services: ServiceMaker
  private let mayTryRegions: ([PipelineFile.ITGlue.Region]) throws -> Bool

  /// - Parameter mayTryRegions: Whether the key may be sent to these regions; asked only where the
  ///   pipeline file's own one refuses it.
  package init(
    _ pipeline: PipelineFile, environment: [String: String], exchange: any HTTPExchange,
    time: any TimeSource, progress: @escaping Progress,
    mayTryRegions: @escaping ([PipelineFile.ITGlue.Region]) throws -> Bool
  ) {
    self.pipeline = pipeline
    self.environment = environment
    self.time = time
    self.mayTryRegions = mayTryRegions
    witness = ClockWitness(exchange, time: time)
    services = ServiceMaker(exchange: witness, time: time, progress: progress)
  }

  /// Does all checks, whatever the ones before found.
  ///
  /// - Throws: `CancellationError`.
  package func perform() async throws -> Diagnosis {
    var checks = try await source()
    checks += try await destination()
    checks += try OfflineChecks(pipeline, environment: environment, now: time.now()).files()
    // The last: it judges by the answers to the others.
    checks.append(ClockCheck(offsets: witness.offsets).result)
    return Diagnosis(checks)
  }

  private func source() async throws -> [CheckResult] {
    switch pipeline.source {
    case .pages(let folder, _):
      return [try SavedPagesCheck(folder: folder).result()]
    case .itglue(let settings):
      return try await ITGlueCheck(
        settings: settings, environment: environment, services: services,
        mayTryRegions: mayTryRegions
      ).results()
    }
  }

  private func destination() async throws -> [CheckResult] {
    switch pipeline.destination {
    case .darkWebID(let settings):
      return try await DarkWebIDCheck(
        settings: settings, validation: pipeline.validation, environment: environment,
        services: services
      ).results()
    case .worksheet:
      return [.pass(.darkWebID, nil, "not used: the destination is a worksheet")]
    case nil: return OfflineChecks.withoutDestination(pipeline)
    }
  }
}
