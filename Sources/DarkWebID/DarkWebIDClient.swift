internal import FoundationEssentials
package import HTTPTransport
package import Pipeline

/// The Dark Web ID service. The facts about it are in `docs/darkwebid.md`.
package struct DarkWebIDClient: Sendable {
  private let service: ServiceClient
  private let profile: Profile

  /// The name of the service in messages.
  package static let serviceName = "Dark Web ID"

  /// - Parameter service: The service, with the login among its credentials.
  package init(service: ServiceClient, profile: Profile) {
    self.service = service
    self.profile = profile
  }

  /// The header of HTTP Basic authentication.
  package static func credentials(user: Secret, password: Secret) -> (String, Secret) {
    let login = Data("\(user.value):\(password.value)".utf8).base64EncodedString()
    return ("authorization", Secret("Basic \(login)"))
  }

  /// The account and its domain licences.
  ///
  /// - Throws: `ServiceError`, `CancellationError`.
  package func account() async throws -> (World.Account, World.Licence) {
    let request = HTTPRequest(.get, profile.resellerPath)
    let reseller = try decode(Wire.Reseller.self, try await read(request), of: request)
    return (
      World.Account(origin: service.origin.text, reseller: reseller.uuid),
      World.Licence(limit: reseller.domainLimit?.value, used: reseller.domainUsage?.value ?? 0)
    )
  }

  /// All organizations, page by page, in the service's order.
  ///
  /// - Throws: `ServiceError`, `CancellationError`.
  package func organizations() async throws -> [OrganizationState] {
    try await listed().map(\.state)
  }

  /// The values of Employee Count and Industry that the tenant's organizations have.
  ///
  /// - Throws: `ServiceError`, `CancellationError`.
  package func valuesInUse() async throws -> ValuesInUse {
    var values = ValuesInUse()
    for organization in try await listed() {
      values.add(
        employeeCount: organization.employeeCount?.text, industry: organization.industry?.text)
    }
    return values
  }

  private func listed() async throws -> [Wire.Organization] {
    var all: [Wire.Organization] = []
    var seen: Set<String> = []
    var page = profile.firstPage
    while true {
      let request = HTTPRequest(
        .get, profile.organizationsPath,
        query: [.init("page", "\(page)"), .init("limit", "\(profile.pageSize)")])
      let response = try await read(request)
      // A page past the last is the end and no error.
      if response.status == 404 { return all }
      let list = try decode(Wire.OrganizationPage.self, response, of: request).list
      let new = list.filter { seen.insert($0.uuid).inserted }
      if list.isEmpty { return all }
      guard !new.isEmpty else {
        throw nonsense(request, "page \(page) repeats the pages before it")
      }
      all += new
      page += 1
    }
  }

  /// One organization, or nil where there is none.
  ///
  /// - Throws: `ServiceError`, `CancellationError`.
  package func organization(_ uuid: String) async throws -> OrganizationState? {
    let request = HTTPRequest(.get, path(profile.organizationPath, uuid))
    let response = try await read(request)
    if response.status == 404 { return nil }
    return try decode(Wire.Organization.self, response, of: request).state
  }

  /// Creates an organization.
  ///
  /// - Throws: `ServiceError` where it was certainly not created; `CancellationError`, after which
  ///   nothing is certain.
  package func create(_ line: PlanLine) async throws -> WriteAnswer {
    let body = Wire.NewOrganization(
      title: line.name, industry: line.industry, employeeCount: line.employeeCount,
      emailDomains: line.domains.map(\.name))
    return try await write(
      HTTPRequest(.post, profile.createPath, body: Array(try JSONLines.encoder().encode(body))))
  }

  /// Adds domains to an organization.
  ///
  /// - Throws: `ServiceError` where they were certainly not added; `CancellationError`, after
  ///   which nothing is certain.
  package func add(_ domains: [String], to uuid: String) async throws -> WriteAnswer {
    let body = Wire.AddedDomains(emailDomains: domains)
    return try await write(
      HTTPRequest(
        .patch, path(profile.updatePath, uuid),
        body: Array(try JSONLines.encoder().encode(body))))
  }

  private func read(_ request: HTTPRequest) async throws -> HTTPResponse {
    let response = try await service.read(request)
    try checkAccess(response, request)
    return response
  }

  private func write(_ request: HTTPRequest) async throws -> WriteAnswer {
    let response: HTTPResponse
    switch try await service.change(request) {
    case .unknown(let why): return .unknown(why)
    case .answered(let answer): response = answer
    }
    switch response.status {
    case 200...299:
      // An HTML page is the login page: the request went nowhere.
      try checkAccess(response, request)
      guard
        let answer = try? JSONDecoder().decode(Wire.Organization.self, from: Data(response.body))
      else { return .unknown("an answer that cannot be read") }
      return .accepted(answer.state)
    case 401, 403:
      throw refusal(request, "HTTP \(response.status)")
    case 409:
      return .titleExists
    case _ where Self.isAboutTheAddress(response, to: request):
      throw refusal(request, "HTTP \(response.status)")
    default:
      let problem = try? JSONDecoder().decode(Wire.Problem.self, from: Data(response.body)).error
      let words = [problem?.code, problem?.message].compactMap { $0 }.joined(separator: ": ")
      return .refused(
        "HTTP \(response.status)"
          + (words.isEmpty ? "" : " \(words)"))
    }
  }

  /// True for a refusal that is not about the one organization: the next would fare the same.
  private static func isAboutTheAddress(
    _ response: HTTPResponse, to request: HTTPRequest
  ) -> Bool {
    switch response.status {
    case 300...399, 405: true
    case 404: request.method == .post || !response.isJSON
    default: !response.isJSON
    }
  }

  /// A wrong path, address or login can be answered by an HTML login page with 2xx.
  private func checkAccess(_ response: HTTPResponse, _ request: HTTPRequest) throws {
    switch response.status {
    case 401, 403:
      throw refusal(request, "HTTP \(response.status)")
    case 200...299 where !response.isJSON:
      throw refusal(request, "HTTP \(response.status) with a login page")
    case 200...299, 404, 409:
      return
    default:
      guard request.method == .get else { return }
      throw nonsense(request, "HTTP \(response.status): \(service.excerpt(of: response))")
    }
  }

  private func decode<Value: Decodable>(
    _ type: Value.Type, _ response: HTTPResponse, of request: HTTPRequest
  ) throws -> Value {
    guard response.status == 200 else {
      throw nonsense(request, "HTTP \(response.status): \(service.excerpt(of: response))")
    }
    do {
      return try JSONDecoder().decode(type, from: Data(response.body))
    } catch {
      throw nonsense(request, JSONLines.describe(error))
    }
  }

  private func path(_ template: String, _ uuid: String) -> String {
    template.split(separator: "{uuid}", omittingEmptySubsequences: false)
      .joined(separator: HTTPRequest.encode(uuid))
  }

  private func refusal(_ request: HTTPRequest, _ problem: String) -> ServiceError {
    .refused(
      service: Self.serviceName, url: service.url(of: request), problem: problem,
      check:
        "check base_url and the profile's paths, the user and Dark Web ID's own password (not KaseyaOne's), the user's right to "
        + "use web services, and its list of allowed IP addresses")
  }

  private func nonsense(_ request: HTTPRequest, _ problem: String) -> ServiceError {
    .nonsense(service: Self.serviceName, url: service.url(of: request), problem: problem)
  }
}

/// What became of a request that changes something.
package enum WriteAnswer: Sendable, Equatable {
  /// The service took it; the state is the one of this moment.
  case accepted(OrganizationState)
  /// An organization of this title exists.
  case titleExists
  /// The service refused it: the status and its words.
  case refused(String)
  /// It may have been processed or not: what happened.
  case unknown(String)
}
