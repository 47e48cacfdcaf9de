package import Pipeline

/// What became of a run, or what would become of it: counts by status and by reason.
package struct Summary: Codable, Sendable, Equatable {
  /// How many organizations and domains.
  package struct Counts: Codable, Sendable, Equatable {
    package var organizations = 0
    package var domains = 0

    package init(organizations: Int = 0, domains: Int = 0) {
      self.organizations = organizations
      self.domains = domains
    }
  }

  /// One reason, how often it holds, and for whom.
  package struct ReasonCount: Codable, Sendable, Equatable {
    package var reason: Reason
    package var status: Status
    package var counts: Counts
    /// The first few, for a person to recognize.
    package var examples: [String]
  }

  /// The run's id.
  package var run: String
  /// The run's directory.
  package var directory: String
  /// The pipeline file.
  package var pipeline: String
  /// The run's state.
  package var state: RunRecord.State
  /// The digest of the plan, once there is one.
  package var plan: String?
  /// How many organizations were planned at most; nil for all.
  package var first: Int?
  /// The IT Glue ids of the organizations that might be planned; nil for all.
  package var only: [String]?
  /// Why the run ended before its end, where it did.
  package var failure: RunRecord.Failure?
  /// When the run began.
  package var started: String?
  /// When the plan was made.
  package var planCreated: String?
  /// What the plan takes of the licences, and what more of them would bring.
  package var forecast: LicenceForecast?
  /// What would be imported: the plan, or the part of it that a stopped load has not sent.
  package var planned: Counts?
  /// How many domain licences the plan takes.
  package var licences: Int?
  /// How many planned organizations have a value by default, by the value: `industry`.
  package var defaulted: [String: Int]
  /// How many planned domains the spreadsheet added.
  package var addedDomains: Int
  /// How many organizations load was refused, in whole or in part: they can be loaded again.
  package var refusedByLoad: Int
  /// What became of the organizations and domains, by status.
  package var statuses: [Status: Counts]
  /// Why what was not imported was not: first what holds most organizations back, then most domains.
  package var reasons: [ReasonCount]
  /// All that was extracted.
  package var total: Counts
  /// Whether a person does the load, by the vendor's wizard.
  package var isByHand = false
  /// How it is known that this is all there is.
  package var proofs: [ExtractProof]

  enum CodingKeys: String, CodingKey {
    case run, directory, pipeline, state, first, only, failure, started, plan
    case planCreated = "plan_created"
    case forecast = "licence_forecast"
    case isByHand = "by_hand"
    case planned, licences, defaulted
    case addedDomains = "added_domains"
    case refusedByLoad = "refused_by_load"
    case statuses, reasons, total
    case proofs = "extract"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(run, forKey: .run)
    try container.encode(directory, forKey: .directory)
    try container.encode(pipeline, forKey: .pipeline)
    try container.encode(state, forKey: .state)
    try container.encodeIfPresent(first, forKey: .first)
    try container.encodeIfPresent(only, forKey: .only)
    try container.encodeIfPresent(failure, forKey: .failure)
    try container.encode(started, forKey: .started)
    try container.encode(plan, forKey: .plan)
    try container.encodeIfPresent(planCreated, forKey: .planCreated)
    try container.encodeIfPresent(forecast, forKey: .forecast)
    try container.encode(planned, forKey: .planned)
    try container.encode(licences, forKey: .licences)
    try container.encode(defaulted, forKey: .defaulted)
    try container.encode(addedDomains, forKey: .addedDomains)
    try container.encode(refusedByLoad, forKey: .refusedByLoad)
    try container.encode(
      Dictionary(uniqueKeysWithValues: statuses.map { ($0.key.rawValue, $0.value) }),
      forKey: .statuses)
    try container.encode(reasons, forKey: .reasons)
    try container.encode(total, forKey: .total)
    if isByHand { try container.encode(true, forKey: .isByHand) }
    try container.encode(proofs, forKey: .proofs)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    run = try container.decode(String.self, forKey: .run)
    directory = try container.decode(String.self, forKey: .directory)
    pipeline = try container.decode(String.self, forKey: .pipeline)
    state = try container.decode(RunRecord.State.self, forKey: .state)
    first = try container.decodeIfPresent(Int.self, forKey: .first)
    only = try container.decodeIfPresent([String].self, forKey: .only)
    failure = try container.decodeIfPresent(RunRecord.Failure.self, forKey: .failure)
    started = try container.decodeIfPresent(String.self, forKey: .started)
    plan = try container.decodeIfPresent(String.self, forKey: .plan)
    planCreated = try container.decodeIfPresent(String.self, forKey: .planCreated)
    forecast = try container.decodeIfPresent(LicenceForecast.self, forKey: .forecast)
    planned = try container.decodeIfPresent(Counts.self, forKey: .planned)
    licences = try container.decodeIfPresent(Int.self, forKey: .licences)
    defaulted = try container.decodeIfPresent([String: Int].self, forKey: .defaulted) ?? [:]
    addedDomains = try container.decodeIfPresent(Int.self, forKey: .addedDomains) ?? 0
    refusedByLoad = try container.decodeIfPresent(Int.self, forKey: .refusedByLoad) ?? 0
    let named = try container.decode([String: Counts].self, forKey: .statuses)
    statuses = Dictionary(
      uniqueKeysWithValues: named.compactMap { name, counts in
        Status(rawValue: name).map { ($0, counts) }
      })
    reasons = try container.decode([ReasonCount].self, forKey: .reasons)
    total = try container.decode(Counts.self, forKey: .total)
    isByHand = try container.decodeIfPresent(Bool.self, forKey: .isByHand) ?? false
    proofs = try container.decodeIfPresent([ExtractProof].self, forKey: .proofs) ?? []
  }

  init(record: RunRecord, directory: String) {
    run = record.id
    self.directory = directory
    pipeline = record.pipeline
    state = record.state
    first = record.first
    only = record.only
    failure = record.failure
    started = record.started
    defaulted = [:]
    addedDomains = 0
    refusedByLoad = 0
    statuses = [:]
    reasons = []
    total = Counts()
    proofs = []
  }

  /// How many have a status.
  package subscript(status: Status) -> Counts { statuses[status] ?? Counts() }

  /// What is under way, or in doubt.
  package var open: Counts {
    Counts(
      organizations: self[.pending].organizations + self[.unknown].organizations,
      domains: self[.pending].domains + self[.unknown].domains)
  }

  /// Which organizations the plan was limited to; nil for no limit.
  package var scope: String? {
    func few(_ count: Int) -> String { count == 1 ? "organization" : "\(count) organizations" }
    let named = only.map { "the \(few($0.count)) named by --only" }
    guard let first else { return named }
    return named.map { "the first \(first) of \($0)" } ?? "the first \(few(first))"
  }

  /// The exit code that the state of things calls for, errors aside.
  package var exit: Exit {
    let open = open.organizations
    // A finished run with something pending was discarded: nobody follows it any more.
    if state == .unfinished || open > 0 && state != .finished { return .unavailable }
    let unimported = self[.unimported]
    return open + unimported.organizations + unimported.domains > 0 ? .unimported : .done
  }
}
