internal import Pipeline

/// The one pass that decides what depends on other organizations: titles, duplicates, licences.
///
/// It must be given the candidates in plan order, and all that would be created must have been
/// noted before, so that of two organizations of one title neither is planned.
struct Planner {
  /// What becomes of one candidate: it is planned, or one of the lines speaks of it as a whole.
  struct Decision: Equatable {
    /// What load will do.
    var plan: PlanLine?
    /// What load will not do.
    var unimported: [UnimportedLine] = []
  }

  /// The organization that a domain was planned for.
  private struct Owner {
    var id: String
    var name: String
  }

  private let rules: OrganizationRules
  private let partial: Bool
  private var titles = TitleIndex()
  private var seen: [String: Owner] = [:]
  private(set) var licences: Licences

  init(rules: OrganizationRules, licences: Licences, partial: Bool) {
    self.rules = rules
    self.licences = licences
    self.partial = partial
  }

  /// Notes a candidate before any is decided.
  ///
  /// - Returns: True where it matters when the candidate is decided; otherwise it is refused
  ///   whatever the others are.
  mutating func note(_ candidate: Candidate) -> Bool {
    let standing = rules.standing(of: candidate)
    if standing.wouldBeCreated { titles.add(candidate.name, id: candidate.id) }
    return standing.findings.isEmpty
  }

  /// Decides on a candidate; those before it in plan order have been decided.
  mutating func decide(_ candidate: Candidate) -> Decision {
    var standing = rules.standing(of: candidate)
    if standing.wouldBeCreated {
      let namesakes = titles.several(of: candidate.name)
      if !namesakes.isEmpty {
        standing.findings.append(
          Finding(.duplicateTitle, Self.named(namesakes, besides: candidate.id)))
      }
    }
    if let refusal = Refusal(standing.findings) {
      return refuse(candidate, refusal, standing)
    }
    return plan(candidate, standing)
  }

  private func refuse(
    _ candidate: Candidate, _ refusal: Refusal, _ standing: OrganizationRules.Standing
  ) -> Decision {
    var lines = [candidate.unimported(nil, refusal)]
    for (index, domain) in candidate.domains.enumerated() {
      // None was judged where the whole organization is left out.
      let verdict = standing.isLeftOut ? DomainRules.Verdict() : standing.domains[index]
      // What is monitored, and what the spreadsheet leaves out, stays so whatever becomes of the rest.
      let own =
        verdict.isPresent || verdict.isLeftOut
        ? Refusal(verdict.findings) : refusal.with(verdict.findings)
      lines.append(candidate.unimported(domain, own ?? refusal))
    }
    return Decision(unimported: lines)
  }

  private mutating func plan(
    _ candidate: Candidate, _ standing: OrganizationRules.Standing
  ) -> Decision {
    let taking = take(standing)
    var lines: [UnimportedLine] = []
    var reasons: [Reason] = []
    for (domain, findings) in zip(candidate.domains, taking.findings) {
      guard let refusal = Refusal(findings) else { continue }
      if refusal.reason.status == .unimported { reasons.append(refusal.reason) }
      lines.append(candidate.unimported(domain, refusal))
    }
    let planned = taking.planned.compactMap { index in
      Self.line(candidate.domains[index], standing.domains[index])
    }
    guard !planned.isEmpty else {
      let refusal = Self.nothingLeft(reasons, ofLinked: standing.link != .none)
      return Decision(unimported: [candidate.unimported(nil, refusal)] + lines)
    }
    licences.take(planned.count)
    for domain in planned {
      seen[domain.name] = Owner(id: candidate.id, name: candidate.name)
    }
    var line = PlanLine(
      action: .create, id: candidate.id, name: candidate.name,
      employeeCount: candidate.employeeCount ?? "", industry: candidate.industry ?? "",
      domains: planned, licences: planned.count)
    if case .intact(let remote) = standing.link {
      line.action = .addDomains
      line.uuid = remote.uuid
    }
    if !candidate.defaulted.isEmpty { line.defaulted = candidate.defaulted }
    return Decision(plan: line, unimported: lines)
  }

  /// Which domains are planned, and what speaks against each of the others.
  private func take(
    _ standing: OrganizationRules.Standing
  ) -> (planned: [Int], findings: [[Finding]]) {
    var findings = standing.domains.map(\.findings)
    var wanted: [Int] = []
    var first: [String: Int] = [:]
    var repeated: [(index: Int, of: Int)] = []
    for (index, domain) in standing.domains.enumerated() {
      guard let name = domain.name else { continue }
      if let owner = seen[name.text] {
        findings[index].append(
          Finding(.duplicateDomain, "planned for “\(owner.name)” (\(owner.id)) already"))
      } else if let earlier = first[name.text] {
        repeated.append((index, earlier))
        continue
      }
      first[name.text] = index
      if findings[index].isEmpty { wanted.append(index) }
    }
    let fitting = licences.available(wanted.count)
    let granted = partial || fitting == wanted.count ? fitting : 0
    for index in wanted[granted...] {
      findings[index].append(Finding(.licenceLimit, shortage(wanted.count, granted: granted)))
    }
    for (index, earlier) in repeated {
      // A name that was refused is refused as often as it stands there.
      findings[index] =
        findings[earlier].isEmpty
        ? [Finding(.duplicateDomain, "listed twice for this organization")] : findings[earlier]
    }
    return (Array(wanted[..<granted]), findings)
  }

  /// A domain as the plan has it.
  private static func line(
    _ domain: CandidateDomain, _ verdict: DomainRules.Verdict
  ) -> PlanLine.Domain? {
    guard let name = verdict.name else { return nil }
    return PlanLine.Domain(
      name: name.text, given: name.text == domain.name ? nil : domain.name,
      warning: verdict.warning, addedBy: domain.addedBy)
  }

  private func shortage(_ wanted: Int, granted: Int) -> String {
    let free = licences.free ?? 0
    let left = licences.left ?? 0
    return partial
      ? "\(free) free, \(left - granted) left here"
      : "\(free) free, \(left) left here, \(wanted) needed"
  }

  /// Why an organization of which no domain can be imported is refused as a whole.
  private static func nothingLeft(_ reasons: [Reason], ofLinked isLinked: Bool) -> Refusal {
    let tally = Dictionary(grouping: reasons, by: \.self).mapValues(\.count)
      .sorted { $0.key < $1.key }
    let each = tally.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
    let what = isLinked ? "missing domains" : "domains"
    return Refusal(
      tally.first?.key ?? .noDomain, "none of its \(reasons.count) \(what) can be imported: \(each)"
    )
  }

  /// A few of the ids, for a detail that stays readable.
  private static func named(_ ids: [String], besides id: String) -> String {
    // Lazily: a whole batch may have one title.
    let others = ids.lazy.filter { $0 != id }.prefix(5)
    let named = others.isEmpty ? "this id stands twice" : "also " + others.joined(separator: ", ")
    return ids.count > 6 ? "\(named) …: \(ids.count) have this name" : named
  }
}

extension Candidate {
  /// The line that says of one of its domains, or of itself, why it is left out.
  fileprivate func unimported(_ domain: CandidateDomain?, _ refusal: Refusal) -> UnimportedLine {
    UnimportedLine(
      organizationID: id, organization: name, domain: domain?.name, reason: refusal.reason,
      detail: refusal.detail)
  }
}
