package import Pipeline
internal import Transform

/// Finds an organization, or the organizations of a domain, in the files of a run.
package struct TraceReader {
  private let run: RunDirectory
  private let sheet: SheetOfRun?
  private let query: Query
  /// So many organizations are told of at most.
  private static let most = 20

  /// - Parameters:
  ///   - query: A name, an IT Glue id, or a domain.
  ///   - mapping: The mapping of the run's pipeline file, where it can be read.
  package init(_ query: String, in run: RunDirectory, mapping: PipelineFile.Mapping?) {
    self.run = run
    self.query = Query(query)
    sheet = mapping.flatMap { SheetOfRun($0, of: run) }
  }

  /// The ways of those that were found: of the name to the letter, or where there is none of the names
  /// that have it in them.
  ///
  /// - Throws: ``TraceError``; `FileError`, `JSONLinesError`.
  package func read() throws -> [Trace] {
    let resources = try ExtractTrace(run)
    var exact: [Candidate] = []
    var near: [Candidate] = []
    let candidates = run.file("candidates.jsonl", of: .transform)
    if FileBytes.size(of: candidates) != nil {
      try JSONLines.read(Candidate.self, from: candidates) { candidate in
        if query.means(candidate) {
          exact.append(candidate)
        } else if near.count < Self.most, query.isPart(of: candidate.name) {
          near.append(candidate)
        }
      }
    }
    let found = exact.isEmpty ? near : exact
    let orphans = try orphans(besides: found)
    guard !found.isEmpty || !orphans.isEmpty else {
      throw TraceError(query: query.text, run: run.id)
    }
    return try found.prefix(Self.most).map { try trace(of: $0, resources) } + orphans
  }

  private func trace(of candidate: Candidate, _ resources: ExtractTrace) throws -> Trace {
    var trace = Trace(id: candidate.id, name: candidate.name)
    trace.steps.append(
      Trace.Step(stage: StageName.extract.rawValue, lines: try resources.lines(for: candidate)))
    trace.steps.append(
      Trace.Step(stage: StageName.transform.rawValue, lines: mapped(candidate)))
    let decision = try DecisionTrace(run, id: candidate.id)
    if !decision.lines.isEmpty {
      trace.steps.append(
        Trace.Step(stage: StageName.validate.rawValue, lines: decision.lines))
    }
    if !decision.results.isEmpty {
      trace.steps.append(Trace.Step(stage: StageName.load.rawValue, lines: decision.results))
    }
    return trace
  }

  /// What the spreadsheet gave.
  private func mapped(_ candidate: Candidate) -> [String] {
    var lines: [String] = []
    if let number = candidate.mappingRow {
      lines.append(sheet?.match(of: number, with: candidate) ?? "row \(number) of the spreadsheet")
      lines.append(
        value(.employeeCount, candidate.employeeCountGiven, candidate.employeeCount, candidate))
      lines.append(value(.industry, candidate.industryGiven, candidate.industry, candidate))
      if let priority = candidate.priority { lines.append("Priority \(priority)") }
    } else {
      lines.append("no row of the spreadsheet")
    }
    for domain in candidate.domains {
      if let cell = domain.addedBy { lines.append("\(domain.name): added by \(cell)") }
      if let cell = domain.leftOutBy { lines.append("\(domain.name): left out by \(cell)") }
    }
    if !candidate.selected { lines.append("not selected") }
    lines += candidate.findings.map { finding in
      finding.detail.isEmpty
        ? finding.reason.rawValue : "\(finding.reason.rawValue): \(finding.detail)"
    }
    return lines
  }

  private func value(
    _ column: Column, _ given: String?, _ value: String?, _ candidate: Candidate
  ) -> String {
    if candidate.defaulted.contains(column.key) {
      return "\(column.title) \(value ?? ""): a default of the pipeline file"
    }
    let place = candidate.mappingRow.flatMap { sheet?.place(of: column, inRow: $0) } ?? "its cell"
    let read = given.map { "“\($0)” in \(place)" } ?? "nothing in \(place)"
    return "\(column.title): \(read) → \(value ?? "no value")"
  }

  /// Domains whose organization is not in the list.
  private func orphans(besides found: [Candidate]) throws -> [Trace] {
    let file = run.file("orphans.jsonl", of: .transform)
    guard found.isEmpty, FileBytes.size(of: file) != nil else { return [] }
    var traces: [Trace] = []
    try JSONLines.read(OrphanDomain.self, from: file) { orphan in
      guard traces.count < Self.most, query.means(orphan) else { return }
      var trace = Trace(
        id: orphan.organizationID, name: orphan.organization ?? "no organization")
      trace.steps.append(
        Trace.Step(
          stage: StageName.transform.rawValue,
          lines: ["\(orphan.name) (domain \(orphan.id)): its organization is not in IT Glue's list"]
        ))
      let decision = try DecisionTrace(run, id: orphan.organizationID, domain: orphan.name)
      trace.steps.append(Trace.Step(stage: StageName.validate.rawValue, lines: decision.lines))
      traces.append(trace)
    }
    return traces
  }
}

/// Nothing of that name is in a run.
package struct TraceError: Failure, Equatable {
  let query: String
  let run: String

  package var kind: FailureKind { .usage }
  package var message: String { "\(run) has no organization or domain “\(query)”" }
  package var remedy: String? {
    "give a name, an IT Glue id or a domain; `glueport report --format csv` lists all of them"
  }
}
