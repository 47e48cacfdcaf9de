import Foundation

/// Dark Web ID: reads a request, answers it.
struct DarkWebIDService: Sendable {
  private let account: DarkWebIDAccount
  private let authorization: String
  private let gate: FaultGate

  init(account: DarkWebIDAccount, credentials: SandboxCredentials, gate: FaultGate) {
    self.account = account
    self.gate = gate
    let login = "\(credentials.darkWebIDUser):\(credentials.darkWebIDPassword)"
    authorization = "Basic " + Data(login.utf8).base64EncodedString()
  }

  /// What a request is about.
  private enum Route {
    case list, reseller, create, unknown
    case organization(String)
    case patch(String)
    case notAllowed
  }

  /// The answer to a request, as the armed faults leave it.
  func respond(to request: SandboxRequest) async throws -> SandboxAnswer {
    let route = Self.route(request)
    let faults = await gate.admit(await target(of: route, request))
    let isRefusedByFault = faults.rules.contains { $0.kind.preventsEffect }
    if case .create = route, isRefusedByFault {
      await account.arrived(title: Self.title(request.body), tookEffect: false)
    }
    return try await faults.delivering(service: .darkwebid) {
      await answer(route, request, faults)
    }
  }

  private static func route(_ request: SandboxRequest) -> Route {
    let path = request.components.map(String.init)
    guard path.first == "services" else { return .unknown }
    switch (request.method, path.dropFirst()) {
    case ("GET", ["organization.json"]): return .list
    case ("GET", ["reseller.json"]): return .reseller
    case ("POST", ["v2", "organization"]): return .create
    case (_, let rest) where rest.count == 2 && rest.first == "organization":
      guard request.method == "GET", let file = rest.last, file.hasSuffix(".json") else {
        return .unknown
      }
      return .organization(String(file.dropLast(5)))
    case (let method, let rest) where rest.count == 3 && rest.starts(with: ["v2", "organization"]):
      guard let uuid = rest.last else { return .unknown }
      return method == "PATCH" ? .patch(uuid) : .notAllowed
    default: return .unknown
    }
  }

  private func target(of route: Route, _ request: SandboxRequest) async -> FaultTarget {
    switch route {
    case .list: FaultTarget(service: .darkwebid, isIndex: true)
    case .create:
      FaultTarget(
        service: .darkwebid, isWrite: true, isCreate: true, title: Self.title(request.body))
    case .patch(let uuid):
      FaultTarget(service: .darkwebid, isWrite: true, title: await account.title(of: uuid))
    case .reseller, .organization, .unknown, .notAllowed: FaultTarget(service: .darkwebid)
    }
  }

  private func answer(
    _ route: Route, _ request: SandboxRequest, _ faults: FaultsInForce
  ) async -> SandboxAnswer {
    guard request.headers["authorization"] == authorization else { return .loginPage }
    switch route {
    case .list: return await list(request)
    case .reseller: return .darkwebid(await account.counters())
    case .organization(let uuid):
      guard let organization = await account.organization(uuid) else {
        return .refusal(.noSuchOrganization)
      }
      return .darkwebid(organization)
    case .create: return await create(request, faults)
    case .patch(let uuid): return await patch(uuid, request, faults)
    case .notAllowed:
      return .darkwebidError(
        405, code: "method_not_allowed", message: "The sandbox deletes nothing")
    case .unknown: return .loginPage
    }
  }

  /// Pages count from 0; the one past the last is not found, which is the end.
  private func list(_ request: SandboxRequest) async -> SandboxAnswer {
    let number = max(0, request.query["page"].flatMap { Int($0) } ?? 0)
    let limit = min(200, max(1, request.query["limit"].flatMap { Int($0) } ?? 50))
    let (rows, total) = await account.page(number, limit: limit)
    guard !rows.isEmpty || number == 0 else {
      return .darkwebidError(404, code: "not_found", message: "No such page")
    }
    let last = max(0, (total - 1) / limit)
    func link(_ page: Int) -> String {
      "http://\(request.host)\(request.path)?page=\(page)&limit=\(limit)"
    }
    return .darkwebid(
      ListBody(
        here: link(number), first: link(0), last: link(last),
        prev: number > 0 ? link(number - 1) : nil, next: number < last ? link(number + 1) : nil,
        list: rows))
  }

  private func create(_ request: SandboxRequest, _ faults: FaultsInForce) async -> SandboxAnswer {
    do {
      let body = try await account.create(CreateRequest(request.body), faults: faults)
      await account.arrived(title: Self.title(request.body), tookEffect: true)
      return .darkwebid(body, status: body.status == .pending ? 202 : 201)
    } catch {
      let title = Self.title(request.body)
      await account.arrived(title: title, tookEffect: false)
      await account.rejected("POST", title: title, error)
      return .refusal(error)
    }
  }

  private func patch(
    _ uuid: String, _ request: SandboxRequest, _ faults: FaultsInForce
  ) async -> SandboxAnswer {
    do {
      let domains = try WriteFields(request.body).domains()
      let body = try await account.patch(uuid, domains: domains, faults: faults)
      return .darkwebid(body, status: body.status == .pending ? 202 : 200)
    } catch {
      await account.rejected("PATCH", title: await account.title(of: uuid), error)
      return .refusal(error)
    }
  }

  /// The title in a body, whatever else is wrong with it.
  private static func title(_ body: [UInt8]) -> String? {
    (try? WriteFields(body)).flatMap { try? $0.text("title") }
  }
}

extension SandboxAnswer {
  /// The error that tells a problem.
  fileprivate static func refusal(_ problem: WriteProblem) -> SandboxAnswer {
    .darkwebidError(problem.status, code: problem.code, message: problem.message)
  }
}
