internal import FoundationEssentials
package import Pipeline

/// Judges the candidates and makes the plan: what load will send, and for everything else why not.
///
/// `plan.jsonl` is in plan order, the order in which load sends: by Priority, the organizations
/// without one last, otherwise as the candidates stand. `unimported.jsonl` is in the candidates'
/// order, the orphans last. Only candidates with a Priority are held in memory, and of the others
/// the titles and the domains that were planned.
package struct ValidateStage: Stage {
  package let name = StageName.validate
  package let version = 2

  private let validation: PipelineFile.Validation
  private let scope: PlanScope
  private let world: World
  private let time: any TimeSource
  /// Whether the quick way is gone where it can be; the bytes are the same.
  var goesQuick = true
  /// How many bytes of the candidates are read at a time.
  var pieceSize = JSONLines.pieceSize

  /// - Parameters:
  ///   - validation: The rules.
  ///   - scope: Which organizations are planned.
  ///   - world: What Dark Web ID and the ledger hold, read just now.
  ///   - time: Tells when the plan was made.
  package init(
    validation: PipelineFile.Validation, scope: PlanScope = .all, world: World,
    time: any TimeSource
  ) {
    self.validation = validation
    self.scope = scope
    self.world = world
    self.time = time
  }

  /// The digests of what transform wrote, of the list files, the settings, the scope and the world.
  ///
  /// - Throws: ``RunError`` where transform is not done; ``FileError`` where a list is missing.
  package func inputs(of run: RunDirectory) async throws -> [String: String] {
    var inputs: [String: String] = [:]
    for name in ["candidates.jsonl", "orphans.jsonl"] {
      inputs[name] = try run.digest(of: name, from: .transform)
    }
    for kind in PipelineFile.Validation.ListKind.allCases {
      inputs.merge(try validation.digests(of: kind)) { _, new in new }
    }
    inputs["public_suffix_list"] = try PublicSuffixList.digest(validation)
    inputs["settings"] = Digest.of(validation.canonicalText).text
    inputs.merge(scope.digests) { _, new in new }
    inputs["world"] = try PlanFiles.digest(of: world).text
    return inputs
  }

  /// Makes the plan.
  ///
  /// - Throws: ``FileError``, ``JSONLinesError``, ``DomainListError``, ``PublicSuffixListError``,
  ///   ``ExistingOrganizationsError``, ``UnknownOrganizationsError``; `CancellationError`.
  package func perform(in work: StageWork) async throws -> StageResult {
    let run = work.run
    var files = try PlanFiles(run)
    async let lists = DomainLists(validation)
    let suffixes = try PublicSuffixList(validation)
    let rules = DomainRules(validation, lists: try await lists, suffixes: suffixes)
    var planner = Planner(
      rules: OrganizationRules(
        domainRules: rules, world: WorldIndex(world), existing: validation.existing),
      scope: scope, validation.licence, world.licence)
    let intake = try await note(run, &planner)
    let unknown = (scope.only ?? []).subtracting(intake.ids)
    guard unknown.isEmpty else { throw UnknownOrganizationsError(ids: unknown.sorted()) }
    if validation.existing == .fail, !planner.existing.isEmpty {
      throw ExistingOrganizationsError(planner.existing)
    }
    for exception in validation.government.exceptions
    where !intake.ids.contains(exception.organization) {
      work.progress(
        .note("government.exceptions: there is no organization \(exception.organization)"))
    }
    try await decide(run, intake, &planner, &files) { done in
      work.progress(
        .advanced(.validate, unit: "organizations", done: done, total: intake.candidates))
    }
    let orphans = try writeOrphans(run, &files)

    let outputs = try files.finish(
      world: world, licences: planner.demand.forecast, created: time.now().formatted(.iso8601))
    var counts = files.tally.ofStage
    counts["candidates"] = intake.candidates
    counts["domains"] = intake.domains + orphans
    counts["licences_free"] = planner.licences.free
    return StageResult(
      outputs: outputs, counts: counts,
      balances: [
        .init("organizations", into: intake.candidates, out: files.tally.allOrganizations),
        .init("domains", into: intake.domains + orphans, out: files.tally.allDomains),
      ])
  }
}

// MARK: - The two readings

extension ValidateStage {
  /// What the first reading found.
  private struct Intake {
    var candidates = 0
    var domains = 0
    /// The candidates that go before the others.
    var prioritized: [Judged] = []
    /// How each candidate can be gone on with, in their order.
    var ways: [QuickNotes.Way] = []
    /// Those of the organizations that the settings or the scope name that are there.
    var ids: Set<String> = []

    /// Takes the next candidate in.
    mutating func add(
      _ id: @autoclosure () -> String, domains: Int, _ way: QuickNotes.Way, ifIn named: Set<String>
    ) {
      candidates += 1
      self.domains += domains
      ways.append(way)
      if !named.isEmpty, named.contains(id()) { ids.insert(id()) }
    }
  }

