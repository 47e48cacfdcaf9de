internal import Pipeline

/// The one pass that decides what depends on other organizations: titles, domains that several want,
/// licences.
///
/// All candidates must have been noted, in their own order, before the first is decided; they are
/// decided in plan order.
struct Planner {
  /// What becomes of one candidate: it is planned, or one of the lines speaks of it as a whole.
  struct Decision: Equatable {
    /// What load will do.
    var plan: PlanLine?
    /// What load will not do.
    var unimported: [UnimportedLine] = []
  }

  /// What judges each candidate by itself.
  let rules: OrganizationRules
  let scope: PlanScope
  private let partial: Bool
  private var titles = TitleIndex()
  // The first candidate, by the title's number.
  private var titlePlaces: [UInt32] = []
  private var sharedTitles: [Int] = []
  /// Who wants which domains.
  private(set) var claims = Claims()
  /// How many organizations are planned so far.
  private var planned = 0
  private(set) var licences: Licences
  /// What the decided ones wanted of the licences.
  private(set) var demand: LicenceDemand
  /// The noted ones that Dark Web ID has under their title, though nothing else speaks against them.
  private(set) var existing: [Candidate] = []

  init(
    rules: OrganizationRules, scope: PlanScope, _ settings: PipelineFile.Validation.Licence,
    _ account: World.Licence
  ) {
    self.rules = rules
    self.scope = scope
    partial = settings.partial
    demand = LicenceDemand(settings, account, places: scope.first)
    licences = Licences(free: demand.free)
  }

  /// Makes room for so many, where that is known.
  mutating func reserve(organizations: Int, domains: Int) {
    titles.reserve(organizations)
    titlePlaces.reserveCapacity(organizations)
    claims.reserve(organizations: organizations, domains: domains)
  }

  /// Notes a candidate before any is decided.
  ///
  /// - Returns: True where it matters when the candidate is decided; otherwise it is refused
  ///   whatever the others are.
  mutating func note(_ judged: Judged) -> Bool {
    let (candidate, standing) = (judged.candidate, judged.standing)
    if standing.takesTitle {
      let id = candidate.id.withBytes { RecordID(utf8: $0) }
      FoldedText(candidate.name).text.withBytes {
        noteTitle($0, TextTable.hash(of: $0), id: id, place: judged.place)
      }
    }
    if standing.findings.first?.reason == .titleExists, standing.findings.count == 1 {
      existing.append(candidate)
    }
    guard standing.findings.isEmpty else { return false }
    claims.add(
      Claims.Claimant(
        id: candidate.id, name: candidate.name, isThere: standing.target != .create,
        priority: candidate.priority, place: judged.place),
      to: standing.wanted)
    return true
  }

  /// Begins to fetch what a candidate that is noted soon will need, one of these notes.
  ///
  /// It changes nothing, but would otherwise be called on a copy of the planner.
  mutating func prefetch(_ plain: QuickNotes.Plain, of notes: QuickNotes) {
    titles.prefetch(plain.title.hash)
    for name in notes.wanted[plain.wanted] { claims.prefetch(name.hash) }
  }

