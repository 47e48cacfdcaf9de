internal import DarkWebID
internal import HTTPTransport
internal import Pipeline

internal import struct FoundationEssentials.URL

/// Whether Dark Web ID can be loaded: its profile, what it says to the login, its licences, and
/// whether it answers as the profile says.
struct DarkWebIDCheck {
  let settings: PipelineFile.DarkWebID
  let validation: PipelineFile.Validation
  let environment: [String: String]
  let services: ServiceMaker

  /// What was found: the profile, the login, the licences, what can be read.
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
      return [.fail(.darkWebID, "profile", because: brokenProfile.failures), login]
        + withoutLogin(.badInput)
    }
    let first = Self.judge(
      profile, from: settings.profile, isLoopback: origin?.isLoopback ?? false)
    guard let origin, let user, let password else {
      return [first, .fail(.darkWebID, "login", because: obstacles.failures)]
        + withoutLogin(obstacles.failures.first?.kind ?? .badInput)
    }
    let client = DarkWebIDClient(
      service: services.client(
        DarkWebIDClient.serviceName, at: origin,
        credentials: DarkWebIDClient.credentials(user: user, password: password)),
      profile: profile)
    return [first] + (try await ask(client, at: origin, by: profile))
  }

  /// What the service says: to the login, of the licences, and to the profile.
  private func ask(
    _ client: DarkWebIDClient, at origin: Origin, by profile: Profile
  ) async throws -> [CheckResult] {
    let reseller: HTTPResponse
    do {
      reseller = try await client.answer(to: .reseller)
    } catch let error as ServiceError {
      return [failed(error)] + withoutLogin(error.kind)
    }
    let licences: CheckResult
    do {
      let (_, licence) = try client.account(in: reseller)
      licences = LicenceCheck(licence: licence, validation: validation).result
    } catch let error as ServiceError {
      guard reseller.status == 200 else { return [failed(error)] + withoutLogin(error.kind) }
      licences = .fail(
        .darkWebID, "licences", error.message, remedy: "mend the profile first", .badInput)
    }
    return [
      .pass(.darkWebID, "login", "\(origin.text) accepts the login, from this address"), licences,
      try await ProfileCheck(client: client, profile: profile, file: settings.profile.path)
        .result(reseller: reseller),
    ]
  }

  /// - Parameter isAttended: Whether a person is there who may accept one that nobody has verified.
  static func judge(
    _ profile: Profile, from file: URL, isLoopback: Bool, isAttended: Bool = true
  ) -> CheckResult {
    if profile.isVerified { return .pass(.darkWebID, "profile", "verified") }
    if isLoopback {
      return .pass(.darkWebID, "profile", "not verified; on this computer it need not be")
    }
    let text = "\(file.path) is not verified against the vendor's reference"
    guard isAttended else {
      return .fail(
        .darkWebID, "profile", text,
        remedy: "compare it and set “verified: true”: nobody is there to accept it", .badInput)
    }
    return .warn(
      .darkWebID, "profile", text,
      remedy: "compare it and set “verified: true”, or load with --accept-unverified-profile")
  }

  private func failed(_ error: ServiceError) -> CheckResult {
    // What resumes a run is no remedy here.
    let remedy: String? = if case .refused = error { error.remedy } else { nil }
    return .fail(
      .darkWebID, "login", error.message,
      remedy: remedy ?? "check the address and the network, then try again", error.kind)
  }

  private func withoutLogin(_ kind: FailureKind) -> [CheckResult] {
    [("licences", "not known without the login"), (ProfileCheck.name, "not compared without it")]
      .map { name, text in
        .fail(.darkWebID, name, text, remedy: "mend the login first", kind)
      }
  }
}
