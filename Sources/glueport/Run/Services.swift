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

  /// Dark Web ID, as the pipeline file names it, with the ledger.
  ///
  /// - Parameters:
  ///   - purpose: What it is needed for, for a message.
  ///   - audit: What its requests are noted in.
  ///   - replans: Whether load leaves out what the world has overtaken.
  func destination(
    for purpose: String, audit: AuditLog? = nil, replans: Bool = false
  ) throws -> DestinationServices {
    let (settings, profile, origin) = try destinationSettings(for: purpose)
    return DestinationServices(
      client: try client(settings, profile, origin, audit), ledger: try Ledger(at: pipeline.state),
      load: try loadSettings(settings, profile, replans: replans),
      needsAcceptance: !profile.isVerified && !origin.isLoopback, profile: settings.profile)
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
    let destination = try self.destination(for: "retry")
    return Retry(
      client: destination.client, ledger: destination.ledger, source: destination.load.source,
      licences: pipeline.validation.licence, locks: pipeline.locks, time: time)
  }

  /// What links two organizations because a person says so.
  func adoption() throws -> Adoption {
    let destination = try self.destination(for: "links adopt")
    return Adoption(
      client: destination.client, ledger: destination.ledger, source: destination.load.source,
      locks: pipeline.locks, time: time)
  }

  /// What lets go of a run; the login is read only where it is needed.
  func discard() throws -> Discard {
    let (settings, profile, origin) = try destinationSettings(for: "discard")
    return Discard(
      ledger: try Ledger(at: pipeline.state), settings: try loadSettings(settings, profile),
      locks: pipeline.locks, time: time, progress: progress,
      client: { try client(settings, profile, origin, nil) })
  }

  private func loadSettings(
    _ settings: PipelineFile.Destination, _ profile: Profile, replans: Bool = false
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
  ) throws -> (PipelineFile.Destination, Profile, Origin) {
    guard let settings = pipeline.destination else {
      throw UsageError.missingSection("destination", for: purpose, file: pipeline.file.path)
    }
    return (
      settings, try Profile(file: settings.profile, environment: environment),
      try Origin(settings.baseURL)
    )
  }

  private func client(
    _ settings: PipelineFile.Destination, _ profile: Profile, _ origin: Origin, _ audit: AuditLog?
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

/// Dark Web ID and the ledger of what was sent to it.
struct DestinationServices {
  let client: DarkWebIDClient
  let ledger: Ledger
  let load: LoadSettings
  /// True where a real service would be loaded by a profile that nobody has verified.
  let needsAcceptance: Bool
  let profile: URL

  /// Refuses a new load while another process works on the account, or another run of it is not
  /// settled: before IT Glue is read for nothing.
  ///
  /// - Parameters:
  ///   - run: The run that is about to load.
  ///   - locks: The folder of the accounts' locks.
  /// - Throws: `LockedError`, `LoadError.unsettled`; `ServiceError`, `LedgerError`, `FileError`,
  ///   `CancellationError`.
  func checkFree(for run: String?, locks: URL, time: any TimeSource) async throws {
    let (account, _) = try await client.account()
    _ = try AccountLock(account, in: locks, time: time)
    let unsettled = try ledger.unsettledRuns(besides: run ?? "", account)
    guard unsettled.isEmpty else { throw LoadError.unsettled(runs: unsettled) }
  }

  /// What the plan has to know of Dark Web ID.
  func world() async throws -> World {
    try await WorldReader(client: client, ledger: ledger, source: load.source).read()
  }
}