  /// Notes a candidate that was judged the quick way, one of these notes.
  ///
  /// - Returns: How it can be gone on with, as far as those before have a say.
  mutating func note(
    _ plain: QuickNotes.Plain, of notes: QuickNotes, at place: Int
  ) -> QuickNotes.Way {
    let first = claims.count
    notes.bytes.withUnsafeBytes { bytes in
      func text(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[range])
      }
      let title = plain.title
      noteTitle(text(title.range), title.hash, id: plain.id, place: place)
      claims.add(id: plain.id, name: text(plain.name), place: place)
      for name in notes.wanted[plain.wanted] { claims.claim(text(name.range), name.hash) }
    }
    let isClean = plain.isClean && claims.count == first + plain.wanted.count
    return isClean ? .clean(firstClaim: UInt32(first)) : .quick
  }

  /// The places of the candidates in whom others have a say: those with the title of another one, or
  /// with a domain that another one wants. Some stand there more than once.
  var contestedPlaces: [Int] { claims.contestedPlaces + sharedTitles }

  private mutating func noteTitle(
    _ folded: UnsafeRawBufferPointer, _ hash: TextTable.Hash, id: RecordID, place: Int
  ) {
    let (number, isNew) = titles.add(folded: folded, hash, id: id)
    if isNew {
      titlePlaces.append(UInt32(clamping: place))
    } else {
      sharedTitles.append(Int(titlePlaces[number]))
      sharedTitles.append(place)
    }
  }

  /// Takes the licences of a new organization that is decided on already; false, and nothing is taken,
  /// where they do not reach for all its domains.
  mutating func takeLicences(_ wanted: Int) -> Bool {
    guard licences.granted(wanted, partial: partial) == wanted else { return false }
    demand.add(wanted, isPlannedWithout: false)
    licences.take(wanted)
    planned += 1
    return true
  }

  /// Notes that a new organization wanted so many licences of which none was left.
  mutating func noteWant(_ wanted: Int) { demand.add(wanted, isPlannedWithout: false) }

  /// Decides on a candidate; those before it in plan order have been decided.
  mutating func decide(_ judged: Judged) -> Decision {
    let candidate = judged.candidate
    var standing = judged.standing
    if standing.takesTitle,
      let finding = sharedTitle(of: candidate.id, titled: candidate.name)
    {
      standing.findings.append(finding)
    }
    if let finding = scope.leavesOut(candidate.id, planned: planned) {
      // Fewer may come before it where there are other licences: the forecast has to know of it.
      if standing.findings.isEmpty, scope.names(candidate.id) { _ = take(candidate, standing) }
      standing.findings.insert(finding, at: 0)
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
    let taking = take(candidate, standing)
    var lines: [UnimportedLine] = []
    var reasons: [Reason] = []
    for (domain, findings) in zip(candidate.domains, taking.findings) {
      guard let refusal = Refusal(findings) else { continue }
      if refusal.reason.status == .unimported { reasons.append(refusal.reason) }
      lines.append(candidate.unimported(domain, refusal))
    }
    let domains = taking.planned.compactMap { index in
      line(candidate.domains[index], standing.domains[index], of: candidate)
    }
    guard let (action, uuid) = Self.action(for: standing.target, isEmpty: domains.isEmpty) else {
      let refusal = Self.nothingLeft(reasons, ofLinked: standing.target != .create)
      return Decision(unimported: [candidate.unimported(nil, refusal)] + lines)
    }
    licences.take(domains.count)
    planned += 1
    let plan = PlanLine(
      action: action, id: candidate.id, name: candidate.name,
      employeeCount: candidate.employeeCount ?? "", industry: candidate.industry ?? "",
      domains: domains, licences: domains.count, uuid: uuid,
      defaulted: candidate.defaulted.isEmpty ? nil : candidate.defaulted)
    return Decision(plan: plan, unimported: lines)
  }

  /// What load does; nil where there is nothing to do.
  private static func action(
    for target: OrganizationRules.Target, isEmpty: Bool
  ) -> (PlanLine.Action, uuid: String?)? {
    switch target {
    case .create: isEmpty ? nil : (.create, nil)
    // To link it is worth while even where there is nothing to add.
    case .adopt(let remote): (.adopt, remote.uuid)
    case .add(let remote): isEmpty ? nil : (.addDomains, remote.uuid)
    case .none: nil
    }
  }

  /// Which domains are planned, and what speaks against each of the others.
  private mutating func take(
    _ candidate: Candidate, _ standing: OrganizationRules.Standing
  ) -> (planned: [Int], findings: [[Finding]]) {
    var findings = standing.domains.map(\.findings)
    var wanted: [Int] = []
    var first: [String: Int] = [:]
    var repeated: [(index: Int, of: Int)] = []
    for (index, domain) in standing.domains.enumerated() {
      guard let name = domain.name else { continue }
      if let earlier = first[name.text] {
        repeated.append((index, earlier))
        continue
      }
      first[name.text] = index
      guard findings[index].isEmpty else { continue }
      if let finding = Self.lost(to: rivals(for: name.text), by: candidate.id) {
        findings[index] = [finding]
      } else {
        wanted.append(index)
      }
    }
    let granted = licences.granted(wanted.count, partial: partial)
    demand.add(wanted.count, isPlannedWithout: standing.target.isAdopted)
    for index in wanted[granted...] {
      findings[index].append(
        Finding(.licenceLimit, shortage(wanted.count, granted: granted, left: licences.left ?? 0)))
    }
    for (index, earlier) in repeated {
      // A name that was refused is refused as often as it stands there.
      findings[index] =
        findings[earlier].isEmpty
        ? [Finding(.duplicateDomain, "listed twice for this organization")] : findings[earlier]
    }
    return (Array(wanted[..<granted]), findings)
  }

  /// Those who want a domain where there are several, the one that it goes to first. Organizations
  /// that wait for a person because of their title want nothing.
  private func rivals(for name: UnsafeRawBufferPointer) -> [Claims.Claimant] {
    claims.several(of: name).filter { !titles.several(of: $0.name).contains($0.id) }
  }

  private func rivals(for name: String) -> [Claims.Claimant] {
    name.withBytes { rivals(for: $0) }
  }

  /// What speaks against a new organization because others have its title; nil where none has.
  func sharedTitle(of id: String, titled title: String) -> Finding? {
    let namesakes = titles.several(of: title)
    return namesakes.isEmpty
      ? nil : Finding(.duplicateTitle, Self.named(namesakes, besides: id))
  }

  /// What becomes of a domain that an organization wants: what tells that it goes to another one, or
  /// else who wants it besides, as the plan names them.
  ///
  /// - Parameters:
  ///   - name: The normalized name, in UTF-8.
  ///   - id: The IT Glue id of the organization.
  func contest(
    for name: UnsafeRawBufferPointer, by id: RecordID
  ) -> (lost: Finding?, claims: [String]?) {
    let rivals = rivals(for: name)
    if rivals.isEmpty { return (nil, nil) }
    if let finding = Self.lost(to: rivals, by: id.description) { return (finding, nil) }
    return (nil, Self.claims(of: rivals, besides: id.description))
  }

  /// A domain as the plan has it.
  private func line(
    _ domain: CandidateDomain, _ verdict: DomainRules.Verdict, of candidate: Candidate
  ) -> PlanLine.Domain? {
    guard let name = verdict.name else { return nil }
    return PlanLine.Domain(
      name: name.text, given: name.text == domain.name ? nil : domain.name,
      warning: verdict.warning, exception: verdict.exception,
      claims: Self.claims(of: rivals(for: name.text), besides: candidate.id),
      addedBy: domain.addedBy)
  }

  /// The refusal of each of so many domains that an organization wants where no licence is left.
  func refusal(forWantOf wanted: Int) -> Refusal {
    Refusal(.licenceLimit, shortage(wanted, granted: 0, left: 0))
  }

  private func shortage(_ wanted: Int, granted: Int, left: Int) -> String {
    let free = licences.free ?? 0
    return partial
      ? "\(free) free, \(left - granted) left here"
      : "\(free) free, \(left) left here, \(wanted) needed"
  }
}
