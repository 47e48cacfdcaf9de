import FoundationEssentials
import Pipeline
import Synchronization
import Testing

@testable import Validate

@Suite("The stage")
struct ValidateStageTests {
  private static let candidates: [Candidate] = [
    .sample("1", name: "Acme", ["acme.com", "acme.org"]),
    .sample("2", name: "Beta", ["beta.com", "gmail.com", "https://beta.de/"]),
    .sample("3", ["c.com"], selected: false), .sample("4", ["d.com"], industry: nil, priority: 1),
    .sample("5", ["x.gov.uk"], priority: 2), .sample("6", []),
    .sample("7", ["late.com", "later.com"]),
  ]
  private static let orphans = [
    OrphanDomain(id: "91", name: "lost.com", organizationID: "77", organization: "Gone"),
    OrphanDomain(id: "92", name: "lost.net", organizationID: nil, organization: nil),
    // IT Glue was asked for a part of the organizations: this one's may be there all the same.
    OrphanDomain(
      id: "93", name: "left.org", organizationID: "78", organization: "Left", isFiltered: true),
  ]
  private static let world = World.sample(
    limit: 20, used: 15, [.init(uuid: "u-1", title: "Acme", domains: ["acme.com"])],
    links: ["1": "u-1"])

  private let run: TestRun
  private let free: URL
  private let government: URL

  init() throws {
    run = try TestRun(Self.candidates, orphans: Self.orphans)
    free = try run.add("free.txt", "gmail.com\n")
    government = try run.add("gov.txt", ".gov.uk\n")
  }

  private func validate(
    _ world: World = Self.world, at seconds: Double = 0
  ) async throws -> Checkpoint {
    try await run.validate(world, at: seconds) {
      $0.lists[.freeMail] = [.file(free)]
      $0.lists[.government] = [.file(government)]
    }
  }

