internal import DarkWebID
internal import Extract
internal import FoundationEssentials
internal import HTTPTransport
internal import Ledger
internal import Load
internal import Pipeline

/// What the stages work with, made from the pipeline file when a stage needs it: a secret is read
/// only then.
struct Services {
  let pipeline: PipelineFile
  let environment: [String: String]
  let exchange: NetworkExchange
  let time: any TimeSource
  let progress: Progress

  /// Where the pages come from.
  func pageSource() throws -> any PageSource {
    switch pipeline.source {
    case .pages(let folder, _):
      return try SavedPages(folder: folder)
    case .itglue(let settings):
      let key = try settings.apiKey.read(from: environment)
      let service = ServiceClient(
        service: ITGlueClient.serviceName, origin: try Origin(settings.baseURL),
        credentials: [("x-api-key", key)], exchange: exchange,
        pacer: .within5Minutes(settings.requestsPer5Minutes, time: time), time: time,
        progress: progress)
      return ITGlueClient(service: service, settings: settings)
    }
  }

  /// Where the plan goes, as the pipeline file names it, with the ledger.
  ///
  /// - Parameters:
  ///   - purpose: What it is needed for, for a message.
  ///   - run: The run whose audit has the requests; nil where nothing is sent.
  ///   - replans: Whether load leaves out what the world has overtaken.
  func destination(
    for purpose: String, auditing run: RunDirectory? = nil, replans: Bool = false
  ) throws -> any DestinationServices {
    if case .worksheet(let settings) = pipeline.destination {
      return try WorksheetServices(settings, of: pipeline, time: time)
    }
    return try darkWebIDServices(for: purpose, auditing: run, replans: replans)
  }

  /// Dark Web ID alone, to be asked.
  ///
  /// - Parameter purpose: What it is needed for, for a message.
  func darkWebID(for purpose: String) throws -> DarkWebIDClient {
    let (settings, profile, origin) = try destinationSettings(for: purpose)
    return try client(settings, profile, origin, nil)
  }

  /// What sends again what load was refused.
  func retry() throws -> Retry {
    let services = try darkWebIDServices(for: "retry")
    return Retry(
      client: services.client, ledger: services.ledger, source: services.settings.source,
      licences: pipeline.validation.licence, locks: pipeline.locks, time: time)
  }

  /// What links two organizations because a person says so.
  func adoption() throws -> Adoption {
    let services = try darkWebIDServices(for: "links adopt")
    return Adoption(
      client: services.client, ledger: services.ledger, source: services.settings.source,
      pendingTimeout: services.settings.pendingTimeout, locks: pipeline.locks, time: time)
  }

  /// What lets go of a run; profile and login are read only where they are needed.
  func discard() throws -> Discard {
    guard pipeline.destination != nil else {
      throw UsageError.missingSection("destination", for: "discard", file: pipeline.file.path)
    }
    return Discard(
      ledger: try Ledger(of: pipeline), locks: pipeline.locks, time: time,
      progress: progress,
      darkWebID: {
        let (settings, profile, origin) = try destinationSettings(for: "discard")
        return (
          try client(settings, profile, origin, nil), try loadSettings(settings, profile)
        )
      })
  }

  private func darkWebIDServices(
    for purpose: String, auditing run: RunDirectory? = nil, replans: Bool = false
  ) throws -> DarkWebIDServices {
    let (settings, profile, origin) = try destinationSettings(for: purpose)
    let audit = try run.map(AuditLog.init(of:))
    return DarkWebIDServices(
      client: try client(settings, profile, origin, audit), ledger: try Ledger(of: pipeline),
      settings: try loadSettings(settings, profile, replans: replans),
      unverifiedProfile: profile.isVerified || origin.isLoopback ? nil : settings.profile,
      locks: pipeline.locks, audit: audit, time: time)
  }

  private func loadSettings(
    _ settings: PipelineFile.DarkWebID, _ profile: Profile, replans: Bool = false
  ) throws -> LoadSettings {
    LoadSettings(
      source: try pipeline.sourceName(),
      pendingTimeout: settings.pendingTimeout ?? profile.pendingTimeout,
      pollInterval: settings.pollInterval ?? profile.pollInterval,
      concurrency: profile.concurrency,
      breaker: Breaker.Limits(
        unanswered: profile.stopAfter.unanswered, refused: profile.stopAfter.refused),
      replans: replans)
  }

  private func destinationSettings(
    for purpose: String
  ) throws -> (PipelineFile.DarkWebID, Profile, Origin) {
    switch pipeline.destination {
    case .darkWebID(let settings):
      return (
        settings, try Profile(file: settings.profile, environment: environment),
        try Origin(settings.baseURL)
      )
    case .worksheet: throw UsageError.needsInterface(purpose, file: pipeline.file.path)
    case nil:
      throw UsageError.missingSection("destination", for: purpose, file: pipeline.file.path)
    }
  }

  private func client(
    _ settings: PipelineFile.DarkWebID, _ profile: Profile, _ origin: Origin, _ audit: AuditLog?
  ) throws -> DarkWebIDClient {
    let login = DarkWebIDClient.credentials(
      user: try settings.user.read(from: environment),
      password: try settings.password.read(from: environment))
    var observe: ServiceClient.Observer?
    if let audit { observe = { await audit.note($0) } }
    let service = ServiceClient(
      service: DarkWebIDClient.serviceName, origin: origin, credentials: [login],
      exchange: exchange,
      pacer: Pacer(
        perSecond: Double(settings.requestsPerSecond ?? profile.requestsPerSecond), time: time),
      time: time, observe: observe, progress: progress)
    return DarkWebIDClient(service: service, profile: profile)
  }
}

extension PipelineFile {
  /// What the ids of the organizations belong to, for the links.
  ///
  /// - Throws: `OriginError`; what saved pages throw whose description cannot be read.
  func sourceName() throws -> String {
    switch source {
    case .pages(let folder, _):
      // Links hold whichever way one reads the same IT Glue.
      try PagesManifest.read(in: folder).map { try Origin($0.origin).text } ?? "saved pages"
    case .itglue(let settings): try Origin(settings.baseURL).text
    }
  }
}
