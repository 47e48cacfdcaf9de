import FoundationEssentials
import Pipeline

@testable import Report

/// What a summary says of the lines of a run, told the plain way: every line read by `Codable` in its
/// order, and nothing taken from a checkpoint.
struct PlainSummary {
  var planned = Summary.Counts()
  var licences = 0
  var defaulted: [String: Int] = [:]
  var addedDomains = 0
  var refusedByLoad = 0
  var statuses: [Status: Summary.Counts] = [:]
  var reasons: [Summary.ReasonCount] = []
  private var told = Summary.Counts()

  init(of run: RunDirectory) throws {
    for line: PlanLine in try Self.lines("plan.jsonl", of: .validate, in: run) {
      planned.organizations += 1
      planned.domains += line.domains.count
      licences += line.licences
      for value in line.defaulted ?? [] { defaulted[value, default: 0] += 1 }
      addedDomains += line.domains.count { $0.addedBy != nil }
    }
    for line: UnimportedLine in try Self.lines("unimported.jsonl", of: .validate, in: run) {
      let name = line.organization ?? line.organizationID ?? "no organization"
      let example = line.domain.map { "\($0) (\(name))" } ?? name
      count(line.status, line.reason, line.domain != nil, example)
    }
    let results: [ResultLine] = try Self.lines("results.jsonl", of: .load, in: run)
    for line in results {
      told.organizations += 1
      told.domains += line.domains.count
      if line.attempts > 0, line.domains.contains(where: { $0.status == .unimported }) {
        refusedByLoad += 1
      }
      let example = line.detail.map { "\(line.name): \($0)" } ?? line.name
      count(line.status, line.reason, false, example)
      for domain in line.domains {
        count(domain.status, domain.reason, true, "\(domain.name) (\(line.name))")
      }
    }
  }

  /// The part of the plan that is not in the results; nil for none, where there are results.
  func rest(isLoaded: Bool) -> Summary.Counts? {
    if !isLoaded { return planned }
    guard planned.organizations > told.organizations else { return nil }
    return Summary.Counts(
      organizations: planned.organizations - told.organizations,
      domains: planned.domains - told.domains)
  }

  private mutating func count(
    _ status: Status, _ reason: Reason?, _ isOfDomain: Bool, _ example: String
  ) {
    let one = Summary.Counts(organizations: isOfDomain ? 0 : 1, domains: isOfDomain ? 1 : 0)
    statuses[status, default: .init()] += one
    guard let reason else { return }
    if !reasons.contains(where: { $0.reason == reason }) {
      reasons.append(.init(reason: reason, status: status, counts: .init(), examples: []))
    }
    for place in reasons.indices where reasons[place].reason == reason {
      reasons[place].counts += one
      let isKnown = isOfDomain && reasons[place].examples.contains { example.hasSuffix("(\($0))") }
      if reasons[place].examples.count < 3, !isKnown { reasons[place].examples.append(example) }
    }
  }

  private static func lines<Line: Decodable>(
    _ name: String, of stage: StageName, in run: RunDirectory
  ) throws -> [Line] {
    let file = run.file(name, of: stage)
    guard FileBytes.size(of: file) != nil else { return [] }
    return try FileBytes.read(file).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Line.self, from: Data($0))
    }
  }
}
