internal import Pipeline

/// Judges one domain by itself: its name, the lists, the policies. What depends on other
/// organizations and on licences comes later.
struct DomainRules: Sendable {
  /// What the rules say of one domain.
  struct Verdict: Sendable, Equatable {
    /// The normalized name; nil where it is no name.
    var name: DomainName?
    /// Why it is not imported; empty where nothing speaks against it.
    var findings: [Finding] = []
    /// What a person should look at before it is sent.
    var warning: Reason?
  }

  /// The lists.
  let lists: DomainLists
  /// The policy for `.gov`.
  let gov: PipelineFile.Validation.Policy
  /// The policy for what is on the government lists.
  let otherGovernment: PipelineFile.Validation.Policy

  /// The verdict on a name as it stands in IT Glue.
  func verdict(on given: String) -> Verdict {
    let name: DomainName
    do {
      name = try DomainName(given)
    } catch {
      return Verdict(findings: [Finding(.invalidDomain, error.text)])
    }
    var verdict = Verdict(name: name)
    judgeGovernment(name, &verdict)
    let listed: [(Reason, DomainList)] = [
      (.sensitiveDomain, lists.sensitive), (.freeMail, lists.freeMail),
      (.sharedHost, lists.sharedHosts),
    ]
    for (reason, list) in listed {
      guard let entry = list.match(name) else { continue }
      verdict.findings.append(Finding(reason, "listed as \(entry.text) in \(entry.file)"))
    }
    return verdict
  }

  // One policy speaks for one domain: a .gov on a list is still a .gov.
  private func judgeGovernment(_ name: DomainName, _ verdict: inout Verdict) {
    if name.text.utf8.reversed().starts(with: ".gov".utf8.reversed()) {
      apply(gov, .govDomain, "the policy for .gov is \(gov.rawValue)", &verdict)
    } else if let entry = lists.government.match(name) {
      let policy = otherGovernment
      apply(
        policy, .governmentPolicy,
        "listed as \(entry.text) in \(entry.file), the policy is \(policy.rawValue)", &verdict)
    }
  }

  private func apply(
    _ policy: PipelineFile.Validation.Policy, _ reason: Reason, _ evidence: String,
    _ verdict: inout Verdict
  ) {
    switch policy {
    case .block: verdict.findings.append(Finding(reason, evidence))
    case .warn: verdict.warning = reason
    case .allow: break
    }
  }
}
