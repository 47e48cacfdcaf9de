internal import FoundationEssentials
package import Pipeline

/// Makes the summary of a run from what its stages counted and wrote, as far as it has got.
package struct SummaryReader {
  private let run: RunDirectory
  private var summary: Summary
  private var counts = OutcomeCounts()
  private var examples = Examples()

  /// Reads a run.
  ///
  /// - Throws: `FileError`, `JSONLinesError`, `JSONFileError`.
  package static func read(_ run: RunDirectory, record: RunRecord) async throws -> Summary {
    // A task of its own, because a run that a signal stopped is told of too.
    try await Task {
      var reader = SummaryReader(run: run, record: record)
      try await reader.readAll()
      return reader.summary
    }.value
  }

  private init(run: RunDirectory, record: RunRecord) {
    self.run = run
    summary = Summary(record: record, directory: run.url.path)
  }

  private mutating func readAll() async throws {
    if let extract = try finished(.extract) {
      summary.total = Summary.Counts(
        organizations: extract.counts["organizations"] ?? 0,
        domains: extract.counts["domains"] ?? 0)
      summary.proofs = ["organizations", "domains"].compactMap {
        ExtractProof($0, counts: extract.counts)
      }
      countLeftOut()
    }
    if let validate = try finished(.validate) {
      try await readPlan(validate)
      try await readLeftOut(validate)
    }
    summary.isByHand = try run.readCheckpoint(of: .load)?.isByHand ?? false
    // The results of a load under way are those of its last end.
    let results = run.file("results.jsonl", of: .load)
    if FileBytes.size(of: results) != nil { try await readResults(results) }
    summary.statuses = counts.statuses
    summary.reasons = counts.reasons.map { reason, found in
      Summary.ReasonCount(
        reason: reason, status: found.status, counts: found.counts, examples: examples[reason])
    }
    .sorted(by: Self.weighsMore)
  }

  private static func weighsMore(
    _ left: Summary.ReasonCount, _ right: Summary.ReasonCount
  ) -> Bool {
    let (one, two) = (left.counts, right.counts)
    return one.organizations != two.organizations
      ? one.organizations > two.organizations
      : one.domains != two.domains ? one.domains > two.domains : left.reason < right.reason
  }

  private func finished(_ stage: StageName) throws -> Checkpoint? {
    let checkpoint = try run.readCheckpoint(of: stage)
    return checkpoint?.state == .finished ? checkpoint : nil
  }

  /// Those that IT Glue's own filters left out have no line anywhere, and are not selected all the
  /// same.
  private mutating func countLeftOut() {
    let count = summary.proofs.flatMap(\.leftOut.values).reduce(0, +)
    summary.total.organizations += count
    counts.count(.skipped, .notSelected, .init(organizations: count))
  }

  private mutating func readPlan(_ validate: Checkpoint) async throws {
    let header = try JSONFile.read(PlanHeader.self, from: run.file("plan.json", of: .validate))
    summary.plan = header.digest
    summary.planCreated = header.created
    summary.forecast = header.licences
    summary.planned = Summary.Counts(
      organizations: validate.counts["planned_organizations"] ?? 0,
      domains: validate.counts["planned_domains"] ?? 0)
    summary.licences = validate.counts["licences"] ?? 0
    guard try hasRemarks else { return }
    var remarks = PlanRemarks()
    try await JSONLines.readSideBySide(run.file("plan.jsonl", of: .validate)) { piece in
      var remarks = PlanRemarks()
      try piece.forEach(PlanRemarks.self) { line, _ in remarks.add(line) }
      return remarks
    } take: {
      remarks.add($0)
    }
    summary.defaulted = remarks.defaulted
    summary.addedDomains = remarks.addedDomains
  }

  /// Whether there is something that the plan's lines alone tell of those that are in it.
  private var hasRemarks: Bool {
    get throws {
      let counts = try run.readCheckpoint(of: .transform)?.counts ?? [:]
      return counts.contains { name, count in
        count > 0 && (name == "domains_added" || name.hasPrefix("defaulted."))
      }
    }
  }

  /// Takes the numbers from the checkpoint; of the lines, which are many, examples are all that is
  /// wanted.
  private mutating func readLeftOut(_ validate: Checkpoint) async throws {
    var leftOut = OutcomeCounts()
    leftOut.count(leftOutBy: validate)
    var rest = leftOut.reasons.mapValues { $0.counts.organizations + $0.counts.domains }
    var examples = self.examples
    let file = run.file("unimported.jsonl", of: .validate)
    try await JSONLines.search(
      UnimportedLine.self, in: file,
      forLinesEndingIn: {
        rest.filter { $0.value > 0 && examples.lacks($0.key) }.map(\.key.endOfLine)
      }
    ) { line in
      rest[line.reason, default: 0] -= 1
      examples.take(line)
    }
    self.examples = examples
    counts.add(leftOut)
  }

  private mutating func readResults(_ file: URL) async throws {
    /// Some lines, and their counts.
    struct Told: Sendable {
      var lines: [ResultLine]
      var counts = OutcomeCounts()
    }
    var all = OutcomeCounts()
    var examples = self.examples
    try await JSONLines.readSideBySide(file) { piece in
      var told = Told(lines: try piece.records(ResultLine.self))
      for line in told.lines { told.counts.count(line) }
      return told
    } take: { told in
      all.add(told.counts)
      for line in told.lines { examples.take(line) }
    }
    self.examples = examples
    counts.add(all)
    summary.refusedByLoad = all.refused
    // Of a load that stopped on the way.
    summary.planned = summary.planned.flatMap { Self.rest(of: $0, without: all.total) }
  }

  /// What of the plan is not in the results; nil where nothing is.
  private static func rest(
    of planned: Summary.Counts, without told: Summary.Counts
  ) -> Summary.Counts? {
    let rest = Summary.Counts(
      organizations: planned.organizations - told.organizations,
      domains: planned.domains - told.domains)
    return rest.organizations > 0 ? rest : nil
  }
}

extension Reason {
  /// How the lines of `unimported.jsonl` end that tell it.
  fileprivate var endOfLine: String {
    #""reason":"\#(rawValue)","status":"\#(status.rawValue)"}"#
  }
}
