import FoundationEssentials
import Pipeline
import TestSupport

@testable import Report

/// A run whose stages are done, as far as a test says.
struct ReportFixture {
  let folder: TemporaryFolder
  let run: RunDirectory
  var record: RunRecord

  init(_ state: RunRecord.State = .finished) throws {
    folder = try TemporaryFolder()
    run = try RunDirectory.make(at: folder.url.appending(path: "runs/run-1"))
    record = RunRecord(
      id: "run-1", pipeline: folder.url.appending(path: "onboard.yaml").path,
      pipelineDigest: "sha256:1", started: "2026-11-23T10:15:00Z", until: .load)
    record.state = state
  }

  func extracted(organizations: Int, domains: Int) throws {
    try finish(.extract, counts: ["organizations": organizations, "domains": domains])
  }

  func transformed(_ candidates: [Candidate]) throws {
    try write(candidates, "candidates.jsonl", of: .transform)
  }

  func validated(
    _ plan: [PlanLine], _ left: [UnimportedLine], licences: LicenceForecast? = nil
  ) throws {
    try finish(.transform, counts: Self.transformCounts(plan))
    try finish(.validate, counts: Self.validateCounts(plan, left))
    try write(plan, "plan.jsonl", of: .validate)
    try write(left, "unimported.jsonl", of: .validate)
    let header = PlanHeader(
      planDigest: Digest.of("plan").text, worldDigest: Digest.of("world").text,
      created: "2026-11-23T10:16:00Z", counts: [:], licences: licences)
    try JSONFile.write(header, to: run.file("plan.json", of: .validate))
  }

  func loaded(_ results: [ResultLine]) throws {
    try write(results, "results.jsonl", of: .load)
  }

  /// Makes load one that a person does by hand.
  func loadedByHand(_ results: [ResultLine]) throws {
    try FileBytes.makeFolder(run.folder(of: .load))
    let inputs = [Checkpoint.worksheetInput: "sha256:1"]
    try JSONFile.write(
      Checkpoint(stage: .load, stageVersion: 1, inputs: inputs), to: run.checkpoint(of: .load))
    try loaded(results)
  }

  func details() async throws -> RunDetails { try await DetailsReader.read(run, record: record) }

  func summary() async throws -> Summary { try await SummaryReader.read(run, record: record) }

  func text(coloured: Bool = false) async throws -> String {
    let summary = try await summary()
    let next = NextStep.after(
      summary, program: "glueport", run: "run-1", folder: folder.url.path)
    return TextReport(summary, next: next, style: TextStyle(coloured: coloured)).text
  }

  /// What transform counts of which a plan's lines tell: at least as many as are in it.
  private static func transformCounts(_ plan: [PlanLine]) -> [String: Int] {
    let domains = plan.flatMap(\.domains)
    var counts = ["domains_added": domains.count { $0.addedBy != nil }]
    for value in plan.flatMap({ $0.defaulted ?? [] }) {
      counts["defaulted.\(value)", default: 0] += 1
    }
    return counts
  }

  /// What validate counts of its lines.
  private static func validateCounts(
    _ plan: [PlanLine], _ left: [UnimportedLine]
  ) -> [String: Int] {
    var counts = [
      "candidates": plan.count + left.count { $0.domain == nil },
      "planned_organizations": plan.count, "planned_domains": plan.flatMap(\.domains).count,
      "licences": plan.map(\.licences).reduce(0, +),
    ]
    for line in left {
      let what = line.domain == nil ? "organizations" : "domains"
      counts["\(what).\(line.reason.rawValue)", default: 0] += 1
    }
    return counts
  }

  private func finish(_ stage: StageName, counts: [String: Int] = [:]) throws {
    try FileBytes.makeFolder(run.folder(of: stage))
    var checkpoint = Checkpoint(stage: stage, stageVersion: 1, state: .finished, inputs: [:])
    checkpoint.counts = counts
    try JSONFile.write(checkpoint, to: run.checkpoint(of: stage))
  }

  private func write(_ lines: [some Encodable], _ name: String, of stage: StageName) throws {
    try FileBytes.makeFolder(run.folder(of: stage))
    let output = try OutputFile(whole: run.file(name, of: stage))
    for line in lines { try output.write(line, with: JSONLines.encoder()) }
    _ = try output.finish()
  }
}

extension PlanLine {
  static func sample(_ id: String, _ domains: String...) -> PlanLine {
    PlanLine(
      action: .create, id: id, name: "Client \(id)", employeeCount: "1-10", industry: "Legal",
      domains: domains.map { .init(name: $0) }, licences: domains.count)
  }
}

extension UnimportedLine {
  static func sample(_ name: String, _ domain: String?, _ reason: Reason) -> UnimportedLine {
    UnimportedLine(
      organizationID: "9", organization: name, domain: domain, reason: reason, detail: "")
  }
}

extension ResultLine {
  static func sample(
    _ id: String, _ status: Status, _ domains: [Domain], reason: Reason? = nil
  ) -> ResultLine {
    ResultLine(
      id: id, name: "Client \(id)", uuid: "u-\(id)", status: status, reason: reason,
      domains: domains, attempts: 1)
  }
}
