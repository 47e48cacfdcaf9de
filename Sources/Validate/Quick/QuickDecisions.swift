internal import Pipeline
internal import QuickJSON

/// What becomes of the candidates of a piece: lines that are ready to be written where the licences
/// reach.
struct QuickDecisions: Sendable {
  /// A candidate.
  enum Decision: Sendable {
    // Indirect, for it is large and few are of it.
    indirect case long(Judged)
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
    // What is in the one is not in the other.
    plan = JSONWriter(capacity: piece.length / 2)
    unimported = JSONWriter(capacity: piece.length / 2)
    let rules = noted.judge.rules
    var plain = PlainCandidate()
    var scratch = Scratch()
    try piece.forEach(Candidate.self) { candidate, place in
      addLong(candidate, place, rules)
    } written: { line, place in
      // Whoever lengthened the file meanwhile finds that the counts do not add up.
      let way = place < noted.ways.count ? noted.ways[place] : .long
      guard way != .long, plain.read(line, noted.judge) else { return false }
      scratch.clear()
      return decide(plain, noted, way, shortage, &scratch)
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
  /// What is kept between the candidates of a piece, so that it need not be made for each.
  private struct Scratch {
    var notepad = QuickJudge.Notepad()
    var refusals = KnownRefusals()
    /// The domains of a candidate.
    var domains: [JudgedDomain] = []

    mutating func clear() {
      notepad.names.removeAll(keepingCapacity: true)
      domains.removeAll(keepingCapacity: true)
    }

    func hasName(of domain: JudgedDomain, at name: Range<Int>) -> Bool {
      domain.isWanted && notepad.names[domain.name] == notepad.names[name]
    }
  }

  /// A domain of a candidate.
  private struct JudgedDomain {
    /// The name as IT Glue has it, in UTF-8.
    let given: UnsafeRawBufferPointer
    /// Where the normalized name of a clean one is in the notepad.
    var name = 0..<0
    /// What speaks against it.
    var findings: [Finding] = []
    /// Who else wants it.
    var claims: [String]?

    var isWanted: Bool { findings.isEmpty }
  }

  /// False where the long way has to be gone; nothing is written then.
  private mutating func decide(
    _ candidate: PlainCandidate, _ noted: NotedCandidates, _ way: QuickNotes.Way,
    _ shortage: Shortage.Extent, _ scratch: inout Scratch
  ) -> Bool {
    guard noted.planner.scope == .all else { return false }
    if !candidate.findings.isEmpty || candidate.domains.isEmpty {
      return refuse(candidate, noted, &scratch)
    }
    guard shortage != .begun, let employeeCount = candidate.employeeCount,
      let industry = candidate.industry,
      judge(candidate, noted, isClean: way == .clean, &scratch)
    else { return false }
    if way == .contested, let refusal = weigh(candidate, noted, &scratch) {
      write(refusal, of: candidate, scratch.domains)
      return true
    }
    let wanted = scratch.domains.count(where: \.isWanted)
    if wanted == 0 || shortage == .complete {
      let refusals = scratch.domains.map {
        Refusal($0.findings) ?? noted.planner.refusal(forWantOf: wanted)
      }
      let whole = Planner.nothingLeft(refusals.map(\.reason), ofLinked: false)
      write(whole, nil, of: candidate)
      for (domain, refusal) in zip(scratch.domains, refusals) {
        write(refusal, domain.given, of: candidate)
      }
      end(wanted == 0 ? .refused : .short(wanted: wanted), organization: whole.reason)
      return true
    }
    plan.object {
      $0.field("action", PlanLine.Action.create.rawValue)
      $0.field("domains", scratch.domains.lazy.filter(\.isWanted)) { domain, writer in
        scratch.notepad.names[domain.name].withUnsafeBytes { name in
          writer.object {
            if let claims = domain.claims { $0.field("claims", claims) }
            if !name.elementsEqual(domain.given) { $0.field("given", utf8: domain.given) }
            $0.field("name", utf8: name)
          }
        }
      }
      $0.field("employee_count", utf8: employeeCount)
      $0.field("id", candidate.id)
      $0.field("industry", utf8: industry)
      $0.field("licences", wanted)
      $0.field("name", utf8: candidate.name)
    }
    plan.endLine()
    for domain in scratch.domains {
      if let refusal = Refusal(domain.findings) { write(refusal, domain.given, of: candidate) }
    }
    end(.planned(licences: wanted))
    return true
  }

  /// Judges the domains of a candidate; false where the long way has to be gone.
  private func judge(
    _ candidate: PlainCandidate, _ noted: NotedCandidates, isClean: Bool,
    _ scratch: inout Scratch
  ) -> Bool {
    // Of several that become one, the first tells what speaks against all.
    if noted.judge.rules.domainRules.rollsUp { return false }
    for given in candidate.domains {
      let verdict = noted.judge.verdict(
        on: given, of: candidate.id, isKnownClean: isClean, &scratch.notepad)
      switch verdict {
      case .clean(let name):
        if scratch.domains.contains(where: { scratch.hasName(of: $0, at: name) }) { return false }
        scratch.domains.append(JudgedDomain(given: given, name: name))
      case .refused(let findings):
        scratch.domains.append(JudgedDomain(given: given, findings: findings))
      case .special: return false
      }
    }
    return true
  }

  /// Weighs a candidate against those that have its title or want its domains.
  ///
  /// - Returns: Why it is refused as a whole, where it is.
  private func weigh(
    _ candidate: PlainCandidate, _ noted: NotedCandidates, _ scratch: inout Scratch
  ) -> Refusal? {
    // Who wants nothing takes no title.
    guard scratch.domains.contains(where: \.isWanted) else { return nil }
    let id = candidate.id.description
    let title = String(decoding: candidate.name, as: UTF8.self)
    if let finding = noted.planner.sharedTitle(of: id, titled: title) {
      return Refusal(finding.reason, finding.detail)
    }
    for index in scratch.domains.indices where scratch.domains[index].isWanted {
      let name = String(
        decoding: scratch.notepad.names[scratch.domains[index].name], as: UTF8.self)
      let (finding, claims) = noted.planner.contest(for: name, by: id)
      if let finding { scratch.domains[index].findings = [finding] }
      scratch.domains[index].claims = claims
    }
    return nil
  }

  /// Refuses a candidate because of what transform found, or because it has no domain.
  private mutating func refuse(
    _ candidate: PlainCandidate, _ noted: NotedCandidates, _ scratch: inout Scratch
  ) -> Bool {
    guard let known = scratch.refusals.refusal(of: candidate) else { return false }
    for given in candidate.domains {
      var judged = JudgedDomain(given: given)
      // Of one that is left out no domain is judged. Nobody asks what else is to be said of what is
      // refused anyway.
      if !known.leavesOut,
        case .refused(let findings) = noted.judge.verdict(
          on: given, of: candidate.id, &scratch.notepad)
      {
        judged.findings = findings
      }
      scratch.domains.append(judged)
    }
    write(known.refusal, of: candidate, scratch.domains)
    return true
  }

  /// Refuses a candidate as a whole, each domain for what speaks against it besides.
  private mutating func write(
    _ refusal: Refusal, of candidate: PlainCandidate, _ domains: [JudgedDomain]
  ) {
    write(refusal, nil, of: candidate)
    for domain in domains {
      write(
        domain.isWanted ? refusal : refusal.with(domain.findings), domain.given, of: candidate)
    }
    end(.refused, organization: refusal.reason)
  }

  private mutating func write(
    _ refusal: Refusal, _ domain: UnsafeRawBufferPointer?, of candidate: PlainCandidate
  ) {
    unimported.object {
      $0.field("detail", refusal.detail)
      $0.field("domain", utf8OrNull: domain)
      $0.field("organization", utf8: candidate.name)
      $0.field("organization_id", candidate.id)
      $0.field("reason", refusal.reason.rawValue)
      $0.field("status", refusal.reason.status.rawValue)
    }
    unimported.endLine()
    if domain != nil { domains.append(refusal.reason) }
  }
}
