internal import Pipeline

/// The domains of a candidate, each with what speaks against it. Used for one candidate after the other,
/// so that no room need be made for each.
struct JudgedDomains {
  /// A domain.
  struct Domain {
    /// The name as IT Glue has it, in UTF-8.
    let given: UnsafeRawBufferPointer
    /// Where the normalized name of a clean one is in the notepad.
    fileprivate var name = 0..<0
    /// What speaks against it.
    fileprivate(set) var findings: [Finding] = []
    /// Who else wants it.
    fileprivate(set) var claims: [String]?

    /// Whether nothing speaks against it.
    var isWanted: Bool { findings.isEmpty }
  }

  /// Those of the candidate at hand, in its order.
  private(set) var domains: [Domain] = []
  private var notepad = QuickJudge.Notepad()

  /// Forgets the candidate.
  mutating func clear() { domains.removeAll(keepingCapacity: true) }

  /// Gives the normalized name of a domain that was judged clean to `body`.
  func withName(of domain: Domain, _ body: (UnsafeRawBufferPointer) -> Void) {
    notepad.names[domain.name].withUnsafeBytes(body)
  }

  /// Adds domains that are not judged, for nothing speaks against them, or nobody asks.
  mutating func addWanted(_ given: [UnsafeRawBufferPointer]) {
    for given in given { domains.append(Domain(given: given)) }
  }

  /// Adds the domains of a candidate that is refused anyway: of those that may be imported nobody asks
  /// what else is to be said.
  mutating func addRefused(_ candidate: borrowing PlainCandidate, _ noted: NotedCandidates) {
    for given in candidate.domains {
      var domain = Domain(given: given)
      if case .refused(let findings) = noted.judge.verdict(on: given, of: candidate.id, &notepad) {
        domain.findings = findings
      }
      domains.append(domain)
    }
  }

  /// Judges the domains of a candidate; false where the long way has to be gone.
  mutating func judge(_ candidate: borrowing PlainCandidate, _ noted: NotedCandidates) -> Bool {
    // Of several that become one, the first tells what speaks against all.
    if noted.judge.rules.domainRules.rollsUp { return false }
    for given in candidate.domains {
      switch noted.judge.verdict(on: given, of: candidate.id, &notepad) {
      case .clean(let name):
        if domains.contains(where: { isNamed($0, name) }) { return false }
        domains.append(Domain(given: given, name: name))
      case .refused(let findings):
        domains.append(Domain(given: given, findings: findings))
      case .special: return false
      }
    }
    return true
  }

  /// Weighs a candidate that was judged against those that have its title or want its domains.
  ///
  /// - Returns: Why it is refused as a whole, where it is.
  mutating func weigh(_ candidate: borrowing PlainCandidate, _ noted: NotedCandidates) -> Refusal? {
    // Who wants nothing takes no title.
    guard domains.contains(where: \.isWanted) else { return nil }
    let title = String(decoding: candidate.name, as: UTF8.self)
    if let finding = noted.planner.sharedTitle(of: candidate.id.description, titled: title) {
      return Refusal(finding.reason, finding.detail)
    }
    for index in domains.indices where domains[index].isWanted {
      let (lost, claims) = notepad.names[domains[index].name].withUnsafeBytes {
        noted.planner.contest(for: $0, by: candidate.id)
      }
      if let lost { domains[index].findings = [lost] }
      domains[index].claims = claims
    }
    return nil
  }

  private func isNamed(_ domain: Domain, _ name: Range<Int>) -> Bool {
    domain.isWanted && notepad.names[domain.name] == notepad.names[name]
  }
}
