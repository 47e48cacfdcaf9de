internal import Pipeline
internal import QuickJSON

/// What becomes of the candidates of a piece, as far as no other has a say in it: lines that are ready
/// to be written where the licences reach.
struct QuickDecisions: Sendable {
  /// A candidate.
  enum Decision: Sendable {
    case long(Judged)
    /// It is planned, and takes so many licences.
    case planned(licences: Int)
    case refused
  }

  /// Where the lines and reasons of a candidate end.
  private struct End {
    var plan = 0
    var unimported = 0
    var organization: Reason?
    var domains = 0
  }

  private let piece: LinePiece
  private var decisions: [Decision] = []
  private var plan = JSONWriter()
  private var unimported = JSONWriter()
  private var domains: [Reason] = []
  private var ends: [End] = []

  /// - Parameters:
  ///   - ways: How each candidate of the file can be gone on with.
  ///   - plans: Whether anything is to be planned the quick way.
  /// - Throws: `JSONLinesError` with the line.
  init(_ piece: LinePiece, _ planner: Planner, _ ways: [QuickNotes.Way], plans: Bool) throws {
    self.piece = piece
    let rules = planner.rules
    var scratch: [UInt8] = []
    try piece.forEach(Candidate.self) { candidate, place in
      addLong(candidate, place, rules)
    } quick: { value, place in
      scratch.removeAll(keepingCapacity: true)
      if ways[place] != .long, let plain = PlainCandidate(value, rules.world),
        decide(plain, planner, isClean: ways[place] == .clean, plans: plans, &scratch)
      {
        return true
      }
      guard let candidate = Candidate(value) else { return false }
      addLong(candidate, place, rules)
      return true
    }
  }

  private mutating func addLong(_ candidate: Candidate, _ place: Int, _ rules: OrganizationRules) {
    decisions.append(.long(Judged(place: place, candidate, by: rules)))
    ends.append(end)
  }

  /// How many candidates there are.
  var count: Int { decisions.count }

  subscript(index: Int) -> Decision { decisions[index] }

  /// A candidate again, judged for the long way.
  ///
  /// - Throws: `JSONLinesError` with the line.
  func judged(_ index: Int, by rules: OrganizationRules) throws -> Judged {
    let place = piece.firstLine - 1 + index
    return Judged(place: place, try piece.record(Candidate.self, at: place), by: rules)
  }

  /// The lines of candidates that follow one another.
  func lines(
    of range: Range<Int>
  ) -> (
    plan: (bytes: ArraySlice<UInt8>, count: Int), unimported: (bytes: ArraySlice<UInt8>, count: Int)
  ) {
    let first = range.lowerBound == 0 ? End() : ends[range.lowerBound - 1]
    let last = ends[range.upperBound - 1]
    var planned = 0
    var refused = 0
    for index in range {
      if case .planned = decisions[index] { planned += 1 }
      if ends[index].organization != nil { refused += 1 }
    }
    return (
      (plan.bytes[first.plan..<last.plan], planned),
      (
        unimported.bytes[first.unimported..<last.unimported],
        refused + last.domains - first.domains
      )
    )
  }

  /// Counts what is written of a candidate.
  func count(_ index: Int, in tally: inout Tally) {
    if case .planned(let licences) = decisions[index] { tally.countCreated(domains: licences) }
    let start = index == 0 ? 0 : ends[index - 1].domains
    tally.count(
      organization: ends[index].organization, domains: domains[start..<ends[index].domains])
  }

  private var end: End {
    End(plan: plan.count, unimported: unimported.count, organization: nil, domains: domains.count)
  }
}

// MARK: - Deciding

