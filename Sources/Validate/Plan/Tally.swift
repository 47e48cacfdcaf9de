internal import Pipeline

/// Counts what was written, line by line; it knows nothing of how it was decided.
struct Tally: Sendable, Equatable {
  /// Organizations of the plan.
  private(set) var plannedOrganizations = 0
  /// Domains of the plan.
  private(set) var plannedDomains = 0
  /// Licences of the plan.
  private(set) var licences = 0
  /// Organizations of the plan that are to be created.
  private(set) var created = 0
  /// Organizations of the plan that are there and get domains.
  private(set) var extended = 0
  /// Organizations of the plan that are there and are to be linked.
  private(set) var adopted = 0
  /// Lines that speak of a whole organization, by reason.
  private(set) var organizations: [Reason: Int] = [:]
  /// Lines that speak of a domain, by reason.
  private(set) var domains: [Reason: Int] = [:]

  /// Counts a line of the plan.
  mutating func count(_ line: PlanLine) {
    plannedOrganizations += 1
    plannedDomains += line.domains.count
    licences += line.licences
    switch line.action {
    case .create: created += 1
    case .adopt: adopted += 1
    case .addDomains: extended += 1
    }
  }

  /// Counts a line of what is left out.
  mutating func count(_ line: UnimportedLine) {
    if line.domain == nil {
      organizations[line.reason, default: 0] += 1
    } else {
      domains[line.reason, default: 0] += 1
    }
  }

  /// Counts a line of the plan that creates an organization with so many domains.
  mutating func countCreated(domains: Int) {
    plannedOrganizations += 1
    plannedDomains += domains
    licences += domains
    created += 1
  }

  /// Counts lines of what is left out, by reason.
  mutating func count(organization: Reason?, domains: ArraySlice<Reason>) {
    if let organization { organizations[organization, default: 0] += 1 }
    for reason in domains { self.domains[reason, default: 0] += 1 }
  }

  /// Organizations that were written, wherever.
  var allOrganizations: Int { plannedOrganizations + organizations.values.reduce(0, +) }
  /// Domains that were written, wherever.
  var allDomains: Int { plannedDomains + domains.values.reduce(0, +) }

  /// The counts of the plan, for its header.
  var ofPlan: [String: Int] {
    [
      "organizations": plannedOrganizations, "domains": plannedDomains, "licences": licences,
      "create": created, "adopt": adopted, "add_domains": extended,
    ]
  }

  /// All counts, for the stage's checkpoint.
  var ofStage: [String: Int] {
    var counts = [
      "planned_organizations": plannedOrganizations, "planned_domains": plannedDomains,
      "licences": licences, "licences_short": domains[.licenceLimit] ?? 0,
      "unimported_organizations": Self.sum(organizations, .unimported),
      "unimported_domains": Self.sum(domains, .unimported),
      "skipped_organizations": Self.sum(organizations, .skipped),
      "skipped_domains": Self.sum(domains, .skipped),
    ]
    for (reason, count) in organizations { counts["organizations.\(reason.rawValue)"] = count }
    for (reason, count) in domains { counts["domains.\(reason.rawValue)"] = count }
    return counts
  }

  private static func sum(_ lines: [Reason: Int], _ status: Status) -> Int {
    lines.reduce(0) { $0 + ($1.key.status == status ? $1.value : 0) }
  }
}
