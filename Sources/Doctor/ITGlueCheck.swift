internal import Extract
internal import FoundationEssentials
internal import HTTPTransport
internal import Pipeline

/// Looks at IT Glue: the region, the key, and what there is.
struct ITGlueCheck: Sendable {
  let settings: PipelineFile.ITGlue
  let environment: [String: String]
  let service: ServiceMaker
  let mayTryRegions: @Sendable () -> Bool

  private static let subject = ITGlueClient.serviceName

  /// What an address made of the key.
  private enum Answer {
    case rows(Int)
    case refused(Int)
  }

  func diagnoses() async throws -> [Diagnosis] {
    do {
      let key = try settings.apiKey.read(from: environment)
      let origin = try Origin(settings.baseURL)
      switch try await ask(origin, "/organizations", key) {
      case .refused(let status): return [try await refusal(status, at: origin, key)]
      case .rows(let organizations):
        var text = "\(origin) accepts the key; it has \(organizations) organizations"
        if case .rows(let domains) = try await ask(origin, "/domains", key) {
          text += " and \(domains) domains"
        }
        return [.pass(Self.subject, text)]
      }
    } catch let error as CancellationError {
      throw error
    } catch {
      return [.fail(Self.subject, error)]
    }
  }

  private func ask(_ origin: Origin, _ path: String, _ key: Secret) async throws -> Answer {
    let client = service(Self.subject, origin, [("x-api-key", key)])
    let request = HTTPRequest(.get, path, query: [.init("page[size]", "1")])
    let response = try await client.read(request)
    switch response.status {
    case 401, 403: return .refused(response.status)
    case 200:
      if let total = try? PageParser().parse(response.body).totalCount { return .rows(total) }
      fallthrough
    default:
      throw ServiceError.nonsense(
        service: Self.subject, url: client.url(of: request),
        problem: "HTTP \(response.status): \(client.excerpt(of: response))")
    }
  }

  private func refusal(_ status: Int, at origin: Origin, _ key: Secret) async throws -> Diagnosis {
    let text = "\(origin) refuses the key (HTTP \(status))"
    let causes =
      "the key may be wrong or revoked (after 90 days unused), of another region, or this "
      + "machine's address is not on the account's list of allowed IP addresses"
    guard mayTryRegions() else {
      return .fail(
        Self.subject, text, remedy: "\(causes); --try-regions asks IT Glue's other regions",
        kind: .refused)
    }
    var answers: [String] = []
    for region in PipelineFile.ITGlue.Region.allCases {
      let other = try Origin(region.baseURL)
      guard other != origin else { continue }
      do {
        if case .rows = try await ask(other, "/organizations", key) {
          return .fail(
            Self.subject, "\(text); the region \(region.rawValue) accepts it",
            remedy: "write “region: \(region.rawValue)” under source.itglue", kind: .refused)
        }
        answers.append("\(region.rawValue) refuses it too")
      } catch let error as ServiceError {
        answers.append("\(region.rawValue) could not be asked (\(error.message))")
      }
    }
    return .fail(
      Self.subject, "\(text); \(answers.joined(separator: ", "))", remedy: causes, kind: .refused)
  }
}

/// Looks at a folder of saved pages.
enum SavedPagesCheck {
  private static let subject = "saved pages"

  static func diagnosis(folder: URL) -> Diagnosis {
    do {
      let count = try SavedPages(folder: folder).pageCount
      return .pass(subject, "\(folder.path): \(count) pages")
    } catch {
      return .fail(subject, error)
    }
  }
}
