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
    /// It is refused because no licence is left; it wants so many.
    case short(wanted: Int)
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
  private var plan: JSONWriter
  private var unimported: JSONWriter
  private var domains: [Reason] = []
  private var ends: [End] = []

  /// - Parameters:
  ///   - noted: What was noted of all candidates.
  ///   - shortage: How far the licences have come to an end before this piece.
  /// - Throws: `JSONLinesError` with the line.
  init(_ piece: LinePiece, _ noted: NotedCandidates, _ shortage: Shortage.Extent) throws {
    self.piece = piece
    plan = JSONWriter(capacity: piece.length)
    unimported = JSONWriter(capacity: piece.length)
    let rules = noted.judge.rules
    var scratch: [UInt8] = []
    try piece.forEach(Candidate.self) { candidate, place in
      addLong(candidate, place, rules)
    } quick: { value, place in
      scratch.removeAll(keepingCapacity: true)
      // Whoever lengthened the file meanwhile finds that the counts do not add up.
      let way = place < noted.ways.count ? noted.ways[place] : .long
      if way != .long, let plain = PlainCandidate(value, noted.judge),
        decide(plain, noted, isClean: way == .clean, shortage, &scratch)
      {
        return true
      }
      guard let candidate = Candidate(value) else { return false }
      addLong(candidate, place, rules)
      return true
    }
  }

  private mutating func addLong(_ candidate: Candidate, _ place: Int, _ rules: OrganizationRules) {
    end(.long(Judged(place: place, candidate, by: rules)))
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

  /// Ends what is written of a candidate.
  private mutating func end(_ decision: Decision, organization: Reason? = nil) {
    decisions.append(decision)
    ends.append(
      End(
        plan: plan.count, unimported: unimported.count, organization: organization,
        domains: domains.count))
  }
}

// MARK: - Deciding

extension QuickDecisions {
  /// False where the long way has to be gone; nothing is written then.
  private mutating func decide(
    _ candidate: PlainCandidate, _ noted: NotedCandidates, isClean: Bool,
    _ shortage: Shortage.Extent, _ scratch: inout [UInt8]
  ) -> Bool {
    if !candidate.findings.isEmpty || candidate.domains.isEmpty {
      return refuse(candidate, noted, &scratch)
    }
    if noted.planner.scope != .all || shortage == .begun { return false }
    // Each domain with its name, or with what speaks against it.
    var domains: [(given: UnsafeRawBufferPointer, name: Range<Int>, refusal: Refusal?)] = []
    for element in candidate.domains {
      guard let domain = PlainDomain(element) else { return false }
      switch noted.judge.verdict(on: domain, of: candidate.id, isKnownClean: isClean, &scratch) {
      case .clean(let name):
        let isTwice = domains.contains { $0.refusal == nil && scratch[$0.name] == scratch[name] }
        if isTwice { return false }
        domains.append((domain.given, name, nil))
      case .refused(let findings):
        guard let refusal = Refusal(findings) else { return false }
        domains.append((domain.given, 0..<0, refusal))
      case .special: return false
      }
    }
    let wanted = domains.count { $0.refusal == nil }
    guard wanted > 0, let employeeCount = candidate.employeeCount,
      let industry = candidate.industry
    else { return false }
    if shortage == .complete {
      let refusals = domains.map { $0.refusal ?? noted.planner.refusal(forWantOf: wanted) }
      let whole = Planner.nothingLeft(refusals.map(\.reason), ofLinked: false)
      write(whole, nil, of: candidate)
      for (domain, refusal) in zip(domains, refusals) {
        write(refusal, domain.given, of: candidate)
      }
      end(.short(wanted: wanted), organization: whole.reason)
      return true
    }
    plan.object {
      $0.field("action", PlanLine.Action.create.rawValue)
      $0.field("domains", domains.lazy.filter { $0.refusal == nil }) { domain, writer in
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
      $0.field("licences", wanted)
      $0.field("name", utf8: candidate.name)
    }
    plan.endLine()
    for domain in domains {
      if let refusal = domain.refusal { write(refusal, domain.given, of: candidate) }
    }
    end(.planned(licences: wanted))
    return true
  }

  private mutating func refuse(
    _ candidate: PlainCandidate, _ noted: NotedCandidates, _ scratch: inout [UInt8]
  ) -> Bool {
    guard noted.planner.scope == .all, let found = candidate.foundByTransform else { return false }
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
      switch noted.judge.verdict(on: domain, of: candidate.id, &scratch) {
      case .clean: lines.append((domain.given, refusal))
      case .refused(let findings): lines.append((domain.given, refusal.with(findings)))
      // Nobody asks what is to be said of what is refused anyway.
      case .special: lines.append((domain.given, refusal))
      }
    }
    write(refusal, nil, of: candidate)
    for line in lines { write(line.refusal, line.given, of: candidate) }
    end(.refused, organization: refusal.reason)
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