  @Test("The plan is in plan order, what is left out in the candidates' order, orphans last")
  func writes() async throws {
    _ = try await validate()
    let plan = try run.plan()
    #expect(plan.map(\.id) == ["5", "1", "2", "7"])
    #expect(
      plan.map { $0.domains.map(\.name) } == [
        ["x.gov.uk"], ["acme.org"], ["beta.com", "beta.de"], ["late.com"],
      ])
    #expect(plan.first?.domains.first?.warning == .governmentPolicy)
    let left = try run.unimported()
      .map { "\($0.organizationID ?? "-") \($0.domain ?? "-") \($0.reason.rawValue)" }
    #expect(
      left == [
        "1 acme.com already_linked", "2 gmail.com free_mail", "3 - not_selected",
        "3 c.com not_selected", "4 - missing_industry", "4 d.com missing_industry",
        "6 - no_domain", "7 later.com license_limit", "77 lost.com orphan_domain",
        "- lost.net orphan_domain", "78 left.org not_selected",
      ])
  }

  @Test("Everything is counted")
  func counts() async throws {
    let checkpoint = try await validate()
    #expect(
      checkpoint.counts == [
        "candidates": 7, "domains": 13, "planned_organizations": 4, "planned_domains": 5,
        "licences": 5, "licences_free": 5, "licences_short": 1, "unimported_organizations": 2,
        "unimported_domains": 5, "skipped_organizations": 1, "skipped_domains": 3,
        "organizations.not_selected": 1, "organizations.missing_industry": 1,
        "organizations.no_domain": 1, "domains.already_linked": 1, "domains.free_mail": 1,
        "domains.not_selected": 2, "domains.missing_industry": 1, "domains.license_limit": 1,
        "domains.orphan_domain": 2,
      ])
    #expect(
      try run.header().counts
        == [
          "organizations": 4, "domains": 5, "licences": 5, "create": 3, "adopt": 0,
          "add_domains": 1,
        ])
  }

  @Test("The same inputs give the same bytes, and a digest that knows no date")
  func isDeterministic() async throws {
    _ = try await validate()
    let names = ["plan.jsonl", "unimported.jsonl", "world.json"]
    let before = try names.map(run.bytes)
    let header = try run.header()
    try FileBytes.remove(run.directory.checkpoint(of: .validate))
    _ = try await validate(at: 3600)
    #expect(try names.map(run.bytes) == before)
    #expect(try run.header().digest == header.digest)
    #expect(try run.header().created != header.created)
  }

  @Test("The header's digest covers the plan and the world")
  func header() async throws {
    let checkpoint = try await validate()
    let header = try run.header()
    let worldFile = run.directory.file("world.json", of: .validate)
    #expect(header.world == checkpoint.outputs["world.json"]?.digest)
    #expect(header.world == checkpoint.inputs["world"])
    #expect(header.created == "2026-11-18T11:06:40Z")
    #expect(try JSONFile.read(World.self, from: worldFile) == Self.world)
    #expect(
      header
        == PlanHeader(
          planDigest: try Digest.of(file: run.directory.file("plan.jsonl", of: .validate)).text,
          worldDigest: try Digest.of(file: worldFile).text, created: header.created,
          counts: header.counts,
          licences: header.licences))
    #expect(header.licences?.planned == 5)
    #expect(header.licences?.short == 1)
  }

  @Test("Each file is in the checkpoint as it stands on the disk")
  func outputs() async throws {
    let checkpoint = try await validate()
    #expect(
      checkpoint.outputs.keys.sorted()
        == ["plan.json", "plan.jsonl", "unimported.jsonl", "world.json"])
    for (name, written) in checkpoint.outputs {
      let bytes = try run.bytes(name)
      #expect(written.bytes == bytes.count)
      #expect(written.lines == bytes.count { $0 == UInt8(ascii: "\n") })
    }
  }

  @Test("It is done again when a list, a setting or the world has changed, and says which")
  func isStale() async throws {
    let told = Mutex<[String]>([])
    run.progress = { event in
      if case .stage(_, let text) = event { told.withLock { $0.append(text) } }
    }
    _ = try await validate()
    _ = try await validate()
    _ = try run.add("free.txt", "gmail.com\nqq.com\n")
    _ = try await validate()
    var world = Self.world
    world.licence.used += 1
    _ = try await validate(world)
    _ = try await run.validate(world) {
      $0.lists[.freeMail] = [.file(free)]
      $0.licence.reserve = 1
    }
    #expect(
      told.withLock { $0 } == [
        "begins", "done before", "again, changed: lists.free_mail[0] free.txt",
        "again, changed: world",
        "again, changed: lists.government[0] gov.txt, lists.government[0] government (shipped),"
          + " settings",
      ])
  }

  @Test("It tells how far it is")
  func tells() async throws {
    let told = Mutex<[ProgressEvent]>([])
    run.progress = { event in told.withLock { $0.append(event) } }
    _ = try await validate()
    #expect(
      told.withLock { $0.last }
        == .advanced(.validate, unit: "organizations", done: 7, total: 7))
  }

  @Test("An empty batch is an empty plan")
  func empty() async throws {
    let run = try TestRun([])
    let checkpoint = try await run.validate()
    #expect(try run.plan().isEmpty)
    #expect(checkpoint.outputs["plan.jsonl"]?.bytes == 0)
    #expect(checkpoint.counts["candidates"] == 0)
    #expect(checkpoint.counts["licences_free"] == nil)
  }

  @Test("A list that cannot be read leaves the earlier plan as it was")
  func badList() async throws {
    _ = try await validate()
    let plan = try run.bytes("plan.jsonl")
    _ = try run.add("free.txt", "not a name\n")
    await #expect(throws: DomainListError.self) { try await validate() }
    #expect(try run.bytes("plan.jsonl") == plan)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: run.directory.folder(of: .validate).path)
    #expect(names.allSatisfy { !$0.hasSuffix(".part") })
  }

  @Test("Without transform there is nothing to judge")
  func withoutTransform() async throws {
    try FileBytes.remove(run.directory.checkpoint(of: .transform))
    await #expect(throws: RunError.self) { try await validate() }
  }
}
