internal import FoundationEssentials
package import Pipeline
package import Report

/// What became of all partners: `glueport fleet summary`.
package struct FleetSummary: Sendable, Equatable {
  /// The partners, in the file's order.
  package let partners: [PartnerSummary]
  /// The begin of the oldest run that counts; nil for any.
  package let since: String?

  /// Reads the newest run of each partner.
  ///
  /// - Parameters:
  ///   - environment: The program's own.
  ///   - since: The begin of the oldest run that counts, as ids have it: `20261130T101500Z`.
  ///   - refresh: Brings the results of a run up to what its ledger knows.
  /// - Throws: `CancellationError`.
  package init(
    of fleet: Fleet, environment: [String: String], since: String? = nil,
    refresh: (RunDirectory, RunRecord) -> Void
  ) async throws {
    let names = Set(fleet.partners.map(\.name))
    var partners: [PartnerSummary] = []
    for partner in fleet.partners {
      try Task.checkCancellation()
      var summary: Summary?
      var problem: String?
      do {
        let pipeline = try PipelineFile(
          file: partner.pipeline, environment: partner.environment(over: environment))
        if let run = Self.newestRun(
          of: partner, among: names, in: pipeline.runs, since: since)
        {
          let record = try JSONFile.read(RunRecord.self, from: run.record)
          refresh(run, record)
          summary = try await SummaryReader.read(run, record: record)
        }
      } catch let failure as any Failure {
        problem = failure.message
      }
      partners.append(PartnerSummary(partner: partner.name, summary: summary, problem: problem))
    }
    self.partners = partners
    self.since = since
  }

  private static func newestRun(
    of partner: Partner, among names: Set<String>, in runs: URL, since: String?
  ) -> RunDirectory? {
    RunDirectory.all(in: runs).first { run in
      let parts = run.id.split(separator: "-", maxSplits: 1).map(String.init)
      return parts.count == 2 && parts[0] >= since ?? ""
        && owner(of: parts[1], among: names) == partner.name
    }
  }

  /// Whose a run is. The second one that begins in one second has a number behind the partner's name,
  /// which another partner's name may have too.
  private static func owner(of name: String, among names: Set<String>) -> String? {
    if names.contains(name) { return name }
    guard let hyphen = name.lastIndex(of: "-"), Int(name[name.index(after: hyphen)...]) != nil
    else { return nil }
    return String(name[..<hyphen])
  }

  /// How many partners stand in this way.
  package func count(_ standing: PartnerSummary.Standing) -> Int {
    partners.count { $0.standing == standing }
  }

  /// How many organizations and domains of all partners have a status.
  package subscript(status: Status) -> Summary.Counts {
    sum { $0[status] }
  }

  /// What is under way, or in doubt.
  package var open: Summary.Counts { sum { $0.open } }

  /// All that was extracted.
  package var total: Summary.Counts { sum(\.total) }

  private func sum(_ counts: (Summary) -> Summary.Counts) -> Summary.Counts {
    partners.compactMap(\.summary).map(counts).reduce(into: Summary.Counts()) {
      $0.organizations += $1.organizations
      $0.domains += $1.domains
    }
  }

  /// What it comes to, in one line.
  package var verdict: String {
    let parts = PartnerSummary.Standing.allCases.compactMap { standing in
      let number = count(standing)
      return number == 0 ? nil : "\(number) \(standing.rawValue)"
    }
    return "\(partners.count.counted("partner")): \(parts.joined(separator: ", "))"
  }
}

// MARK: - For a program

extension FleetSummary: Encodable {
  private struct Entry: Encodable {
    let partner: String
    let standing: String
    let problem: String?
    let summary: Summary?
  }

  private enum CodingKeys: String, CodingKey {
    case partners, since
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(since, forKey: .since)
    try container.encode(
      partners.map {
        Entry(
          partner: $0.partner, standing: $0.standing.rawValue, problem: $0.problem,
          summary: $0.summary)
      }, forKey: .partners)
  }
}
