package import Pipeline

/// Reads what became of each organization and domain from the files of a run's stages.
///
/// All of them are held in memory: a report sorts and groups them.
package struct DetailsReader {
  private let run: RunDirectory
  private var organizations: [OrganizationDetails] = []
  private var places: [String: Int] = [:]

  /// Reads a run.
  ///
  /// - Throws: `FileError`, `JSONLinesError`, `JSONFileError`.
  package static func read(_ run: RunDirectory, record: RunRecord) throws -> RunDetails {
    var reader = DetailsReader(run: run)
    if try run.readCheckpoint(of: .validate)?.state == .finished { try reader.readAll() }
    return RunDetails(
      summary: try SummaryReader.read(run, record: record), organizations: reader.organizations)
  }

  private init(run: RunDirectory) {
    self.run = run
  }

  private mutating func readAll() throws {
    let candidates = run.file("candidates.jsonl", of: .transform)
    if FileBytes.size(of: candidates) != nil {
      try JSONLines.read(Candidate.self, from: candidates) { add($0) }
    }
    try JSONLines.read(PlanLine.self, from: run.file("plan.jsonl", of: .validate)) { add($0) }
    try JSONLines.read(UnimportedLine.self, from: run.file("unimported.jsonl", of: .validate)) {
      add($0)
    }
    let results = run.file("results.jsonl", of: .load)
    if FileBytes.size(of: results) != nil {
      try JSONLines.read(ResultLine.self, from: results) { add($0) }
    }
  }

  private mutating func add(_ candidate: Candidate) {
    places[candidate.id] = organizations.count
    organizations.append(
      OrganizationDetails(
        id: candidate.id, name: candidate.name, outcome: .skipped,
        employeeCount: candidate.employeeCount ?? candidate.employeeCountGiven,
        industry: candidate.industry ?? candidate.industryGiven, defaulted: candidate.defaulted,
        priority: candidate.priority, row: candidate.mappingRow))
  }

  private mutating func add(_ line: PlanLine) {
    let place = place(of: line.id, named: line.name)
    organizations[place].outcome = .planned
    organizations[place].isListed = true
    organizations[place].action = line.action
    organizations[place].uuid = line.uuid
    organizations[place].domains += line.domains.map { domain in
      DomainDetails(
        name: domain.name, given: domain.given, outcome: .planned, isPlanned: true,
        warning: domain.warning, exception: domain.exception, claims: domain.claims ?? [],
        addedBy: domain.addedBy)
    }
  }

  private mutating func add(_ line: UnimportedLine) {
    let place = place(of: line.organizationID ?? "", named: line.organization)
    let outcome = Outcome(line.status)
    guard let domain = line.domain else {
      organizations[place].isListed = true
      organizations[place].outcome = outcome
      organizations[place].reason = line.reason
      organizations[place].detail = line.detail
      return
    }
    if !organizations[place].isListed {
      if outcome == .unimported { organizations[place].outcome = .unimported }
      organizations[place].reason = line.reason
    }
    organizations[place].domains.append(
      DomainDetails(name: domain, outcome: outcome, reason: line.reason, detail: line.detail))
  }

  private mutating func add(_ line: ResultLine) {
    let place = place(of: line.id, named: line.name)
    organizations[place].outcome = Outcome(line.status)
    organizations[place].uuid = line.uuid ?? organizations[place].uuid
    organizations[place].reason = line.reason
    organizations[place].detail = line.detail ?? ""
    let told = Dictionary(line.domains.map { ($0.name, $0) }) { first, _ in first }
    for index in organizations[place].domains.indices
    where organizations[place].domains[index].isPlanned {
      guard let domain = told[organizations[place].domains[index].name] else { continue }
      organizations[place].domains[index].outcome = Outcome(domain.status)
      organizations[place].domains[index].reason = domain.reason
      organizations[place].domains[index].detail = domain.detail ?? ""
    }
  }

  /// The place of an organization; domains whose organization is not there get one of their own.
  private mutating func place(of id: String, named name: String?) -> Int {
    if let place = places[id] { return place }
    places[id] = organizations.count
    organizations.append(
      OrganizationDetails(
        id: id.isEmpty ? nil : id, name: name ?? (id.isEmpty ? "no organization" : id),
        outcome: .skipped, isListed: false))
    return organizations.count - 1
  }
}
