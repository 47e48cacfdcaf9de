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

  /// What can be asked for.
  package enum Question: Sendable, Equatable {
    /// The partner's own record.
    case reseller
    /// A page of the organizations.
    case organizations(page: Int)
    /// One organization, by its id.
    case organization(String)
  }

  /// The answer as it is, for those who compare it with the profile.
  ///
  /// - Throws: `ServiceError` where there is none, or the login is refused; `CancellationError`.
  package func answer(to question: Question) async throws -> HTTPResponse {
    let request = request(question)
    let response = try await service.read(request)
    try checkAccess(response, request)
    return response
  }

  /// The account and its domain licences.
  ///
  /// - Throws: `ServiceError`, `CancellationError`.
  package func account() async throws -> (World.Account, World.Licence) {
    try account(in: try await answer(to: .reseller))
  }

  /// The account and its domain licences, as the answer to ``Question/reseller`` tells them.
  ///
  /// - Throws: `ServiceError`.
  package func account(in answer: HTTPResponse) throws -> (World.Account, World.Licence) {
    let reseller = try decode(Wire.Reseller.self, answer, to: .reseller)
    return (
      World.Account(origin: service.origin.text, reseller: reseller.id),
      World.Licence(limit: reseller.limit, used: reseller.usage ?? 0)
    )
  }

  /// All organizations, page by page, in the service's order.
  ///
  /// - Throws: `ServiceError`, `CancellationError`.
  package func organizations() async throws -> [OrganizationState] {
    try await listed().map { OrganizationState($0, by: profile) }
  }

  /// The values of Employee Count and Industry that the tenant's organizations have.
  ///
  /// - Throws: `ServiceError`, `CancellationError`.
  package func valuesInUse() async throws -> ValuesInUse {
    var values = ValuesInUse()
    for organization in try await listed() {
      values.add(employeeCount: organization.employeeCount, industry: organization.industry)
    }
    return values
  }

  private func listed() async throws -> [Wire.Organization] {
    var all: [Wire.Organization] = []
    var seen: Set<String> = []
    var page = profile.firstPage
    while true {
      let question = Question.organizations(page: page)
      let response = try await answer(to: question)
      // A page past the last is the end and no error.
      if response.status == 404 { return all }
      let list = try decode(Wire.OrganizationPage.self, response, to: question).list
      let new = list.filter { seen.insert($0.id).inserted }
      if list.isEmpty { return all }
      guard !new.isEmpty else {
        throw nonsense(question, "page \(page) repeats the pages before it")
      }
      all += new
      page += 1
    }
  }

  /// One organization, or nil where there is none.
  ///
  /// - Throws: `ServiceError`, `CancellationError`.
  package func organization(_ uuid: String) async throws -> OrganizationState? {
    let question = Question.organization(uuid)
    let response = try await answer(to: question)
    if response.status == 404 { return nil }
    let organization = try decode(Wire.Organization.self, response, to: question)
    return OrganizationState(organization, by: profile)
  }

  /// Creates an organization.
  ///
  /// - Parameter intent: Called right before each sending; where it throws, nothing is sent.
  /// - Throws: As `ServiceClient.change`: a failure or a `CancellationError` where it was certainly
  ///   not created.
  package func create(
    _ line: PlanLine, intent: () async throws -> Void
  ) async throws -> WriteAnswer {
    let body = Wire.NewOrganization(
      title: line.name, industry: line.industry, employeeCount: line.employeeCount,
      domains: line.domains.map(\.name), names: profile.fields.create)
    return try await write(
      HTTPRequest(
        .post, profile.createPath, body: Array(try JSONLines.encoder().encode(body)),
        subject: line.id), intent)
  }

  /// Adds domains to an organization.
  ///
  /// - Parameters:
  ///   - id: The organization's IT Glue id, for the audit.
  ///   - intent: Called right before each sending; where it throws, nothing is sent.
  /// - Throws: As `ServiceClient.change`: a failure or a `CancellationError` where they were
  ///   certainly not added.
  package func add(
    _ domains: [String], to uuid: String, of id: String, intent: () async throws -> Void
  ) async throws -> WriteAnswer {
    let body = Wire.AddedDomains(domains: domains, names: profile.fields.update)
    return try await write(
      HTTPRequest(
        .patch, path(profile.updatePath, uuid),
        body: Array(try JSONLines.encoder().encode(body)), subject: id), intent)
  }

  private func write(
    _ request: HTTPRequest, _ intent: () async throws -> Void
  ) async throws -> WriteAnswer {
    let response: HTTPResponse
    switch try await service.change(request, intent: intent) {
    case .unknown(let why): return .unknown(why)
    case .answered(let answer): response = answer
    }
    switch response.status {
    case 200...299:
      // Most likely the login page, and the request went nowhere; but nothing says so for certain.
      if response.isHTML {
        return .doubtful(refusal(request, "HTTP \(response.status) with a login page"))
      }
      guard let answer = try? parse(Wire.Organization.self, response) else {
        return .unknown("an answer that cannot be read")
      }
      return .accepted(OrganizationState(answer, by: profile))
    case 401, 403, 405:
      throw refusal(request, "HTTP \(response.status)")
    case 404 where request.method == .post || !response.isJSON:
      throw refusal(request, "HTTP 404")
    case _ where Self.isOfAnother(response):
      return .doubtful(refusal(request, "HTTP \(response.status)"))
    default:
      let problem = try? parse(Wire.Problem.self, response)
      return .refused(
        WriteRefusal(
          status: response.status, code: problem?.code,
          message: problem?.message.map(service.masked),
          or: service.excerpt(of: response), by: profile.reasons))
    }
  }

  /// True for an answer that is not the service's own: a redirect, or a page where JSON belongs. The
  /// next request would fare the same, and whether this one was processed is not told.
  private static func isOfAnother(_ response: HTTPResponse) -> Bool {
    switch response.status {
    case 300...399: true
    case 409: false
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
    default: return
    }
  }

  private func request(_ question: Question) -> HTTPRequest {
    switch question {
    case .reseller: HTTPRequest(.get, profile.resellerPath)
    case .organizations(let page):
      HTTPRequest(
        .get, profile.organizationsPath,
        query: [.init("page", "\(page)"), .init("limit", "\(profile.pageSize)")])
    case .organization(let uuid): HTTPRequest(.get, path(profile.organizationPath, uuid))
    }
  }

  private func decode<Value: DecodableWithConfiguration>(
    _ type: Value.Type, _ response: HTTPResponse, to question: Question
  ) throws -> Value where Value.DecodingConfiguration == ProfileFields {
    guard response.status == 200 else {
      throw nonsense(question, "HTTP \(response.status): \(service.excerpt(of: response))")
    }
    do {
      return try parse(type, response)
    } catch {
      throw nonsense(question, JSONLines.describe(error))
    }
  }

  private func parse<Value: DecodableWithConfiguration>(
    _ type: Value.Type, _ response: HTTPResponse
  ) throws -> Value where Value.DecodingConfiguration == ProfileFields {
    try JSONDecoder().decode(type, from: Data(response.body), configuration: profile.fields)
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

  private func nonsense(_ question: Question, _ problem: String) -> ServiceError {
    .nonsense(
      service: Self.serviceName, url: service.url(of: request(question)), problem: problem)
  }
}
