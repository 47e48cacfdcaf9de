package import Pipeline

private import struct FoundationEssentials.URL

/// Reads what became of each organization and domain from the files of a run's stages.
///
/// All of them are held in memory: a report sorts and groups them.
package struct DetailsReader {
  private let run: RunDirectory
  private var organizations: [OrganizationDetails] = []
  private var places: [String: Int] = [:]
  /// Lines of one organization stand together.
  private var last: (id: String, place: Int)?

  /// Reads a run.
  ///
  /// - Throws: `FileError`, `JSONLinesError`, `JSONFileError`.
  package static func read(_ run: RunDirectory, record: RunRecord) async throws -> RunDetails {
    // A task of its own, because a run that a signal stopped is told of too.
    try await Task {
      var reader = DetailsReader(run: run)
      if let validate = try run.readCheckpoint(of: .validate), validate.state == .finished {
        let count = validate.counts["candidates"] ?? 0
        reader.organizations.reserveCapacity(count)
        reader.places.reserveCapacity(count)
        try await reader.readAll()
      }
      return RunDetails(
        summary: try await SummaryReader.read(run, record: record),
        organizations: reader.organizations)
    }.value
  }

  private init(run: RunDirectory) {
    self.run = run
  }

  private mutating func readAll() async throws {
    let candidates = run.file("candidates.jsonl", of: .transform)
    if FileBytes.size(of: candidates) != nil {
      try await Self.read(CandidateDetails.self, candidates) { add($0) }
    }
    try await Self.read(PlanDetails.self, run.file("plan.jsonl", of: .validate)) { add($0) }
    try await Self.read(UnimportedLine.self, run.file("unimported.jsonl", of: .validate)) {
      add($0)
    }
    let results = run.file("results.jsonl", of: .load)
    if FileBytes.size(of: results) != nil {
      try await Self.read(ResultLine.self, results) { add($0) }
    }
  }

  private static func read<Line: LineRecord>(
    _ type: Line.Type, _ file: URL, _ add: (Line) -> Void
  ) async throws {
    try await JSONLines.readSideBySide(file) {
      try $0.records(type)
    } take: { lines in
      for line in lines { add(line) }
    }
  }

  private mutating func add(_ candidate: CandidateDetails) {
    guard let id = candidate.organization.id else { return }
    places[id] = organizations.count
    organizations.append(candidate.organization)
  }

  private mutating func add(_ line: PlanDetails) {
    let place = place(of: line.id, named: line.name)
    organizations[place].outcome = .planned
    organizations[place].isListed = true
    organizations[place].action = line.action
    organizations[place].uuid = line.uuid
    organizations[place].domains += line.domains
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
    if let last, last.id == id { return last.place }
    let place = places[id] ?? organizations.count
    if place == organizations.count {
      places[id] = place
      organizations.append(
        OrganizationDetails(
          id: id.isEmpty ? nil : id, name: name ?? (id.isEmpty ? "no organization" : id),
          outcome: .skipped, isListed: false))
    }
    last = (id, place)
    return place
  }
}
