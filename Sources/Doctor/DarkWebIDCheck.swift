internal import DarkWebID
internal import FoundationEssentials
internal import HTTPTransport
internal import Pipeline

/// Looks at Dark Web ID: the profile, the login, the allow-list, the licences.
struct DarkWebIDCheck: Sendable {
  let settings: PipelineFile.Destination?
  let validation: PipelineFile.Validation
  let environment: [String: String]
  let service: ServiceMaker

  private static let subject = DarkWebIDClient.serviceName
  private static let licences = "licences"

  func diagnoses() async throws -> [Diagnosis] {
    guard let settings else { return [withoutDestination] }
    do {
      let origin = try Origin(settings.baseURL)
      let profile = try Profile(file: settings.profile, environment: environment)
      let login = DarkWebIDClient.credentials(
        user: try settings.user.read(from: environment),
        password: try settings.password.read(from: environment))
      let client = DarkWebIDClient(
        service: service(Self.subject, origin, [login]), profile: profile)
      let (_, licence) = try await client.account()
      return [
        .pass(Self.subject, "\(origin) accepts the login, from this machine's address"),
        Self.diagnosis(on: licence), diagnosis(on: profile, of: settings, at: origin),
      ]
    } catch let error as CancellationError {
      throw error
    } catch {
      return [.fail(Self.subject, error)]
    }
  }

  private var withoutDestination: Diagnosis {
    if case .account = validation.licenceLimit {
      return .fail(
        Self.subject, "the pipeline file has no destination, and licence.limit is “account”",
        remedy: "add “destination”, or give licence.limit a number", kind: .badInput)
    }
    return .warn(
      Self.subject, "the pipeline file has no destination: a run ends with the plan",
      remedy: "add “destination” to load it")
  }

  private static func diagnosis(on licence: World.Licence) -> Diagnosis {
    guard let limit = licence.limit else {
      return .pass(licences, "\(licence.used) domain licences used, and no limit is told")
    }
    let text =
      "\(licence.used) of \(limit) domain licences used, \(max(0, limit - licence.used)) free"
    return licence.used < limit
      ? .pass(licences, text)
      : .warn(licences, text, remedy: "no domain can be imported: buy more, or free some")
  }

  private func diagnosis(
    on profile: Profile, of settings: PipelineFile.Destination, at origin: Origin
  ) -> Diagnosis {
    let subject = "profile"
    let path = settings.profile.path
    return profile.isVerified || origin.isLoopback
      ? .pass(subject, path)
      : .warn(
        subject, "\(path) is not verified against the vendor's reference",
        remedy: "compare it and set “verified: true”, or load with --accept-unverified-profile")
  }
}
