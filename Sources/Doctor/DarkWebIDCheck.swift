internal import DarkWebID
internal import HTTPTransport
internal import Pipeline

private import struct FoundationEssentials.URL

/// Whether Dark Web ID can be loaded: its profile, what it says to the login, and its licences.
struct DarkWebIDCheck {
  let settings: PipelineFile.Destination
  let validation: PipelineFile.Validation
  let environment: [String: String]
  let services: ServiceMaker

  /// What was found: the profile, the login, the licences.
  ///
  /// - Throws: `CancellationError`.
  func results() async throws -> [CheckResult] {
    var obstacles = Obstacles()
    let origin = try obstacles.attempt { try Origin(settings.baseURL) }
    let user = try obstacles.attempt { try settings.user.read(from: environment) }
    let password = try obstacles.attempt { try settings.password.read(from: environment) }
    var brokenProfile = Obstacles()
    let profile = try brokenProfile.attempt {
      try Profile(file: settings.profile, environment: environment)
    }
    guard let profile else {
      let login: CheckResult =
        obstacles.failures.isEmpty
        ? .fail(
          .darkWebID, "login", "not tried: the paths are in the profile",
          remedy: "mend the profile first", .badInput)
        : .fail(.darkWebID, "login", because: obstacles.failures)
      return [
        .fail(.darkWebID, "profile", because: brokenProfile.failures), login,
        unknownLicences(.badInput),
      ]
    }
    let first = judge(profile, isLoopback: origin?.isLoopback ?? false)
    guard let origin, let user, let password else {
      return [
        first, .fail(.darkWebID, "login", because: obstacles.failures),
        unknownLicences(obstacles.failures.first?.kind ?? .badInput),
      ]
    }
    let client = DarkWebIDClient(
      service: services.client(
        DarkWebIDClient.serviceName, at: origin,
        credentials: DarkWebIDClient.credentials(user: user, password: password)),
      profile: profile)
    do {
      let (_, licence) = try await client.account()
      return [
        first,
        .pass(.darkWebID, "login", "\(origin.text) accepts the login, from this address"),
        LicenceCheck(licence: licence, validation: validation).result,
      ]
    } catch let error as ServiceError {
      return [first, failed(error), unknownLicences(error.kind)]
    }
  }

  private func judge(_ profile: Profile, isLoopback: Bool) -> CheckResult {
    if profile.isVerified { return .pass(.darkWebID, "profile", "verified") }
    if isLoopback {
      return .pass(.darkWebID, "profile", "not verified; on this computer it need not be")
    }
    return .warn(
      .darkWebID, "profile",
      "\(settings.profile.path) is not verified against the vendor's reference",
      remedy: "compare it and set “verified: true”, or load with --accept-unverified-profile")
  }

  private func failed(_ error: ServiceError) -> CheckResult {
    // What resumes a run is no remedy here.
    let remedy: String? = if case .refused = error { error.remedy } else { nil }
    return .fail(
      .darkWebID, "login", error.message,
      remedy: remedy ?? "check the address and the network, then try again", error.kind)
  }

  private func unknownLicences(_ kind: FailureKind) -> CheckResult {
    .fail(
      .darkWebID, "licences", "not known without the login", remedy: "mend the login first", kind)
  }
}
