internal import Load
internal import Pipeline

/// What validate held back of that which somebody wants loaded again: it has to be mended, not sent.
struct HeldBack {
  private var counts: [Reason: (organizations: Int, domains: Int)] = [:]
  private var organizations: Set<String> = []

  /// - Throws: `FileError`, `JSONLinesError`.
  init(_ selection: RetrySelection, in run: RunDirectory) throws {
    try JSONLines.read(PlanLine.self, from: run.file("plan.jsonl", of: .validate)) { line in
      organizations.insert(line.id)
    }
    let file = run.file("unimported.jsonl", of: .validate)
    try JSONLines.read(UnimportedLine.self, from: file) { line in
      if let id = line.organizationID { organizations.insert(id) }
      guard line.status == .unimported, selection.takes(line.reason),
        selection.takes(organization: line.organizationID)
      else { return }
      if line.domain == nil {
        counts[line.reason, default: (0, 0)].organizations += 1
      } else {
        counts[line.reason, default: (0, 0)].domains += 1
      }
    }
  }

  /// Refuses organizations that the run does not have.
  ///
  /// - Throws: ``UsageError``.
  func checkOrganizations(_ ids: [String]) throws {
    if let unknown = ids.first(where: { !organizations.contains($0) }) {
      throw UsageError.options("the run has no organization \(unknown)")
    }
  }

  /// A line for each reason: how many, and what to do.
  var lines: [String] {
    counts.sorted { $0.key < $1.key }.map { reason, count in
      "\(reason.rawValue): \(count.organizations) organizations and \(count.domains) domains were"
        + " held back before load; \(reason.remedy), then `glueport run PIPELINE`"
    }
  }
}
