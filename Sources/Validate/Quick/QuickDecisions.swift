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
    } quick: { line, place in
      // Whoever lengthened the file meanwhile finds that the counts do not add up.
      let way = place < noted.ways.count ? noted.ways[place] : .long
      guard way != .long, plain.read(line, noted.judge) else { return false }
      scratch.judged.clear()
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
    var judged = JudgedDomains()
    var refusals = KnownRefusals()
  }

  /// False where the long way has to be gone; nothing is written then.
  private mutating func decide(
    _ candidate: borrowing PlainCandidate, _ noted: NotedCandidates, _ way: QuickNotes.Way,
    _ shortage: Shortage.Extent, _ scratch: inout Scratch
  ) -> Bool {
    guard noted.planner.scope == .all else { return false }
    if !candidate.findings.isEmpty || candidate.domains.isEmpty {
      return refuse(candidate, noted, &scratch)
    }
    guard shortage != .begun, candidate.employeeCount != nil, candidate.industry != nil else {
      return false
    }
    if case .clean(let first) = way {
      decideClean(candidate, noted, firstClaim: Int(first), shortage, &scratch)
      return true
    }
    guard scratch.judged.judge(candidate, noted) else { return false }
    if way == .contested, let refusal = scratch.judged.weigh(candidate, noted) {
      write(refusal, of: candidate, scratch.judged.domains)
      return true
    }
    let wanted = scratch.judged.domains.count(where: \.isWanted)
    if wanted == 0 || shortage == .complete {
      refuse(candidate, forWantOf: wanted, noted, &scratch)
      return true
    }
    write(planOf: candidate, licences: wanted) {
      $0.list(scratch.judged.domains.lazy.filter(\.isWanted)) { domain, writer in
        scratch.judged.withName(of: domain) {
          Self.write(domain: $0, given: domain.given, domain.claims, to: &writer)
        }
      }
    }
    for domain in scratch.judged.domains {
      if let refusal = Refusal(domain.findings) { write(refusal, domain.given, of: candidate) }
    }
    end(.planned(licences: wanted))
    return true
  }

  /// Decides on a candidate against which nothing speaks, whose domains nobody else wants: their names
  /// are known from the claims.
  private mutating func decideClean(
    _ candidate: borrowing PlainCandidate, _ noted: NotedCandidates, firstClaim: Int,
    _ shortage: Shortage.Extent, _ scratch: inout Scratch
  ) {
    let wanted = candidate.domains.count
    if shortage == .complete {
      scratch.judged.addWanted(candidate.domains)
      refuse(candidate, forWantOf: wanted, noted, &scratch)
      return
    }
    write(planOf: candidate, licences: wanted) {
      $0.list(candidate.domains.indices) { index, writer in
        noted.planner.claims.withName(of: firstClaim + index) {
          Self.write(domain: $0, given: candidate.domains[index], nil, to: &writer)
        }
      }
    }
    end(.planned(licences: wanted))
  }

  /// Refuses a candidate of whose domains none is planned: no licence is left for those that it wants.
  private mutating func refuse(
    _ candidate: borrowing PlainCandidate, forWantOf wanted: Int, _ noted: NotedCandidates,
    _ scratch: inout Scratch
  ) {
    let want = scratch.refusals.refusal(forWantOf: wanted, noted.planner)
    let whole = scratch.refusals.refusal(
      forAll: scratch.judged.domains.map { Refusal($0.findings)?.reason ?? want.reason })
    write(whole, nil, of: candidate)
    for domain in scratch.judged.domains {
      write(Refusal(domain.findings) ?? want, domain.given, of: candidate)
    }
    end(wanted == 0 ? .refused : .short(wanted: wanted), organization: whole.reason)
  }

  /// Refuses a candidate because of what transform found, or because it has no domain.
  private mutating func refuse(
    _ candidate: borrowing PlainCandidate, _ noted: NotedCandidates, _ scratch: inout Scratch
  ) -> Bool {
    guard let known = scratch.refusals.refusal(of: candidate) else { return false }
    // Of one that is left out no domain is judged.
    if known.leavesOut {
      scratch.judged.addWanted(candidate.domains)
    } else {
      scratch.judged.addRefused(candidate, noted)
    }
    write(known.refusal, of: candidate, scratch.judged.domains)
    return true
  }

  /// Refuses a candidate as a whole, each domain for what speaks against it besides.
  private mutating func write(
    _ refusal: Refusal, of candidate: borrowing PlainCandidate, _ domains: [JudgedDomains.Domain]
  ) {
    write(refusal, nil, of: candidate)
    for domain in domains {
      write(
        domain.isWanted ? refusal : refusal.with(domain.findings), domain.given, of: candidate)
    }
    end(.refused, organization: refusal.reason)
  }

  /// Writes the line of a planned candidate, its domains by `domains`.
  private mutating func write(
    planOf candidate: borrowing PlainCandidate, licences: Int, _ domains: (inout JSONWriter) -> Void
  ) {
    plan.object {
      $0.field("action", PlanLine.Action.create.rawValue)
      $0.key("domains")
      domains(&$0)
      $0.field("employee_count", utf8OrNull: candidate.employeeCount)
      $0.field("id", candidate.id)
      $0.field("industry", utf8OrNull: candidate.industry)
      $0.field("licences", licences)
      $0.field("name", utf8: candidate.name)
    }
    plan.endLine()
  }

  /// Writes a domain of the plan.
  private static func write(
    domain name: UnsafeRawBufferPointer, given: UnsafeRawBufferPointer, _ claims: [String]?,
    to writer: inout JSONWriter
  ) {
    writer.object {
      if let claims { $0.field("claims", claims) }
      if !name.elementsEqual(given) { $0.field("given", utf8: given) }
      $0.field("name", utf8: name)
    }
  }

  private mutating func write(
    _ refusal: Refusal, _ domain: UnsafeRawBufferPointer?, of candidate: borrowing PlainCandidate
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
