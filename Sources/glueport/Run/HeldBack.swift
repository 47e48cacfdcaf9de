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

  /// How many, and what to do: a line for each reason where somebody has asked for some of them,
  /// otherwise one for all.
  ///
  /// - Parameter run: How the run is named on the command line.
  func lines(for selection: RetrySelection, run: String) -> [String] {
    guard selection != RetrySelection() else {
      let all = counts.values.reduce(into: (0, 0)) { sum, count in
        sum.0 += count.organizations
        sum.1 += count.domains
      }
      return counts.isEmpty
        ? []
        : [
          "\(Self.words(all)) were held back before load, and are not sent:"
            + " `glueport report \(run)` says what to mend"
        ]
    }
    return counts.sorted { $0.key < $1.key }.map { reason, count in
      "\(reason.rawValue): \(Self.words(count)) were held back before load; \(reason.remedy),"
        + " then `glueport run PIPELINE`"
    }
  }

  private static func words(_ count: (organizations: Int, domains: Int)) -> String {
    func number(_ count: Int, _ noun: String) -> String? {
      count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    return [number(count.organizations, "organization"), number(count.domains, "domain")]
      .compactMap { $0 }.joined(separator: " and ")
  }
}
