import FoundationEssentials
import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("A plan that may not be loaded sends nothing")
struct RefusalTests {
  private let fixture: LoadFixture

  init() throws {
    fixture = try LoadFixture(
      [.create("A", "a.com"), .create("B", "b.com"), .add("Old", to: "u-1", "new.com")],
      { $0.limit = 3 }, there: [("Old", "u-1", [])])
  }

  private func expectNothingSent() throws {
    #expect(fixture.sent.isEmpty)
    #expect(try fixture.entries().isEmpty)
  }

  @Test("Another plan than the one that was approved")
  func notReviewed() async throws {
    await #expect(
      throws: LoadError.notTheReviewedPlan(approved: "sha256:0", found: fixture.digest)
    ) { try await fixture.perform(approved: "sha256:0") }
    try expectNothingSent()
    #expect(fixture.fake.calls == 0)
  }

  @Test("A plan that was edited by hand")
  func edited() async throws {
    let file = fixture.run.file("plan.jsonl", of: .validate)
    let bytes = try FileBytes.read(file)
    try OutputFile.write(
      Array(String(decoding: bytes, as: UTF8.self).replacing("a.com", with: "evil.com").utf8),
      to: file)
    await #expect(throws: LoadError.changedPlan(file.path)) { try await fixture.perform() }
    try expectNothingSent()
  }

  @Test("A plan for another account")
  func anotherAccount() async throws {
    fixture.fake.change { $0.reseller = "r-2" }
    let error = await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(error?.message.contains("r-1 at") == true)
    #expect(error?.message.contains("r-2 at") == true)
    try expectNothingSent()
  }

  @Test("All that changed to our disadvantage is told at once")
  func overtaken() async throws {
    fixture.fake.change { $0.takenByOthers = 1 }
    fixture.fake.add(" a ", uuid: "u-9", [])
    fixture.fake.remove("Old")
    let error = await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(
      error
        == .overtaken(
          [
            "“A” exists in Dark Web ID now", "“Old” is no longer in Dark Web ID",
            "3 domain licences are needed and 2 are free",
          ], hasBegun: false))
    #expect(error?.kind.exit.rawValue == 78)
    try expectNothingSent()
  }

  @Test("A domain that is monitored for somebody else by now is told with both names")
  func monitoredElsewhere() async throws {
    fixture.fake.change { $0.limit = 100 }
    fixture.fake.add("Other", uuid: "u-9", ["b.com", "elsewhere.com"])
    let error = await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(
      error == .overtaken(["b.com of “B” is monitored for “Other” now"], hasBegun: false))
    try expectNothingSent()
  }

  @Test("An organization to be adopted that is somebody else's by now is told with whose")
  func linkedByNow() {
    let now = World(
      account: nil, licence: .init(limit: nil, used: 0),
      organizations: [.init(uuid: "u-1", title: "Old", domains: [])],
      links: [.init(id: "id-Other", uuid: "u-1")])
    let check = WorldCheck(now: now, entries: [], licences: nil)
    #expect(
      check.surprises(for: [.add("Old", to: "u-1", adopting: true)]).map(\.text)
        == ["“Old” is linked with the organization id-Other of IT Glue now"])
  }

  @Test("The reserve and the pipeline file's own limit hold at load too")
  func reserve() {
    let now = World(account: nil, licence: .init(limit: 100, used: 5))
    func surprises(limit: Int?, reserve: Int) -> [String] {
      WorldCheck(
        now: now, entries: [],
        licences: LicenceForecast(
          limit: limit, used: 0, reserve: reserve, free: nil, wanted: 2, planned: 2, short: 0,
          steps: [])
      ).surprises(for: [.create("A", "a.com", "b.com")]).map(\.text)
    }
    #expect(surprises(limit: 100, reserve: 93) == [])
    #expect(
      surprises(limit: 100, reserve: 94) == ["2 domain licences are needed and 1 are free"])
    #expect(surprises(limit: 6, reserve: 0) == ["2 domain licences are needed and 1 are free"])
    #expect(surprises(limit: nil, reserve: .max) == ["2 domain licences are needed and 0 are free"])
  }

  @Test("Another plan than the one that was approved is told with what it has otherwise")
  func changes() {
    let approval = RunRecord.Approval(
      digest: "d", at: "", how: "prompt", counts: ["domains": 27, "organizations": 9])
    func header(_ counts: [String: Int]) -> PlanHeader {
      PlanHeader(planDigest: "p", worldDigest: "w", created: "", counts: counts)
    }
    let changes = approval.changes(in: header(["domains": 26, "organizations": 9]))
    #expect(changes == ["domains 27 → 26"])
    #expect(
      LoadError.notTheReviewedPlan(approved: "d", found: "e", changes: changes).message
        .hasSuffix("e is there (domains 27 → 26)"))
    #expect(
      approval.changes(in: header(["domains": 27, "organizations": 9]))
        == ["as many of all, and not the same"])
  }

  @Test("What this run has sent itself is no surprise when it goes on")
  func ownDoing() async throws {
    fixture.fake.change { $0.fault = { $0.write == 2 ? .stopBefore : nil } }
    await #expect(throws: FakeDarkWebID.Killed.self) { try await fixture.perform() }
    fixture.fake.change { $0.fault = { _ in nil } }
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.created == ["A", "B"])
  }

  @Test("Somebody else is loading into the account: who, where and since when")
  func locked() async throws {
    let held = try #require(try await lockName())
    let lock = try FileLock(
      fixture.locks.appending(path: held), of: "the account", now: fixture.time.now())
    let error = await #expect(throws: LockedError.self) { try await fixture.perform() }
    withExtendedLifetime(lock) {}
    #expect(error?.kind.exit.rawValue == 73)
    #expect(error?.message.contains("\(ProcessInfo.processInfo.processIdentifier)") == true)
    try expectNothingSent()
  }

  /// The name of the account's lock, as a load leaves it.
  private func lockName() async throws -> String? {
    let other = try LoadFixture([])
    try await other.perform()
    return try FileManager.default.contentsOfDirectory(atPath: other.locks.path).first
  }

  @Test("Another run of the account has not seen the end of what it sent: both ways out are named")
  func unsettled() async throws {
    let entry = LedgerEntry(
      run: "run-0", id: "7", title: "Seven", action: .create, state: .pending, uuid: "u-7",
      domains: [],
      attempts: 1, intendedAt: fixture.time.now())
    try fixture.openLedger().record(entry, fixture.ledgerAccount, now: fixture.time.now())
    let error = await #expect(throws: LoadError.unsettled(runs: ["run-0"])) {
      try await fixture.perform()
    }
    #expect(error?.remedy?.contains("glueport resume run-0") == true)
    #expect(error?.remedy?.contains("glueport discard run-0") == true)
    try expectNothingSent()
  }

  @Test("Whoever is killed sends nothing more, and what was sent is in the ledger")
  func stopped() async throws {
    fixture.fake.change { $0.fault = { $0.write == 1 ? .stopAfter : nil } }
    await #expect(throws: FakeDarkWebID.Killed.self) { try await fixture.perform() }
    #expect(fixture.sent.count == 1)
    #expect(try fixture.entries().map(\.state) == [.intended])
  }
}