extension QuickDecisions {
  /// False where the long way has to be gone; nothing is written then.
  private mutating func decide(
    _ candidate: PlainCandidate, _ planner: Planner, isClean: Bool, plans: Bool,
    _ scratch: inout [UInt8]
  ) -> Bool {
    let judge = QuickJudge(rules: planner.rules)
    if !candidate.findings.isEmpty || candidate.domains.isEmpty {
      return refuse(candidate, planner.scope, judge, &scratch)
    }
    if !plans || planner.isShared(title: FoldedText(utf8: candidate.name)) { return false }
    var wanted: [(given: UnsafeRawBufferPointer, name: Range<Int>)] = []
    var refused: [(given: UnsafeRawBufferPointer, refusal: Refusal)] = []
    for element in candidate.domains {
      guard let domain = PlainDomain(element) else { return false }
      switch judge.verdict(on: domain, of: candidate.id, isKnownClean: isClean, &scratch) {
      case .clean(let name):
        let isTwice = wanted.contains { scratch[$0.name] == scratch[name] }
        if isTwice || scratch[name].withUnsafeBytes(planner.isContested) { return false }
        wanted.append((domain.given, name))
      case .refused(let findings):
        guard let refusal = Refusal(findings) else { return false }
        refused.append((domain.given, refusal))
      case .special: return false
      }
    }
    guard !wanted.isEmpty, let employeeCount = candidate.employeeCount,
      let industry = candidate.industry
    else { return false }
    plan.object {
      $0.field("action", PlanLine.Action.create.rawValue)
      $0.field("domains", wanted) { domain, writer in
        scratch[domain.name].withUnsafeBytes { name in
          writer.object {
            if !name.elementsEqual(domain.given) { $0.field("given", utf8: domain.given) }
            $0.field("name", utf8: name)
          }
        }
      }
      $0.field("employee_count", utf8: employeeCount)
      $0.field("id", candidate.id.description)
      $0.field("industry", utf8: industry)
      $0.field("licences", wanted.count)
      $0.field("name", utf8: candidate.name)
    }
    plan.endLine()
    for domain in refused { write(domain.refusal, domain.given, of: candidate) }
    decisions.append(.planned(licences: wanted.count))
    ends.append(end)
    return true
  }

  private mutating func refuse(
    _ candidate: PlainCandidate, _ scope: PlanScope, _ judge: QuickJudge, _ scratch: inout [UInt8]
  ) -> Bool {
    guard scope == .all, let found = candidate.foundByTransform else { return false }
    let leavesOut = OrganizationRules.leaveOut(found)
    func text(_ value: UnsafeRawBufferPointer?) -> String? {
      value.map { String(decoding: $0, as: UTF8.self) }
    }
    let findings =
      leavesOut
      ? found
      : OrganizationRules.findings(
        of: found, employeeCount: text(candidate.employeeCount), industry: text(candidate.industry),
        hasDomains: !candidate.domains.isEmpty)
    guard let refusal = Refusal(findings) else { return false }
    var lines: [(given: UnsafeRawBufferPointer, refusal: Refusal)] = []
    for element in candidate.domains {
      guard let domain = PlainDomain(element) else { return false }
      if leavesOut {
        lines.append((domain.given, refusal))
        continue
      }
      switch judge.verdict(on: domain, of: candidate.id, &scratch) {
      case .clean: lines.append((domain.given, refusal))
      case .refused(let findings): lines.append((domain.given, refusal.with(findings)))
      // Nobody asks what is to be said of what is refused anyway.
      case .special: lines.append((domain.given, refusal))
      }
    }
    write(refusal, nil, of: candidate)
    for line in lines { write(line.refusal, line.given, of: candidate) }
    decisions.append(.refused)
    var end = self.end
    end.organization = refusal.reason
    ends.append(end)
    return true
  }

  private mutating func write(
    _ refusal: Refusal, _ domain: UnsafeRawBufferPointer?, of candidate: PlainCandidate
  ) {
    unimported.object {
      $0.field("detail", refusal.detail)
      if let domain {
        $0.field("domain", utf8: domain)
      } else {
        $0.field("domain", orNull: nil as String?)
      }
      $0.field("organization", utf8: candidate.name)
      $0.field("organization_id", candidate.id.description)
      $0.field("reason", refusal.reason.rawValue)
      $0.field("status", refusal.reason.status.rawValue)
    }
    unimported.endLine()
    if domain != nil { domains.append(refusal.reason) }
  }
}
