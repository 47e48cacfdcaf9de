import Foundation

@testable import Sandbox

/// Dark Web ID without a network, and with a clock that a test moves.
struct DarkWebIDStage {
  let service: DarkWebIDService
  let account: DarkWebIDAccount
  let control: SandboxControl
  let clock = ManualClock()

  /// An account with so many licences free, whose imports take ten seconds.
  init(
    faults: String = "", free: Int = 100, sensitive: Set<String> = [],
    failingAtFirst: Set<String> = [], held: [String: Duration] = [:]
  ) throws {
    let clock = clock
    let existing = [
      Tenant.Organization(
        title: "Blue Heron Wealth", industry: "Finance", employeeCount: "11-25",
        domains: ["blueheron-sample.com"])
    ]
    account = DarkWebIDAccount(
      Tenant(
        name: "Partner", organizations: existing, domainLimit: 1 + free,
        rules: ImportRules(
          importTime: .seconds(10), sensitive: sensitive, failingAtFirst: failingAtFirst,
          held: held)),
      seed: 1, now: { clock.now })
    let gate = FaultGate(
      faults: try FaultSpec(faults).rules, window: RateWindow(limit: 9, length: .seconds(1)),
      now: { clock.now })
    service = DarkWebIDService(account: account, credentials: SandboxCredentials(), gate: gate)
    control = SandboxControl(account: account, gate: gate)
  }

  static var authorization: String {
    let credentials = SandboxCredentials()
    let login = "\(credentials.darkWebIDUser):\(credentials.darkWebIDPassword)"
    return "Basic \(Data(login.utf8).base64EncodedString())"
  }

  func send(
    _ method: String = "GET", _ target: String, _ body: String = "",
    authorization: String? = Self.authorization
  ) async throws -> SandboxAnswer {
    let halves = target.split(separator: "?", maxSplits: 1)
    return try await service.respond(
      to: SandboxRequest(
        method: method, path: String(halves[0]),
        query: QueryParameters(halves.count > 1 ? halves[1] : ""), host: "127.0.0.1:8902",
        headers: authorization.map { ["authorization": $0] } ?? [:], body: Array(body.utf8)))
  }

  func create(_ title: String, _ domains: [String]) async throws -> SandboxAnswer {
    try await send("POST", "/services/v2/organization", Self.body(title, domains))
  }

  /// Asks for one of the sandbox's own pages.
  func page(_ method: String, _ path: String, _ body: String = "") async -> SandboxAnswer? {
    await control.respond(
      to: SandboxRequest(method: method, path: path, host: "", body: Array(body.utf8)))
  }

  static func body(_ title: String, _ domains: [String]) -> String {
    let list = domains.map { "\"\($0)\"" }.joined(separator: ",")
    return """
      {"title":"\(title)","industry":"Legal","employee_count":"1-10","email_domains":[\(list)]}
      """
  }

  /// `status` of an organization, and `status` or `reason` of each of its domains.
  func state(_ uuid: String) async throws -> [String] {
    let organization = try await send("GET", "/services/organization/\(uuid).json").json
    let domains = organization["email_domains"]?.list ?? []
    return [organization["status"]?.text ?? "-"]
      + domains.map { $0["reason"]?.text ?? $0["status"]?.text ?? "-" }
  }

  var usage: Int64? {
    get async throws {
      try await send("GET", "/services/reseller.json").json["domain_usage"]?.number
    }
  }
}
