internal import Pipeline

/// Judges one organization by itself and by the world: everything that does not depend on the
/// other organizations of the batch.
struct OrganizationRules: Sendable {
  /// What the rules say of one organization before the others are looked at.
  struct Standing: Sendable {
    /// True where the selection or the spreadsheet leaves it out; nothing else is judged then.
    var isLeftOut = false
    /// What speaks against the organization as a whole.
    var findings: [Finding] = []
    /// The verdicts on its domains, in their order.
    var domains: [DomainRules.Verdict] = []
    /// Its link.
    var link = WorldIndex.Link.none

    /// True where it would be created if no other organization and no licence stood against it.
    var wouldBeCreated: Bool {
      link == .none && findings.allSatisfy { $0.reason == .titleExists }
        && domains.contains { $0.findings.isEmpty }
    }
  }

  /// What judges the domains.
  let domainRules: DomainRules
  /// What Dark Web ID and the ledger hold.
  let world: WorldIndex

  /// The standing of a candidate.
  func standing(of candidate: Candidate) -> Standing {
    if let findings = leftOut(candidate) { return Standing(isLeftOut: true, findings: findings) }
    let link = world.link(of: candidate.id)
    var standing = Standing(link: link)
    switch link {
    case .none:
      standing.domains = candidate.domains.map { verdict(on: $0, owner: nil, present: []) }
      standing.findings = candidate.findings + missingValues(candidate)
      if candidate.domains.isEmpty { standing.findings.append(Finding(.noDomain, "")) }
      if let uuid = world.uuid(titled: candidate.name) {
        standing.findings.append(Finding(.titleExists, "\(uuid) in Dark Web ID, not linked"))
      }
    case .intact(let remote):
      let present = WorldIndex.domains(of: remote)
      standing.domains = candidate.domains.map {
        verdict(on: $0, owner: remote.uuid, present: present)
      }
      let missing = standing.domains.filter { !$0.isPresent && !$0.isLeftOut }
      if missing.isEmpty {
        standing.findings.append(Finding(.alreadyLinked, "linked with \(remote.uuid)"))
      }
      // The values are asked for only where something would be sent with them.
      standing.findings +=
        missing.contains { $0.findings.isEmpty }
        ? candidate.findings + missingValues(candidate)
        : candidate.findings.filter { !$0.reason.isOfValues }
    case .broken(let uuid):
      standing.domains = candidate.domains.map { verdict(on: $0, owner: nil, present: []) }
      standing.findings = candidate.findings.filter { !$0.reason.isOfValues }
      standing.findings.append(
        Finding(.importError, "linked with \(uuid), which Dark Web ID no longer lists"))
    }
    return standing
  }

  /// Why the selection leaves a candidate out; nil where it does not.
  private func leftOut(_ candidate: Candidate) -> [Finding]? {
    let isSaid = candidate.findings.contains { $0.reason.leavesOut }
    if isSaid { return candidate.findings }
    return candidate.selected ? nil : candidate.findings + [Finding(.notSelected, "")]
  }

  /// The mandatory values that are not there, where transform has not said so itself.
  private func missingValues(_ candidate: Candidate) -> [Finding] {
    let said = Set(candidate.findings.map(\.reason))
    var missing: [Finding] = []
    if Self.isBlank(candidate.employeeCount),
      said.isDisjoint(with: [.missingEmployeeCount, .unknownEmployeeCount])
    {
      missing.append(Finding(.missingEmployeeCount, ""))
    }
    if Self.isBlank(candidate.industry),
      said.isDisjoint(with: [.missingIndustry, .unknownIndustry])
    {
      missing.append(Finding(.missingIndustry, ""))
    }
    return missing
  }

  private static func isBlank(_ value: String?) -> Bool {
    value?.allSatisfy(\.isWhitespace) ?? true
  }

  /// The verdict on a domain, with what Dark Web ID monitors already.
  private func verdict(
    on domain: CandidateDomain, owner: String?, present: Set<String>
  ) -> DomainRules.Verdict {
    var verdict = domainRules.verdict(on: domain.name)
    if let name = verdict.name, let owner, present.contains(name.text) {
      // It is monitored: no rule can hold it back any more.
      verdict.findings = [Finding(.alreadyLinked, "monitored for \(owner)")]
    } else if let cell = domain.leftOutBy {
      verdict.findings = [Finding(.notSelected, "not in \(cell)")]
    } else if let name = verdict.name, let other = world.monitoring(name) {
      verdict.findings.append(
        Finding(.monitoredElsewhere, "monitored for “\(other.title)” (\(other.uuid))"))
    }
    if let cell = domain.addedBy {
      // Nobody would find it in IT Glue.
      for index in verdict.findings.indices { verdict.findings[index].detail += ", in \(cell)" }
    }
    return verdict
  }
}

extension DomainRules.Verdict {
  /// True where the organization's own Dark Web ID organization has the domain.
  var isPresent: Bool { findings.first?.reason == .alreadyLinked }

  /// True where the spreadsheet leaves the domain out.
  var isLeftOut: Bool { findings.first?.reason == .notSelected }
}

extension Reason {
  /// True for the reasons by which the selection or the spreadsheet leaves an organization out.
  fileprivate var leavesOut: Bool { self == .notSelected || self == .notInSpreadsheet }

  /// True for the reasons that speak of Employee Count and Industry.
  fileprivate var isOfValues: Bool {
    switch self {
    case .missingEmployeeCount, .unknownEmployeeCount, .missingIndustry, .unknownIndustry: true
    default: false
    }
  }
}
