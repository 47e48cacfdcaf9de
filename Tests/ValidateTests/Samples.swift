import Pipeline

@testable import Validate

extension Candidate {
  /// A candidate that nothing speaks against unless a test says so.
  static func sample(
    _ id: String, name: String? = nil, _ domains: [String], employees: String? = "11-50",
    industry: String? = "Retail", selected: Bool = true, priority: Int? = nil,
    findings: [Finding] = []
  ) -> Candidate {
    Candidate(
      id: id, name: name ?? "Organization \(id)",
      domains: domains.enumerated().map {
        CandidateDomain(id: "\(id)0\($0.offset)", name: $0.element)
      }, employeeCount: employees, industry: industry, selected: selected, priority: priority,
      findings: findings)
  }
}

extension World {
  /// A Dark Web ID account without limit, organizations and links unless a test says so.
  static func sample(
    limit: Int? = nil, used: Int = 0, _ organizations: [RemoteOrganization] = [],
    links: [String: String] = [:]
  ) -> World {
    World(
      account: Account(origin: "https://secure.darkwebid.com", reseller: "r-1"),
      licence: Licence(limit: limit, used: used), organizations: organizations,
      links: links.sorted { $0.key < $1.key }.map { Link(id: $0.key, uuid: $0.value) })
  }
}

extension PublicSuffixList {
  /// The list that is built into libpsl.
  static let sample: PublicSuffixList = {
    guard let list = try? PublicSuffixList() else { preconditionFailure("libpsl has no list") }
    return list
  }()
}

/// A plan made in memory, of candidates that stand in plan order already.
struct Planned {
  var plan: [PlanLine] = []
  var unimported: [UnimportedLine] = []
  /// What it takes of the licences.
  var forecast: LicenceForecast

  init(
    _ candidates: [Candidate], in world: World = .sample(), lists: DomainLists = DomainLists(),
    scope: PlanScope = .all,
    _ change: (inout PipelineFile.Validation) -> Void = { _ in }
  ) {
    var validation = PipelineFile.Validation()
    change(&validation)
    let rules = OrganizationRules(
      domainRules: DomainRules(validation, lists: lists, suffixes: .sample),
      world: WorldIndex(world), existing: validation.existing)
    var planner = Planner(rules: rules, scope: scope, validation.licence, world.licence)
    let judged = candidates.enumerated().map { place, candidate in
      Judged(place: place, candidate, by: rules)
    }
    for judged in judged { _ = planner.note(judged) }
    for judged in judged {
      let decision = planner.decide(judged)
      if let line = decision.plan { plan.append(line) }
      unimported += decision.unimported
    }
    forecast = planner.demand.forecast
  }

  /// The names of the planned domains, by organization.
  var domains: [String: [String]] {
    Dictionary(uniqueKeysWithValues: plan.map { ($0.id, $0.domains.map(\.name)) })
  }

  /// The line that speaks of an organization as a whole.
  func line(of id: String) -> UnimportedLine? {
    unimported.first { $0.organizationID == id && $0.domain == nil }
  }

  /// The reasons of an organization's domains that are left out.
  func reasons(of id: String) -> [Reason] {
    unimported.filter { $0.organizationID == id && $0.domain != nil }.map(\.reason)
  }

  /// The line that speaks of a domain.
  func line(of id: String, _ domain: String) -> UnimportedLine? {
    unimported.first { $0.organizationID == id && $0.domain == domain }
  }
}
