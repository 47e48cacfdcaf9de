internal import FoundationEssentials
package import Pipeline

/// Makes the summary of a run from the files of its stages, as far as it has got.
package struct SummaryReader {
  private let run: RunDirectory
  private var summary: Summary
  private var found: [Reason: Found] = [:]
  /// How many the results tell of.
  private var told = Summary.Counts()
  private static let exampleLimit = 3

  private struct Found {
    var status: Status
    var counts = Summary.Counts()
    var examples: [String] = []
  }

  /// Reads a run.
  ///
  /// - Throws: `FileError`, `JSONLinesError`, `JSONFileError`.
  package static func read(_ run: RunDirectory, record: RunRecord) throws -> Summary {
    var reader = SummaryReader(run: run, record: record)
    try reader.readAll()
    return reader.summary
  }

  private init(run: RunDirectory, record: RunRecord) {
    self.run = run
    summary = Summary(record: record, directory: run.url.path)
  }

  private mutating func readAll() throws {
    if let extract = try finished(.extract) {
      summary.total = Summary.Counts(
        organizations: extract.counts["organizations"] ?? 0,
        domains: extract.counts["domains"] ?? 0)
      summary.proofs = ["organizations", "domains"].compactMap {
        ExtractProof($0, counts: extract.counts)
      }
      countLeftOut()
    }
    if try finished(.validate) != nil {
      try readPlan()
      try readUnimported()
    }
    summary.isByHand = try run.readCheckpoint(of: .load)?.isByHand ?? false
    // The results of a load under way are those of its last end.
    let results = run.file("results.jsonl", of: .load)
    if FileBytes.size(of: results) != nil {
      let planned = summary.planned
      try readResults()
      // Of a load that stopped on the way.
      summary.planned = planned.flatMap { rest(of: $0) }
    }
    let byWeight = found.sorted { left, right in
      let (one, two) = (left.value.counts, right.value.counts)
      return one.organizations != two.organizations
        ? one.organizations > two.organizations
        : one.domains != two.domains ? one.domains > two.domains : left.key < right.key
    }
    summary.reasons = byWeight.map { reason, found in
      Summary.ReasonCount(
        reason: reason, status: found.status, counts: found.counts, examples: found.examples)
    }
  }

  /// Those that IT Glue's own filters left out have no line anywhere, and are not selected all the
  /// same.
  private mutating func countLeftOut() {
    let count = summary.proofs.flatMap(\.leftOut.values).reduce(0, +)
    guard count > 0 else { return }
    summary.total.organizations += count
    summary.statuses[.skipped, default: Summary.Counts()].organizations += count
    found[.notSelected, default: Found(status: .skipped)].counts.organizations += count
  }

  /// What of the plan is not in the results; nil where nothing is.
  private func rest(of planned: Summary.Counts) -> Summary.Counts? {
    let rest = Summary.Counts(
      organizations: planned.organizations - told.organizations,
      domains: planned.domains - told.domains)
    return rest.organizations > 0 ? rest : nil
  }

  private func finished(_ stage: StageName) throws -> Checkpoint? {
    let checkpoint = try run.readCheckpoint(of: stage)
    return checkpoint?.state == .finished ? checkpoint : nil
  }

  private mutating func readPlan() throws {
    let header = try JSONFile.read(PlanHeader.self, from: run.file("plan.json", of: .validate))
    var planned = Summary.Counts()
    var licences = 0
    try JSONLines.read(PlanLine.self, from: run.file("plan.jsonl", of: .validate)) { line in
      planned.organizations += 1
      planned.domains += line.domains.count
      licences += line.licences
      for value in line.defaulted ?? [] { summary.defaulted[value, default: 0] += 1 }
      summary.addedDomains += line.domains.count { $0.addedBy != nil }
    }
    summary.plan = header.digest
    summary.planCreated = header.created
    summary.forecast = header.licences
    summary.planned = planned
    summary.licences = licences
  }

  private mutating func readUnimported() throws {
    let file = run.file("unimported.jsonl", of: .validate)
    try JSONLines.read(UnimportedLine.self, from: file) { line in
      let name = line.organization ?? line.organizationID ?? "no organization"
      count(
        line.status, line.reason, ofDomain: line.domain != nil,
        example: line.domain.map { "\($0) (\(name))" } ?? name)
    }
  }

  private mutating func readResults() throws {
    try JSONLines.read(ResultLine.self, from: run.file("results.jsonl", of: .load)) { line in
      told.organizations += 1
      told.domains += line.domains.count
      if line.attempts > 0, line.domains.contains(where: { $0.status == .unimported }) {
        summary.refusedByLoad += 1
      }
      count(
        line.status, line.reason, ofDomain: false,
        example: line.detail.map { "\(line.name): \($0)" } ?? line.name)
      for domain in line.domains {
        count(
          domain.status, domain.reason, ofDomain: true, example: "\(domain.name) (\(line.name))")
      }
    }
  }

  private mutating func count(
    _ status: Status, _ reason: Reason?, ofDomain: Bool, example: String
  ) {
    Self.add(ofDomain, to: &summary.statuses[status, default: Summary.Counts()])
    guard let reason else { return }
    var entry = found[reason] ?? Found(status: status)
    Self.add(ofDomain, to: &entry.counts)
    if entry.examples.count < Self.exampleLimit, isNews(example, in: entry.examples, ofDomain) {
      entry.examples.append(example)
    }
    found[reason] = entry
  }

  /// An organization and its only domain are one example, not two.
  private func isNews(_ example: String, in examples: [String], _ ofDomain: Bool) -> Bool {
    !ofDomain || !examples.contains { example.hasSuffix("(\($0))") }
  }

  private static func add(_ ofDomain: Bool, to counts: inout Summary.Counts) {
    if ofDomain { counts.domains += 1 } else { counts.organizations += 1 }
  }
}
