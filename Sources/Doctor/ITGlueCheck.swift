internal import HTTPTransport
internal import Pipeline

/// Whether IT Glue can be read: its address, and what it says to the key.
struct ITGlueCheck {
  let settings: PipelineFile.ITGlue
  let environment: [String: String]
  let services: ServiceMaker
  /// Whether the key may be sent to the vendor's other regions; asked only where it is refused.
  let mayTryRegions: ([PipelineFile.ITGlue.Region]) throws -> Bool

  /// What was found: the region and the key.
  ///
  /// - Throws: `CancellationError`.
  func results() async throws -> [CheckResult] {
    var noAddress = Obstacles()
    var noKey = Obstacles()
    let origin = try noAddress.attempt { try Origin(settings.baseURL) }
    let key = try noKey.attempt { try settings.apiKey.read(from: environment) }
    let region: CheckResult =
      origin.map(judge) ?? .fail(.itGlue, "region", because: noAddress.failures)
    guard let key else { return [region, .fail(.itGlue, "key", because: noKey.failures)] }
    guard let origin else {
      return [
        region,
        .fail(
          .itGlue, "key", "not tried: there is no address to send it to",
          remedy: "mend the region first", .badInput),
      ]
    }
    return [region, try await ask(origin, with: key)]
  }

  private func judge(_ origin: Origin) -> CheckResult {
    if let region = PipelineFile.ITGlue.Region.allCases.first(where: { $0.baseURL == origin.text })
    {
      return .pass(.itGlue, "region", "\(region.rawValue): \(origin.text)")
    }
    if origin.isLoopback {
      return .pass(.itGlue, "region", "none: \(origin.text) is an address of this computer")
    }
    return .warn(
      .itGlue, "region", "\(origin.text) is none of the vendor's addresses, and gets the key",
      remedy: "write `region: us`, `eu` or `au` under source.itglue, "
        + "unless this address is a proxy of your own")
  }

  private func ask(_ origin: Origin, with key: Secret) async throws -> CheckResult {
    let access = ITGlueAccess(service: client(at: origin, key: key))
    let organizations: Int?
    switch try await access.ask(for: "organizations") {
    case .accepted(let count): organizations = count
    case .refused(let status): return try await refusal(of: key, by: origin, status: status)
    case .failed(let problem): return failed(problem)
    }
    switch try await access.ask(for: "domains") {
    case .accepted(let domains):
      guard let organizations, let domains else {
        return .fail(
          .itGlue, "key",
          "\(origin.text) accepts the key, and does not tell how many"
            + " organizations and domains there are (meta.total-count); extract needs that",
          remedy: "check that the address is IT Glue's own and that no proxy changes its answers",
          .unavailable)
      }
      return .pass(
        .itGlue, "key",
        "\(origin.text) accepts the key: \(organizations) organizations, "
          + "\(domains) domains")
    case .refused(let status):
      return .fail(
        .itGlue, "key",
        "\(origin.text) shows organizations and refuses domains: HTTP \(status)",
        remedy: "check in IT Glue what the key may read", .refused)
    case .failed(let problem): return failed(problem)
    }
  }

  private func refusal(
    of key: Secret, by origin: Origin, status: Int
  ) async throws -> CheckResult {
    let text = "\(origin.text) refuses the key: HTTP \(status)"
    let others = RegionTrial.regions(besides: origin)
    guard try mayTryRegions(others) else {
      return .fail(
        .itGlue, "key", text,
        remedy: "one of three: \(Self.wrongKey); it is of another region "
          + "(--try-regions finds out which); or \(Self.wrongAddress)", .refused)
    }
    let trial = RegionTrial(key: key) { client(at: $0, key: $1) }
    let outcome = try await trial.perform(others)
    if let region = outcome.accepting {
      return .fail(
        .itGlue, "key", "\(text); \(region.baseURL) accepts it",
        remedy: "write `region: \(region.rawValue)` under source.itglue, "
          + "in place of the region or base_url there", .refused)
    }
    let silent =
      outcome.silent.isEmpty
      ? "" : "; without an answer to that: \(names(outcome.silent))"
    let refusing =
      outcome.refusing.isEmpty ? "" : "; refused as well by \(names(outcome.refusing))"
    return .fail(
      .itGlue, "key", text + refusing + silent,
      remedy: "\(Self.wrongKey); or \(Self.wrongAddress)"
        + (outcome.silent.isEmpty ? "" : "; or it is of the region \(names(outcome.silent))"),
      .refused)
  }

  private func failed(_ problem: String) -> CheckResult {
    .fail(
      .itGlue, "key", problem, remedy: "check the address and the network, then try again",
      .unavailable)
  }

  private func client(at origin: Origin, key: Secret) -> ServiceClient {
    services.client("IT Glue", at: origin, credentials: ("x-api-key", key))
  }

  private func names(_ regions: [PipelineFile.ITGlue.Region]) -> String {
    regions.map(\.rawValue).joined(separator: ", ")
  }

  private static let wrongKey =
    "the key is wrong, or revoked because nobody used it for 90 days"
  private static let wrongAddress =
    "this computer's address is not on the account's list of allowed IP addresses"
}
