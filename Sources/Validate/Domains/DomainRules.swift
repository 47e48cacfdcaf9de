internal import Pipeline

/// Judges one domain by itself: its name, the lists, the policies. What depends on other
/// organizations and on licences comes later.
struct DomainRules: Sendable {
  /// What the rules say of one domain.
  struct Verdict: Sendable, Equatable {
    /// The name that would be imported; nil where it is no name.
    var name: DomainName?
    /// Why it is not imported; empty where nothing speaks against it.
    var findings: [Finding] = []
    /// What a person should look at before it is sent.
    var warning: Reason?
    /// Why the organization has a policy of its own, where that lets the domain in.
    var exception: String?

    /// Takes over what a policy makes of a finding.
    mutating func take(_ finding: Finding, by policy: PipelineFile.Validation.Policy) {
      switch policy {
      case .block: findings.append(finding)
      case .warn: warning = min(finding.reason, warning ?? finding.reason)
      case .allow: break
      }
    }
  }

  /// What the quick way says of a name.
  enum QuickVerdict {
    /// Nothing speaks against it, and nothing is to be said of it.
    case clean
    /// It is a .gov, against which this speaks and nothing else.
    case government([Finding])
  }

  private typealias Policy = PipelineFile.Validation.Policy

  private let lists: DomainLists
  private let suffixes: PublicSuffixList
  private let domains: PipelineFile.Validation.Domains
  private let government: PipelineFile.Validation.Government
  private let exceptions: [String: PipelineFile.Validation.Government.Exception]
  /// What speaks against every .gov; empty where that has to be asked for each.
  private var againstGov: [Finding] = []

  init(_ validation: PipelineFile.Validation, lists: DomainLists, suffixes: PublicSuffixList) {
    self.lists = lists
    self.suffixes = suffixes
    domains = validation.domains
    government = validation.government
    exceptions = Dictionary(
      validation.government.exceptions.map { ($0.organization, $0) }
    ) { first, _ in first }
    guard exceptions.isEmpty else { return }
    var verdict = Verdict()
    judgeGov(of: nil, &verdict)
    againstGov = verdict.findings
  }

  /// The verdict on a name as it stands in IT Glue or in the spreadsheet.
  ///
  /// - Parameter organization: The IT Glue id of the organization that has it.
  func verdict(on given: String, of organization: String) -> Verdict {
    let name: DomainName
    do {
      name = try DomainName(given)
    } catch {
      return Verdict(findings: [Finding(.invalidDomain, error.text)])
    }
    var verdict = Verdict(name: name)
    let standing = suffixes.standing(of: name)
    // Most names are on no list, which is seen at one look.
    let isListed = lists.mayMatch(NameHashes(name))
    let reserved = isListed ? lists[.reserved].match(name) : nil
    judge(standing, of: name, reserved, &verdict)
    let government = isListed ? lists[.government].match(name) : nil
    let isGovernment = judgeGovernment(name, government, of: organization, &verdict)
    let shared = isListed ? lists[.sharedHosts].match(name) : nil
    if let shared {
      verdict.take(Finding(.sharedHost, Self.evidence(shared)), by: domains.sharedHosts)
    }
    if domains.rollUp, !isGovernment, shared == nil, let above = Self.registrable(standing) {
      verdict.name = above
    }
    if isListed || verdict.name != name { judgeListed(name, &verdict) }
    if let why = LookAlike.finding(in: name) {
      verdict.take(Finding(.lookAlike, why), by: domains.lookAlikes)
    }
    return verdict
  }

  /// Whether several names may become one.
  var rollsUp: Bool { domains.rollUp }

  /// The verdict on a name the quick way; nil where there is the least doubt.
  ///
  /// - Parameters:
  ///   - name: A normalized name without a label in encoded form, and a NUL byte behind it.
  ///   - met: The public suffixes that were met so far.
  func quickVerdict(
    on name: UnsafeRawBufferPointer, _ met: inout TextTable
  ) -> QuickVerdict? {
    let isGov = Self.isGov(name)
    if domains.rollUp || isGov && againstGov.isEmpty { return nil }
    let hashes = NameHashes(name)
    guard !lists.mayMatch(hashes), suffixes.isBelowSuffix(name, hashes, &met) else { return nil }
    return isGov ? .government(againstGov) : .clean
  }

  private static func isGov(_ name: UnsafeRawBufferPointer) -> Bool {
    name.count >= 4 && name[(name.count - 4)...].elementsEqual(".gov".utf8)
  }

  /// What is on a list under its own name or under the one that would be imported.
  private func judgeListed(_ name: DomainName, _ verdict: inout Verdict) {
    for (kind, reason) in Self.lookedUp {
      guard let entry = lists[kind].match(name) ?? verdict.name.flatMap(lists[kind].match) else {
        continue
      }
      verdict.findings.append(Finding(reason, Self.evidence(entry)))
    }
  }

  /// The lists that have no policy: what is on them is not imported.
  private static let lookedUp: [(PipelineFile.Validation.ListKind, Reason)] = [
    (.sensitive, .sensitiveDomain), (.own, .ownDomain), (.vendors, .vendorDomain),
    (.freeMail, .freeMail), (.disposable, .disposable),
  ]

  private func judge(
    _ standing: PublicSuffixList.Standing, of name: DomainName, _ reserved: DomainList.Entry?,
    _ verdict: inout Verdict
  ) {
    if let entry = reserved {
      verdict.findings.append(Finding(.reservedName, Self.evidence(entry)))
    } else if standing == .suffix {
      verdict.findings.append(Finding(.publicSuffix, "\(name) is a public suffix"))
    } else if standing == .unlisted {
      let top = name.text.split(separator: ".").last ?? ""
      verdict.findings.append(
        Finding(.invalidDomain, "the public suffix list has no ending .\(top)"))
    }
  }

  /// The registered name, where it is another than the name itself and a registry's customer's.
  private static func registrable(_ standing: PublicSuffixList.Standing) -> DomainName? {
    guard case .below(let registrable, isPrivate: false) = standing else { return nil }
    return try? DomainName(registrable)
  }

  /// One policy speaks for one domain: a .gov on a list is still a .gov.
  ///
  /// - Returns: Whether it is a government's.
  private func judgeGovernment(
    _ name: DomainName, _ entry: DomainList.Entry?, of organization: String,
    _ verdict: inout Verdict
  ) -> Bool {
    let own = exceptions[organization]
    if name.text.hasSuffix(".gov") {
      judgeGov(of: own, &verdict)
    } else if let entry {
      apply(
        government.other, own: own?.other, own?.reason, .governmentPolicy,
        "\(Self.evidence(entry)), ", "for governments", &verdict)
    } else {
      return false
    }
    return true
  }

  private func judgeGov(
    of own: PipelineFile.Validation.Government.Exception?, _ verdict: inout Verdict
  ) {
    apply(government.gov, own: own?.gov, own?.reason, .govDomain, "", "for .gov", &verdict)
  }

  private func apply(
    _ general: Policy, own: Policy?, _ why: String?, _ reason: Reason, _ evidence: String,
    _ what: String, _ verdict: inout Verdict
  ) {
    let policy = own ?? general
    var detail = "\(evidence)the policy \(what) is \(policy.rawValue)"
    if own != nil, let why {
      detail += " for this organization: \(why)"
      if policy != .block { verdict.exception = why }
    }
    verdict.take(Finding(reason, detail), by: policy)
  }

  private static func evidence(_ entry: DomainList.Entry) -> String {
    "listed as \(entry.text) in \(entry.file)"
  }
}
