import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Validate

/// What holds whatever the batch, the world and the settings are.
@Suite("Properties of the stage")
struct ValidateProperties {
  private static let pool =
    (0..<30).map { "d\($0).com" } + [
      "D1.com", "https://d2.com/x", "a@d3.com", "d4.com.", "bad_one.com", "a..b.com", "city.gov",
      "müller.de", "", "1.2.3.4", "xn--mller-kva.de", "mail.d5.com", "www.d6.com", "аcme.com",
      "co.uk", "corp.local", "acme.onmicrosoft.com", "dell.com", "x.gov.uk",
    ]
  private static let findings: [Reason] = [
    .notInSpreadsheet, .ambiguousMapping, .unknownIndustry, .missingEmployeeCount,
  ]

  static func candidates(_ random: inout SplitMix64) -> [Candidate] {
    (1...Int.random(in: 1...25, using: &random)).map { id in
      let domains = (0..<Int.random(in: 0...4, using: &random))
        .compactMap { _ in pool.randomElement(using: &random) }
      let found = random.oneIn(6) ? findings.randomElement(using: &random) : nil
      return .sample(
        "\(id)", name: random.oneIn(4) ? "Twin \(id % 3)" : "Organization \(id)", domains,
        employees: random.oneIn(12) ? nil : "11-50", selected: !random.oneIn(10),
        priority: random.oneIn(3) ? Int.random(in: 1...3, using: &random) : nil,
        findings: found.map { [Finding($0, "found")] } ?? [])
    }
  }

  static func world(_ random: inout SplitMix64) -> World {
    var links: [String: String] = [:]
    let organizations = (0..<Int.random(in: 0...6, using: &random)).map { number in
      let domains = (0..<Int.random(in: 0...3, using: &random))
        .map { _ in "d\(Int.random(in: 0..<30, using: &random)).com" }
      if random.oneIn(2) { links["\(number * 2 + 1)"] = random.oneIn(5) ? "gone" : "u-\(number)" }
      return World.RemoteOrganization(
        uuid: "u-\(number)", title: random.oneIn(3) ? "twin 1" : "Remote \(number)",
        domains: domains)
    }
    let limit = random.oneIn(3) ? nil : Int.random(in: 0...40, using: &random)
    return .sample(limit: limit, used: 10, organizations, links: links)
  }

  static func change(_ validation: inout PipelineFile.Validation, seed: UInt64) {
    validation.licence.partial = seed.isMultiple(of: 2)
    validation.licence.reserve = Int(seed % 3)
    validation.government.gov = seed.isMultiple(of: 5) ? .warn : .block
    validation.existing = seed.isMultiple(of: 3) ? .adopt : .skip
    validation.domains.rollUp = seed.isMultiple(of: 4)
    validation.domains.lookAlikes = seed.isMultiple(of: 2) ? .block : .warn
    if seed.isMultiple(of: 7) { validation.licence.limit = .number(Int(seed % 15)) }
  }

  @Test(
    "Every organization and every domain that came in stands in exactly one place",
    arguments: 0..<60)
  func nothingDisappears(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let candidates = Self.candidates(&random)
    let run = try TestRun(
      candidates,
      orphans: [OrphanDomain(id: "1", name: "o.com", organizationID: nil, organization: nil)])
    let checkpoint = try await run.validate(Self.world(&random)) { Self.change(&$0, seed: seed) }
    let (plan, left) = try (run.plan(), run.unimported())

    func names(_ plan: [PlanLine]) -> [String] { plan.flatMap { $0.domains.map(\.name) } }
    var places: [String: Int] = [:]
    for line in plan {
      places["\(line.id) -", default: 0] += 1
      for domain in line.domains {
        places["\(line.id) \(domain.given ?? domain.name)", default: 0] += 1
      }
    }
    for line in left {
      places["\(line.organizationID ?? "") \(line.domain ?? "-")", default: 0] += 1
    }
    var came = [" o.com": 1]
    for candidate in candidates {
      came["\(candidate.id) -", default: 0] += 1
      for domain in candidate.domains { came["\(candidate.id) \(domain.name)", default: 0] += 1 }
    }
    #expect(places == came)

    // Licences are never exceeded, no name is planned twice, nothing is sent incomplete.
    let free = checkpoint.counts["licences_free"] ?? .max
    #expect(plan.reduce(0) { $0 + $1.licences } <= free)
    #expect(plan.allSatisfy { $0.licences == $0.domains.count })
    #expect(plan.allSatisfy { $0.licences > 0 || $0.action == .adopt })
    #expect(try run.header().licences?.planned == names(plan).count)
    #expect(Set(names(plan)).count == names(plan).count)
    #expect(
      plan.allSatisfy { $0.domains.isEmpty || !$0.employeeCount.isEmpty && !$0.industry.isEmpty })
    // A uuid is adopted or extended once.
    let uuids = plan.compactMap(\.uuid)
    #expect(Set(uuids).count == uuids.count)
    #expect(plan.allSatisfy { ($0.uuid == nil) == ($0.action == .create) })
    // An organization without a line of its own is planned, and its domains say why they are not.
    #expect(left.allSatisfy { $0.status == $0.reason.status })
  }

  @Test("Where each has its own Priority the order in the file changes no plan", arguments: 0..<20)
  func fileOrder(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var candidates = Self.candidates(&random)
    for index in candidates.indices { candidates[index].priority = (index * 7) % 29 }
    let world = Self.world(&random)
    let first = try TestRun(candidates)
    try await first.validate(world) { Self.change(&$0, seed: seed) }
    let second = try TestRun(candidates.shuffled(using: &random))
    try await second.validate(world) { Self.change(&$0, seed: seed) }
    #expect(try first.bytes("plan.jsonl") == second.bytes("plan.jsonl"))
    #expect(
      try Set(first.unimported().map(\.key)) == Set(second.unimported().map(\.key)))
  }

  @Test(
    "With licences for all, the order decides only who gets a domain that several have",
    arguments: 0..<20)
  func equalPriorities(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var candidates = Self.candidates(&random)
    for index in candidates.indices { candidates[index].priority = nil }
    var world = Self.world(&random)
    world.licence.limit = nil
    let first = try TestRun(candidates)
    try await first.validate(world)
    let second = try TestRun(candidates.shuffled(using: &random))
    try await second.validate(world)

    func names(_ run: TestRun) throws -> [String] {
      try run.plan().flatMap { $0.domains.map(\.name) }.sorted()
    }
    func fixed(_ run: TestRun) throws -> Set<String> {
      Set(
        try run.unimported()
          .filter { $0.reason != .duplicateDomain && !$0.detail.hasPrefix("none of its") }
          .filter { !$0.detail.contains("duplicate_domain") }
          .map(\.key))
    }
    #expect(try names(first) == names(second))
    // What is a duplicate in one order may be told with another reason first in the other.
    let (one, two) = try (fixed(first), fixed(second))
    let moved = one.symmetricDifference(two)
    #expect(moved.allSatisfy { $0.hasSuffix(Reason.monitoredElsewhere.rawValue) }, "\(moved)")
  }
}

extension UnimportedLine {
  /// What the line says, without the evidence.
  fileprivate var key: String {
    "\(organizationID ?? "") \(domain ?? "-") \(reason.rawValue)"
  }
}
