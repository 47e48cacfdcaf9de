/// The partner's account in Dark Web ID: organizations, licences, and what happened to them.
actor DarkWebIDAccount {
  private let tenant: Tenant
  private let now: SandboxClock
  private let reseller: String
  private var uuids: SplitMix64
  private var organizations: [MonitoredOrganization] = []
  private var places: [String: Int] = [:]
  /// How many organizations have a title, in lower case: more than one only where a fault lets them.
  private var titles: [String: Int] = [:]
  private var domainLimit: Int
  /// Licences that others hold, and those of organizations that are not ours to see.
  private var takenByOthers = 0
  /// Licences of the domains that are imported or will be; the rest is in `provisional`.
  private var lasting = 0
  /// Until when domains that will turn out unimported occupy a licence; nil is for ever.
  private var provisional: [Duration?] = []
  private var hiding = 0
  private(set) var journal = Journal()

  /// An account as the tenant describes it; all uuids but the account's follow from the seed.
  init(_ tenant: Tenant, seed: UInt64, now: @escaping SandboxClock) {
    self.tenant = tenant
    domainLimit = tenant.domainLimit
    self.now = now
    var uuids = SplitMix64(seed: seed, stream: 9, index: 0)
    // Of this sandbox alone: a ledger that remembers another one must not take it for the same.
    var chance = SplitMix64(seed: .random(in: .min ... .max), stream: 9, index: 1)
    reseller = chance.nextUUID()
    for (place, organization) in tenant.organizations.enumerated() {
      let uuid = uuids.nextUUID()
      organizations.append(
        MonitoredOrganization(
          uuid: uuid, title: organization.title, industry: organization.industry,
          employeeCount: organization.employeeCount,
          domains: organization.domains.map {
            MonitoredDomain(name: $0, uuid: uuids.nextUUID(), outcome: .known)
          }))
      places[uuid] = place
      titles[organization.title.lowercased(), default: 0] += 1
    }
    lasting = tenant.domainUsage
    self.uuids = uuids
  }

  // MARK: - Reading

  /// The partner's counters.
  func counters() -> ResellerBody {
    ResellerBody(
      uuid: reseller, name: tenant.name, domainUsage: usage(), domainLimit: domainLimit)
  }

  /// The organization with the uuid, unless it is hidden.
  func organization(_ uuid: String) -> OrganizationBody? {
    guard let place = places[uuid] else { return nil }
    let organization = organizations[place]
    return organization.isVisible(at: now()) ? OrganizationBody(organization, at: now()) : nil
  }

  /// The title of an organization, hidden or not.
  func title(of uuid: String) -> String? {
    places[uuid].map { organizations[$0].title }
  }

  /// A page of the organizations in the order of their creation, and how many there are.
  func page(_ page: Int, limit: Int) -> (rows: [OrganizationBody], total: Int) {
    let time = now()
    let visible =
      hiding == 0 ? organizations[...] : organizations.filter { $0.isVisible(at: time) }[...]
    let (start, overflow) = page.multipliedReportingOverflow(by: limit)
    guard !overflow, start < visible.count else { return ([], visible.count) }
    return (
      visible.dropFirst(start).prefix(limit).map { OrganizationBody($0, at: time) }, visible.count
    )
  }

  // MARK: - Writing

  /// Makes an organization; its domains are decided on at once, in their order.
  func create(_ request: CreateRequest, faults: FaultsInForce) throws(WriteProblem) -> WriteBody {
    let title = request.title.lowercased()
    guard titles[title] == nil || faults.has(.duplicate) else {
      throw .titleExists(request.title)
    }
    titles[title, default: 0] += 1
    var organization = MonitoredOrganization(
      uuid: uuids.nextUUID(), title: request.title, industry: request.industry,
      employeeCount: request.employeeCount, domains: [],
      isHiddenWhilePending: faults.has(.hidePending))
    add(request.domains, to: &organization, faults)
    if organization.isHiddenWhilePending { hiding += 1 }
    places[organization.uuid] = organizations.count
    organizations.append(organization)
    journal.creates.append(
      .init(title: organization.title, uuid: organization.uuid, at: milliseconds()))
    takenByOthers += faults[.taken]?.number ?? 0
    return WriteBody(organization, at: now())
  }

  /// Adds domains to an organization, and tries again those that were not imported.
  func patch(
    _ uuid: String, domains: [String], faults: FaultsInForce
  ) throws(WriteProblem) -> WriteBody {
    guard let place = places[uuid] else { throw .noSuchOrganization }
    add(domains, to: &organizations[place], faults)
    let organization = organizations[place]
    journal.patches.append(
      .init(title: organization.title, uuid: uuid, domains: domains, at: milliseconds()))
    return WriteBody(organization, at: now())
  }

  private func add(
    _ names: [String], to organization: inout MonitoredOrganization, _ faults: FaultsInForce
  ) {
    let circumstances = ImportRules.Circumstances(
      fails: faults.has(.importError), neverSettles: faults.has(.hold))
    for name in names {
      let place = organization.domains.firstIndex { $0.name.lowercased() == name.lowercased() }
      // What is monitored, or will be, costs nothing again and stays as it is.
      if let place, organization.domains[place].status(at: now()) != .unimported { continue }
      let attempt = (place.map { organization.domains[$0].attempts } ?? 0) + 1
      let verdict = tenant.rules.verdict(
        on: name, of: organization.title, attempt: attempt,
        licenceIsFree: usage() < domainLimit, circumstances)
      let domain = MonitoredDomain(
        name: name, uuid: place.map { organization.domains[$0].uuid } ?? uuids.nextUUID(),
        attempts: attempt, outcome: verdict.outcome, settles: verdict.delay.map { now() + $0 })
      if let place {
        organization.domains[place] = domain
      } else {
        organization.domains.append(domain)
      }
      if domain.outcome == .imported {
        lasting += 1
      } else if domain.takesLicence(at: now()) {
        provisional.append(domain.settles)
      }
    }
  }

  // MARK: - From outside

  /// Gives the partner another number of domain licences, fewer than are in use if need be.
  func setLicences(_ limit: Int) {
    domainLimit = limit
  }

  /// Deletes the organization with the uuid, or the oldest one with the title, and frees its
  /// licences. Gives back its uuid; nil where there is none.
  func remove(_ name: String) -> String? {
    let title = name.lowercased()
    guard
      let place = places[name]
        ?? organizations.firstIndex(where: { $0.title.lowercased() == title })
    else { return nil }
    let organization = organizations.remove(at: place)
    places = Dictionary(
      organizations.enumerated().map { ($1.uuid, $0) }, uniquingKeysWith: { first, _ in first })
    let others = titles[organization.title.lowercased(), default: 1] - 1
    titles[organization.title.lowercased()] = others > 0 ? others : nil
    if organization.isHiddenWhilePending { hiding -= 1 }
    for domain in organization.domains where domain.takesLicence(at: now()) {
      if domain.outcome == .imported || domain.outcome == .known {
        lasting -= 1
      } else if let place = provisional.firstIndex(of: domain.settles) {
        provisional.remove(at: place)
      }
    }
    journal.removed.append(
      .init(title: organization.title, uuid: organization.uuid, at: milliseconds()))
    return organization.uuid
  }

  // MARK: - The journal

  /// Notes a create request that arrived.
  func arrived(title: String?, tookEffect: Bool) {
    journal.createRequests.append(
      .init(title: title, at: milliseconds(), tookEffect: tookEffect))
  }

  /// Notes a write that was refused.
  func rejected(_ method: String, title: String?, _ problem: WriteProblem) {
    journal.rejected.append(
      .init(
        method: method, title: title, status: problem.status, code: problem.code,
        at: milliseconds()))
  }

  /// How many licences are in use.
  private func usage() -> Int {
    let time = now()
    provisional.removeAll { $0.map { $0 <= time } ?? false }
    return lasting + takenByOthers + provisional.count
  }

  private func milliseconds() -> Int {
    Int(now() / .milliseconds(1))
  }
}
