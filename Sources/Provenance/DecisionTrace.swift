internal import Pipeline

/// What validate decided about an organization, rule by rule, and what load made of it.
struct DecisionTrace {
  /// What validate decided.
  private(set) var lines: [String] = []
  /// What Dark Web ID answered.
  private(set) var results: [String] = []

  /// - Parameter domain: The only domain that is asked about; nil for all.
  init(_ run: RunDirectory, id: String?, domain: String? = nil) throws {
    let plan = run.file("plan.jsonl", of: .validate)
    guard FileBytes.size(of: plan) != nil else { return }
    try JSONLines.read(PlanLine.self, from: plan) { line in
      guard line.id == id else { return }
      let link = line.uuid.map { " \($0)" } ?? ""
      lines.append("in the plan: \(line.action.text)\(link), licences: \(line.licences)")
      lines += line.domains.flatMap(Self.lines)
    }
    try JSONLines.read(UnimportedLine.self, from: run.file("unimported.jsonl", of: .validate)) {
      line in
      guard line.organizationID == id, domain == nil || line.domain == domain else { return }
      lines += Self.lines(for: line)
    }
    let results = run.file("results.jsonl", of: .load)
    guard FileBytes.size(of: results) != nil else { return }
    try JSONLines.read(ResultLine.self, from: results) { line in
      guard line.id == id else { return }
      self.results.append(Self.words(line.status, line.reason, line.detail))
      if let uuid = line.uuid {
        self.results.append(
          UUIDByHand.isOne(uuid) ? "by hand, in the vendor's wizard" : "\(uuid) in Dark Web ID")
      }
      self.results.append("requests sent that change something: \(line.attempts)")
      self.results += line.domains.map { domain in
        "\(domain.name): \(Self.words(domain.status, domain.reason, domain.detail))"
      }
    }
  }

  private static func lines(for domain: PlanLine.Domain) -> [String] {
    let given = domain.given.map { ", IT Glue has “\($0)”" } ?? ""
    var lines = ["\(domain.name): in the plan\(given)"]
    if let warning = domain.warning { lines.append("  look at it: \(warning.text)") }
    if let exception = domain.exception { lines.append("  let in by an exception: \(exception)") }
    if let claims = domain.claims {
      lines.append("  claimed too by \(claims.joined(separator: ", "))")
    }
    lines.append("  passed: \(domainRules.map(\.rawValue).joined(separator: ", "))")
    return lines
  }

  private static func lines(for line: UnimportedLine) -> [String] {
    let what = line.domain ?? "the organization"
    let detail = line.detail.isEmpty ? "" : ": \(line.detail)"
    var lines = ["\(what): \(line.status.rawValue), \(line.reason.rawValue)\(detail)"]
    guard line.domain != nil, domainRules.contains(line.reason), line.reason != .invalidDomain
    else {
      return lines
    }
    let passed = asked(before: line.reason).filter { rule in
      rule != line.reason && !line.detail.contains("also \(rule.rawValue)")
    }
    lines.append("  passed: \(passed.map(\.rawValue).joined(separator: ", "))")
    return lines
  }

  /// The rules that each domain is judged by, in their order.
  private static let domainRules = Reason.allCases.filter {
    (Reason.invalidDomain...Reason.licenceLimit).contains($0)
  }

  /// The rules that were asked: who else claims a domain only where nothing else speaks against it,
  /// and licences at the very end.
  private static func asked(before reason: Reason) -> [Reason] {
    domainRules.filter { rule in
      switch rule {
      case .licenceLimit: false
      case .duplicateDomain: reason == .licenceLimit
      default: true
      }
    }
  }

  private static func words(_ status: Status, _ reason: Reason?, _ detail: String?) -> String {
    [status.rawValue, reason?.rawValue, detail].compactMap { $0 }.joined(separator: ", ")
  }
}
