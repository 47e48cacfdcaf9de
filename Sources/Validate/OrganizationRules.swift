internal import Pipeline

/// Judges one organization by itself and by the world: everything that does not depend on the
/// other organizations of the batch.
struct OrganizationRules: Sendable {
  /// What there is to do for an organization, if nothing speaks against it.
  enum Target: Sendable, Equatable {
    /// To create it.
    case create
    /// To link it with one that is there, and add what that one lacks.
    case adopt(World.RemoteOrganization)
    /// To add what the one that it is linked with lacks.
    case add(World.RemoteOrganization)
    /// Nothing: the one that it is linked with is gone.
    case none

    /// True where it is worth while even without a domain.
    var isAdopted: Bool {
      if case .adopt = self { true } else { false }
    }
  }

  /// What the rules say of one organization before the others are looked at.
  struct Standing: Sendable {
    /// True where the selection or the spreadsheet leaves it out; nothing else is judged then.
    var isLeftOut = false
    /// What speaks against the organization as a whole.
    var findings: [Finding] = []
    /// The verdicts on its domains, in their order.
    var domains: [DomainRules.Verdict] = []
    /// What there is to do for it.
    var target = Target.create

    /// True where it would take its title in Dark Web ID if no other organization stood against it.
    var takesTitle: Bool {
      switch target {
      case .create:
        findings.allSatisfy { $0.reason == .titleExists }
          && domains.contains { $0.findings.isEmpty }
      case .adopt: findings.isEmpty
      case .add, .none: false
      }
    }

    /// The names that it wants, each once.
    var wanted: [String] {
      var names: [String] = []
      for domain in domains where domain.findings.isEmpty {
        if let name = domain.name?.text, !names.contains(name) { names.append(name) }
      }
      return names
    }
  }

  /// What judges the domains.
  let domainRules: DomainRules
  /// What Dark Web ID and the ledger hold.
  let world: WorldIndex
  /// What is done with an organization whose title Dark Web ID has.
  let existing: PipelineFile.Validation.Existing

  /// The standing of a candidate.
  func standing(of candidate: Candidate) -> Standing {
    if let findings = leftOut(candidate) { return Standing(isLeftOut: true, findings: findings) }
    switch world.link(of: candidate.id) {
    case .none:
      let namesakes = world.organizations(titled: candidate.name)
      if existing == .adopt, let only = namesakes.first, namesakes.count == 1,
        world.owner(of: only.uuid) == nil
      {
        return standing(of: candidate, as: only, .adopt(only))
      }
      return standing(ofNew: candidate, namesakes)
    case .intact(let remote):
      return standing(of: candidate, as: remote, .add(remote))
    case .broken(let uuid):
      var standing = Standing(target: .none)
      standing.domains = candidate.domains.map { verdict(on: $0, of: candidate.id, as: nil) }
      standing.findings = candidate.findings.filter { !$0.reason.isOfValues }
      standing.findings.append(
        Finding(
          .importError,
          "linked with \(uuid), which Dark Web ID does not list; if it was deleted there,"
            + " `glueport links remove \(candidate.id)` lets it be imported anew"))
      return standing
    }
  }

  private func standing(
    ofNew candidate: Candidate, _ namesakes: [World.RemoteOrganization]
  ) -> Standing {
    var standing = Standing()
    standing.domains = candidate.domains.map { verdict(on: $0, of: candidate.id, as: nil) }
    standing.findings = Self.findings(
      of: candidate.findings, hasEmployeeCount: !Self.isBlank(candidate.employeeCount),
      hasIndustry: !Self.isBlank(candidate.industry), hasDomains: !candidate.domains.isEmpty)
    if !namesakes.isEmpty {
      let each = namesakes.map { remote in
        world.owner(of: remote.uuid).map { "\(remote.uuid) in Dark Web ID, linked with \($0)" }
          ?? "\(remote.uuid) in Dark Web ID, not linked"
      }
      standing.findings.append(Finding(.titleExists, each.joined(separator: "; ")))
    }
    return standing
  }

  /// The standing of a candidate that Dark Web ID has.
  private func standing(
    of candidate: Candidate, as remote: World.RemoteOrganization, _ target: Target
  ) -> Standing {
    var standing = Standing(target: target)
    let present = WorldIndex.domains(of: remote)
    standing.domains = candidate.domains.map {
      verdict(on: $0, of: candidate.id, as: (remote.uuid, present))
    }
    let missing = standing.domains.filter { !$0.isPresent && !$0.isLeftOut }
    if missing.isEmpty, case .add = target {
      standing.findings.append(Finding(.alreadyLinked, "linked with \(remote.uuid)"))
    }
    // The values are asked for only where something would be sent with them.
    standing.findings +=
      missing.contains { $0.findings.isEmpty }
      ? Self.findings(
        of: candidate.findings, hasEmployeeCount: !Self.isBlank(candidate.employeeCount),
        hasIndustry: !Self.isBlank(candidate.industry), hasDomains: true)
      : candidate.findings.filter { !$0.reason.isOfValues }
    return standing
  }

  /// Whether findings of transform say that an organization is left out.
  static func leaveOut(_ findings: [Finding]) -> Bool {
    findings.contains { $0.reason.leavesOut }
  }

  /// Why the selection leaves a candidate out; nil where it does not.
  private func leftOut(_ candidate: Candidate) -> [Finding]? {
    if Self.leaveOut(candidate.findings) { return candidate.findings }
    return candidate.selected ? nil : candidate.findings + [Finding(.notSelected, "")]
  }

  /// What speaks against an organization by itself: what transform found, the mandatory values that
  /// are not there where transform has not said so, and that it has no domain.
  static func findings(
    of given: [Finding], hasEmployeeCount: Bool, hasIndustry: Bool, hasDomains: Bool
  ) -> [Finding] {
    var findings = given
    func isSaid(_ reasons: Reason...) -> Bool { given.contains { reasons.contains($0.reason) } }
    if !hasEmployeeCount, !isSaid(.missingEmployeeCount, .unknownEmployeeCount) {
      findings.append(Finding(.missingEmployeeCount, ""))
    }
    if !hasIndustry, !isSaid(.missingIndustry, .unknownIndustry) {
      findings.append(Finding(.missingIndustry, ""))
    }
    if !hasDomains { findings.append(Finding(.noDomain, "")) }
    return findings
  }

  /// Whether a value is missing, or no more than white space.
  static func isBlank(_ value: String?) -> Bool {
    value?.allSatisfy(\.isWhitespace) ?? true
  }

  /// The verdict on a domain, with what Dark Web ID monitors already.
  ///
  /// - Parameters:
  ///   - candidate: Its IT Glue id.
  ///   - remote: The organization that the candidate is in Dark Web ID, and its domains.
  func verdict(
    on domain: CandidateDomain, of candidate: String,
    as remote: (uuid: String, domains: Set<String>)?
  ) -> DomainRules.Verdict {
    var verdict = domainRules.verdict(on: domain.name, of: candidate)
    if let name = verdict.name, let remote, remote.domains.contains(name.text) {
      // It is monitored: no rule can hold it back any more.
      verdict.findings = [Finding(.alreadyLinked, "monitored for \(remote.uuid)")]
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
  /// Whether an organization of which transform found this is left out, whatever else there is.
  var leavesOut: Bool { self == .notSelected || self == .notInSpreadsheet }

  /// True for the reasons that speak of Employee Count and Industry.
  fileprivate var isOfValues: Bool {
    switch self {
    case .missingEmployeeCount, .unknownEmployeeCount, .missingIndustry, .unknownIndustry: true
    default: false
    }
  }
}
