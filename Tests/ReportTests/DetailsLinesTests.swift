import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Report

@Suite("What a report takes of a line")
struct DetailsLinesTests {
  private static let texts: [String?] = [nil, "", "Acme", "\"\\\n", "müller"]

  @Test("of a candidate is the same whichever way the line is read")
  func candidates() throws {
    var random = SplitMix64(seed: 11)
    func some() -> String? { Self.texts[Int.random(in: Self.texts.indices, using: &random)] }
    let candidates = (1...300).map { (number: Int) in
      Candidate(
        id: "\(number)", name: "Beta \(number)", type: some(), status: some(),
        domains: random.oneIn(2) ? [CandidateDomain(id: some(), name: "a.com")] : [],
        employeeCount: some(), employeeCountGiven: some(), industry: some(),
        industryGiven: some(), selected: random.oneIn(2), priority: random.oneIn(2) ? 3 : nil,
        mappingRow: random.oneIn(2) ? number : nil,
        defaulted: random.oneIn(3) ? ["industry"] : [],
        findings: random.oneIn(3) ? [Finding(.missingIndustry, "")] : [])
    }
    let (quick, plain) = try Self.read(CandidateDetails.self, from: candidates)
    #expect(quick.map(\.organization) == plain.map(\.organization))
    #expect(
      quick.map(\.organization.employeeCount)
        == candidates.map { $0.employeeCount ?? $0.employeeCountGiven })
    #expect(
      quick.map(\.organization.industry) == candidates.map { $0.industry ?? $0.industryGiven })
  }

  @Test("of the plan is the same whichever way the line is read")
  func plan() throws {
    var random = SplitMix64(seed: 12)
    func some() -> String? { Self.texts[Int.random(in: Self.texts.indices, using: &random)] }
    let lines = (1...300).map { (number: Int) in
      var line = PlanLine.sample("\(number)", "a.com", "b.com")
      line.action = random.oneIn(2) ? .create : .addDomains
      line.uuid = some()
      line.domains[0] = .init(
        name: "c.com", given: some(), warning: random.oneIn(2) ? .lookAlike : nil,
        exception: some(), claims: random.oneIn(2) ? ["“Beta” (2)", "“C” (3)"] : nil,
        addedBy: some())
      return line
    }
    let (quick, plain) = try Self.read(PlanDetails.self, from: lines)
    for (one, other) in zip(quick, plain) {
      #expect(one.id == other.id && one.name == other.name && one.uuid == other.uuid)
      #expect(one.action == other.action && one.domains == other.domains)
    }
    #expect(quick.map(\.id) == lines.map(\.id))
    #expect(quick.map(\.domains[0].addedBy) == lines.map(\.domains[0].addedBy))
  }

  @Test("A line that lacks what is wanted is named, as everywhere")
  func broken() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "{\"defaulted\":[],\"id\":\"1\",\"name\":\"A\"}\n{\"defaulted\":[],\"id\":\"2\"}\n",
      to: "candidates.jsonl")
    #expect(throws: JSONLinesError(file: file.path, line: 2, problem: "no name")) {
      try JSONLines.read(CandidateDetails.self, from: file) { _ in }
    }
  }

  /// The lines of some records, read the quick way and by `Codable`.
  private static func read<Line: LineRecord>(
    _ type: Line.Type, from records: [some Encodable]
  ) throws -> (quick: [Line], plain: [Line]) {
    let lines = try records.map { try JSONLines.encoder().encode($0) }
    let folder = try TemporaryFolder()
    let text = lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
    let file = try folder.write(text, to: "lines.jsonl")
    var quick: [Line] = []
    try JSONLines.read(type, from: file) { quick.append($0) }
    return (quick, try lines.map { try JSONDecoder().decode(type, from: $0) })
  }
}
