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

  /// What the ids of the organizations belong to, for the links.
  func sourceName() throws -> String {
    switch pipeline.source {
    case .pages(let folder, _):
      // Links hold whichever way one reads the same IT Glue.
      try PagesManifest.read(in: folder).map { try Origin($0.origin).text } ?? "saved pages"
    case .itglue(let settings): try Origin(settings.baseURL).text
    }
  }

  /// Dark Web ID, as the pipeline file names it, with the ledger.
  func destination(for stage: StageName) throws -> DestinationServices {
    let (settings, profile, origin) = try destinationSettings(for: "the stage \(stage.rawValue)")
    return DestinationServices(
      client: try client(settings, profile, origin), ledger: try Ledger(at: pipeline.state),
      load: LoadSettings(
        source: try sourceName(),
        pendingTimeout: settings.pendingTimeout ?? profile.pendingTimeout,
        pollInterval: settings.pollInterval ?? profile.pollInterval),
      needsAcceptance: !profile.isVerified && !origin.isLoopback, profile: settings.profile)
  }

  /// Dark Web ID alone, to be asked.
  ///
  /// - Parameter purpose: What it is needed for, for a message.
  func darkWebID(for purpose: String) throws -> DarkWebIDClient {
    let (settings, profile, origin) = try destinationSettings(for: purpose)
    return try client(settings, profile, origin)
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
    _ settings: PipelineFile.Destination, _ profile: Profile, _ origin: Origin
  ) throws -> DarkWebIDClient {
    let login = DarkWebIDClient.credentials(
      user: try settings.user.read(from: environment),
      password: try settings.password.read(from: environment))
    let service = ServiceClient(
      service: DarkWebIDClient.serviceName, origin: origin, credentials: [login],
      exchange: exchange,
      pacer: Pacer(
        perSecond: Double(settings.requestsPerSecond ?? profile.requestsPerSecond), time: time),
      time: time, progress: progress)
    return DarkWebIDClient(service: service, profile: profile)
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

  /// What the plan has to know of Dark Web ID.
  func world() async throws -> World {
    try await WorldReader(client: client, ledger: ledger, source: load.source).read()
  }
}