  /// The first reading: which titles there are, who wants which domains, who goes first.
  private func note(_ run: RunDirectory, _ planner: inout Planner) async throws -> Intake {
    var intake = Intake()
    let named = Set(validation.government.exceptions.map(\.organization))
      .union(scope.only ?? [])
    let file = run.file("candidates.jsonl", of: .transform)
    let counts = try run.readCheckpoint(of: .transform)?.counts ?? [:]
    // Whatever a checkpoint says, no line is shorter.
    let most = (FileBytes.size(of: file) ?? 0) / 16
    func expected(_ name: String) -> Int { max(0, min(counts[name] ?? 0, most)) }
    planner.reserve(organizations: expected("organizations"), domains: expected("domains"))
    try await JSONLines.readSideBySide(file, pieceSize: pieceSize) {
      [judge = QuickJudge(planner.rules), goesQuick] piece in
      try QuickNotes(piece, judge, goesQuick: goesQuick)
    } take: { notes in
      for (index, note) in notes.notes.enumerated() {
        if case .quick(let plain)? = notes.soon(behind: index) {
          planner.prefetch(plain, of: notes)
        }
        switch note {
        case .long(let judged):
          let candidate = judged.candidate
          intake.add(candidate.id, domains: candidate.domains.count, .long, ifIn: named)
          if planner.note(judged), candidate.priority != nil { intake.prioritized.append(judged) }
        case .refused(let id, let domains):
          intake.add(id.description, domains: domains, .quick, ifIn: named)
        case .quick(let plain):
          let way = planner.note(plain, of: notes, at: intake.candidates)
          intake.add(plain.id.description, domains: plain.domains, way, ifIn: named)
        }
      }
    }
    intake.prioritized.sort {
      ($0.candidate.priority ?? 0, $0.place) < ($1.candidate.priority ?? 0, $1.place)
    }
    return intake
  }

  /// Decides on the prioritized ones, then on the others in a second reading.
  private func decide(
    _ run: RunDirectory, _ intake: Intake, _ planner: inout Planner, _ files: inout PlanFiles,
    advanced: (Int) -> Void
  ) async throws {
    var decided: [Int: [UnimportedLine]] = [:]
    for judged in intake.prioritized {
      let decision = planner.decide(judged)
      if let line = decision.plan { try files.write(line) }
      decided[judged.place] = decision.unimported
    }
    let file = run.file("candidates.jsonl", of: .transform)
    let shortage = Shortage()
    var ways = intake.ways
    for place in planner.contestedPlaces where ways[place] != .long { ways[place] = .contested }
    let noted = NotedCandidates(planner, QuickJudge(planner.rules), ways)
    var done = 0
    try await JSONLines.readSideBySide(file, pieceSize: pieceSize) { piece in
      try QuickDecisions(piece, noted, shortage.extent)
    } take: { decisions in
      try write(decisions, &planner, &files, &decided, shortage)
      done += decisions.count
      advanced(done)
    }
  }

  /// Writes what becomes of the candidates of a piece. What was decided the quick way is written as it
  /// is, many candidates at once, as far as the licences reach.
  private func write(
    _ decisions: QuickDecisions, _ planner: inout Planner, _ files: inout PlanFiles,
    _ decided: inout [Int: [UnimportedLine]], _ shortage: Shortage
  ) throws {
    var ready = 0..<0
    func writeLong(_ judged: Judged) throws {
      if !ready.isEmpty { try files.write(decisions, ready) }
      if let lines = decided.removeValue(forKey: judged.place) {
        for line in lines { try files.write(line) }
        return
      }
      let decision = planner.decide(judged)
      if let line = decision.plan { try files.write(line) }
      for line in decision.unimported { try files.write(line) }
    }
    for index in 0..<decisions.count {
      switch decisions[index] {
      case .refused: ready = ready.lowerBound..<index + 1
      case .planned(let licences) where planner.takeLicences(licences):
        ready = ready.lowerBound..<index + 1
      case .short(let wanted):
        planner.noteWant(wanted)
        ready = ready.lowerBound..<index + 1
      case .planned:
        try writeLong(try decisions.judged(index, by: planner.rules))
        shortage.meet(left: planner.licences.left)
        ready = index + 1..<index + 1
      case .long(let judged):
        try writeLong(judged)
        ready = index + 1..<index + 1
      }
    }
    if !ready.isEmpty { try files.write(decisions, ready) }
    if planner.licences.left == 0 { shortage.meet(left: 0) }
  }

  private func writeOrphans(_ run: RunDirectory, _ files: inout PlanFiles) throws -> Int {
    var count = 0
    try JSONLines.read(OrphanDomain.self, from: run.file("orphans.jsonl", of: .transform)) {
      orphan in
      count += 1
      let reason: Reason
      let detail: String
      switch orphan.organizationID {
      case nil:
        reason = .orphanDomain
        detail = "it names no organization"
      case let id? where orphan.isFiltered == true:
        reason = .notSelected
        detail = "organization \(id) was left out by IT Glue's filter"
      case let id?:
        reason = .orphanDomain
        detail = "IT Glue lists no organization \(id)"
      }
      try files.write(
        UnimportedLine(
          organizationID: orphan.organizationID, organization: orphan.organization,
          domain: orphan.name, reason: reason, detail: detail))
    }
    return count
  }
}

// MARK: - The settings as inputs

extension PipelineFile.Validation {
  /// The settings as a text that is the same where they are the same.
  fileprivate var canonicalText: String {
    let limit =
      switch licence.limit {
      case .account: "account"
      case .number(let number): String(number)
      }
    let exceptions = government.exceptions.map { exception in
      "\(exception.organization) \(exception.gov?.rawValue ?? "-") \(exception.other?.rawValue ?? "-") "
        + exception.reason
    }
    return """
      licence.limit \(limit)
      licence.reserve \(licence.reserve)
      licence.partial \(licence.partial)
      licence.block \(licence.block)
      government.gov \(government.gov.rawValue)
      government.other \(government.other.rawValue)
      government.exceptions \(exceptions)
      domains.roll_up \(domains.rollUp)
      domains.look_alikes \(domains.lookAlikes.rawValue)
      domains.shared_hosts \(domains.sharedHosts.rawValue)
      existing \(existing.rawValue)
      """
  }
}
