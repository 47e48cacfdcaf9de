package import HTTPTransport
package import Pipeline

/// The pages of the IT Glue API. The facts about it are in `docs/itglue.md`.
package struct ITGlueClient: PageSource {
  private let service: ServiceClient
  private let settings: PipelineFile.ITGlue

  /// The name of the service in messages.
  package static let serviceName = "IT Glue"

  /// A page that times out so often is asked for in smaller pieces.
  private static let timeouts = 2

  /// - Parameter service: The service, with the header `x-api-key` among its credentials.
  package init(service: ServiceClient, settings: PipelineFile.ITGlue) {
    self.service = service
    self.settings = settings
  }

  package var canChange: Bool { true }

  package var isFiltered: Bool { false }

  package var walking: WalkSettings {
    WalkSettings(
      pageSize: settings.pageSize, concurrency: settings.concurrency, verify: settings.verify,
      checkpointBytes: 1 << 20, requestsPer5Minutes: settings.requestsPer5Minutes)
  }

  package func inputs() throws -> [String: String] {
    try Self.inputs(origin: service.origin, settings.organizations)
  }

  /// What an extract of these organizations of an account has as its inputs.
  static func inputs(
    origin: Origin, _ selection: PipelineFile.Selection
  ) throws -> [String: String] {
    let filters = try SelectionFilters(selection).canonicalText
    return ["source.itglue": Digest.of("origin \(origin)\n\(filters)").text]
  }

  package func survey() async throws -> Survey? {
    try await Surveyor(
      selection: settings.organizations, page: { try await page(1, size: $0, of: $1) },
      names: names
    ).survey()
  }

  package func place(of number: Int, size: Int, in query: IndexQuery) -> String {
    service.url(of: query.request(page: number, size: size))
  }

  package func page(_ number: Int, size: Int, of query: IndexQuery) async throws -> Page {
    let request = query.request(page: number, size: size)
    let type = query.endpoint.rawValue
    func failure(_ problem: PageProblem, excerpt: String = "") -> PageError {
      PageError(
        endpoint: query.endpoint, page: number, place: service.url(of: request), problem: problem,
        excerpt: excerpt, kind: .unavailable)
    }
    var read: Result<Page, PageProblem>?
    let timeouts = PageSize.canShrink(size) ? Self.timeouts : nil
    let response = try await answer(request, timeouts: timeouts) { response in
      let found = Result { () throws(PageProblem) in
        try PageParser().parse(response.body, type: type)
      }
      read = found
      if case .failure(let problem) = found, problem.isDamage || Self.tookTooLong(response) {
        return problem.isDamage
          ? .init("page \(number) came damaged: \(problem.text)")
          : .init("page \(number) took it too long", isTimeout: true)
      }
      return nil
    }
    guard response.isJSON else { throw failure(.notJSON, excerpt: service.excerpt(of: response)) }
    switch read {
    case .success(var page)?:
      guard let total = page.totalCount else { throw failure(.noTotal) }
      if !page.tellsNextPage, number * size < total { page.nextPage = number + 1 }
      return page
    case .failure(let problem)?:
      throw failure(problem, excerpt: problem.isWorthQuoting ? service.excerpt(of: response) : "")
    case nil: throw failure(.empty)
    }
  }

  /// Asks for something that has to be there.
  private func answer(
    _ request: HTTPRequest, timeouts: Int? = nil, flaw: (HTTPResponse) -> ServiceClient.Flaw?
  ) async throws -> HTTPResponse {
    let response = try await service.read(request, timeouts: timeouts) { response in
      switch response.status {
      case 200: flaw(response)
      case 401, 403: nil
      default: Self.tookTooLong(response) ? .init("it took too long", isTimeout: true) : nil
      }
    }
    switch response.status {
    case 200: return response
    case 401, 403:
      throw ServiceError.refused(
        service: Self.serviceName, url: service.url(of: request),
        problem: "HTTP \(response.status)",
        check: "check the API key, the region, and the account's list of allowed IP addresses; "
          + "a key that was unused for 90 days is revoked")
    default:
      throw ServiceError.nonsense(
        service: Self.serviceName, url: service.url(of: request),
        problem: "HTTP \(response.status): \(service.excerpt(of: response))")
    }
  }

  /// The names and ids of the organization types or statuses; nil where there are more than a page.
  private func names(_ path: String) async throws -> [NamedID]? {
    let request = HTTPRequest(.get, path, query: [.init("page[size]", "1000")])
    var found: NamedID.Page?
    let response = try await answer(request) { response in
      found = NamedID.Page(response.body)
      return found == nil && response.isJSON ? .init("its list of names came damaged") : nil
    }
    guard let found else {
      throw ServiceError.nonsense(
        service: Self.serviceName, url: service.url(of: request),
        problem: "no list of names: \(service.excerpt(of: response))")
    }
    return found.isWhole ? found.data : nil
  }

  /// The application's own words for a page that was too large, whatever the status. A page may
  /// hold the same words, somebody's notes do: only what is no page is asked.
  private static func tookTooLong(_ response: HTTPResponse) -> Bool {
    let words = Array("took too long to process".utf8)
    return response.body.count < 4096 && response.body.firstRange(of: words) != nil
  }
}
