internal import FoundationEssentials
package import Pipeline
internal import Report

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
    refresh: (RunDirectory, RunRecord, PipelineFile) -> Void
  ) async throws {
    var partners: [PartnerSummary] = []
    for partner in fleet.partners {
      try Task.checkCancellation()
      var summary: Summary?
      var problem: String?
      do {
        let pipeline = try PipelineFile(
          file: partner.pipeline, environment: partner.environment(over: environment))
        if let (run, record) = Self.newestRun(of: pipeline, since: since) {
          refresh(run, record, pipeline)
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
    of pipeline: PipelineFile, since: String?
  ) -> (RunDirectory, RunRecord)? {
    RunDirectory.all(in: pipeline.runs).compactMap { run in
      (try? JSONFile.read(RunRecord.self, from: run.record)).map { (run, $0) }
    }
    .filter { _, record in
      // As ids have it: without its hyphens and colons.
      record.name == pipeline.name
        && record.started.filter { $0 != "-" && $0 != ":" } >= since ?? ""
    }
    .max { $0.1.started < $1.1.started }
  }

  /// How many partners stand in this way.
  package func count(_ standing: PartnerSummary.Standing) -> Int {
    partners.count { $0.standing == standing }
  }

  /// The organizations of all partners.
  package var counts: FleetCounts { partners.compactMap(\.counts).reduce(FleetCounts(), +) }

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
