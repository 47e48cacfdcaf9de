package import HTTPTransport
package import Pipeline

/// The pages of the IT Glue API. The facts about it are in `docs/itglue.md`.
package struct ITGlueClient: PageSource {
  private let service: ServiceClient
  private let settings: PipelineFile.ITGlue

  /// The name of the service in messages.
  package static let serviceName = "IT Glue"

  /// - Parameter service: The service, with the header `x-api-key` among its credentials.
  package init(service: ServiceClient, settings: PipelineFile.ITGlue) {
    self.service = service
    self.settings = settings
  }

  package var canChange: Bool { true }

  package func inputs() -> [String: String] {
    let text = "origin \(service.origin)\n"
    return ["source.itglue": Digest.of(text).text]
  }

  package func page(_ number: Int, of endpoint: Endpoint) async throws -> Page {
    let request = HTTPRequest(
      .get, endpoint.path,
      query: [
        .init("page[number]", "\(number)"), .init("page[size]", "\(settings.pageSize)"),
        .init("sort", endpoint.sort),
      ])
    let response = try await service.read(request, isTransient: Self.tookTooLong)
    switch response.status {
    case 200: break
    case 401, 403:
      throw ServiceError.refused(
        service: Self.serviceName, url: service.url(of: request),
        problem: "HTTP \(response.status)",
        check: "check the API key, the region, and the account's list of allowed IP addresses; "
          + "a key that was unused for 90 days is revoked")
    default:
      throw nonsense(request, "HTTP \(response.status): \(service.excerpt(of: response))")
    }
    guard response.isJSON else {
      throw nonsense(request, "page \(number) is not JSON: \(service.excerpt(of: response))")
    }
    do {
      return try PageParser().parse(response.body)
    } catch {
      throw nonsense(request, "page \(number): \(error.text)")
    }
  }

  /// The application's own words for a page that was too large, whatever the status. A page may
  /// hold the same words: somebody's notes do.
  private static func tookTooLong(_ response: HTTPResponse) -> Bool {
    let words = Array("took too long to process".utf8)
    return response.body.count < 4096 && response.body.firstRange(of: words) != nil
      && (try? PageParser().parse(response.body)) == nil
  }

  private func nonsense(_ request: HTTPRequest, _ problem: String) -> ServiceError {
    .nonsense(service: Self.serviceName, url: service.url(of: request), problem: problem)
  }
}
