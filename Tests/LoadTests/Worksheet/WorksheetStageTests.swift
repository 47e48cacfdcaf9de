import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("A plan goes to a worksheet")
struct WorksheetStageTests {
  @Test("Every line waits, whatever it asks for, and the run goes on until all is taken back")
  func waits() async throws {
    let fixture = try WorksheetFixture([.create("A", "a.com", "b.com"), .create("B", "c.com")])
    let checkpoint = try await fixture.perform()
    #expect(checkpoint.state == .running)
    #expect(checkpoint.isByHand)
    #expect(try fixture.entries().map(\.state) == [.pending, .pending])
    let results = try fixture.results()
    #expect(results.map(\.name) == ["A", "B"])
    #expect(results.map(\.status) == [.pending, .pending])
    #expect(results.map(\.attempts) == [0, 0])
    #expect(results[0].statuses == [.pending, .pending])
    #expect(try fixture.links().isEmpty)
    let before = try fixture.entries()
    fixture.time.move(by: .seconds(60))
    #expect(try await fixture.perform().state == .running)
    #expect(try fixture.entries() == before, "to go on changes nothing")
  }

  @Test("An empty plan is finished at once")
  func empty() async throws {
    #expect(try await WorksheetFixture([]).perform().state == .finished)
  }

  @Test("Only the reviewed plan is put on it, as it was, for the account that it was made for")
  func reviewed() async throws {
    let fixture = try WorksheetFixture([.create("A", "a.com")])
    await #expect(
      throws: LoadError.notTheReviewedPlan(approved: "sha256:0", found: fixture.digest)
    ) {
      try await fixture.perform(approved: "sha256:0")
    }
    var other = WorksheetFixture.account
    other.account = .byHand("Somebody else")
    await #expect(
      throws: LoadError.anotherAccount(
        planned: WorksheetFixture.account.account, found: other.account)
    ) {
      try await fixture.perform(account: other)
    }
    try FileBytes.remove(fixture.run.file("plan.jsonl", of: .validate))
    try fixture.folder.write("\n", to: "run-1/3-validate/plan.jsonl")
    await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(try fixture.entries().isEmpty)
  }

  @Test("Another run of the account whose worksheet is out blocks it; one that is let go does not")
  func unsettled() async throws {
    let first = try WorksheetFixture([.create("A", "a.com")])
    let second = try WorksheetFixture([.create("B", "b.com")], run: "run-2", after: first)
    try await first.perform()
    let error = await #expect(throws: LoadError.self) { try await second.perform() }
    #expect(error == .unsettled(runs: ["run-1"], isByHand: true))
    #expect(error?.kind == .overtaken)
    let remedy = try #require(error?.remedy)
    #expect(remedy.contains("--done FILE"))
    #expect(remedy.contains("`glueport resume run-1`"))
    #expect(remedy.contains("`glueport discard run-1`"))
    #expect(try await first.discard()?.pending == 1)
    #expect(try await second.perform().state == .running)
  }

  @Test("A plan that an earlier worksheet has overtaken is not put on one")
  func overtaken() async throws {
    let first = try WorksheetFixture([.create("A", "a.com")])
    let late = try WorksheetFixture(
      [.create("A", "x.com"), .create("B", "a.com")], run: "run-2", after: first)
    try await first.perform()
    try first.give([["x", "", "id-A"]])
    let error = await #expect(throws: LoadError.self) { try await late.perform() }
    #expect(error?.kind == .overtaken)
    #expect(error?.message.contains("“A” exists in Dark Web ID now") == true)
    #expect(error?.message.contains("a.com of “B” is monitored for “A” now") == true)
    #expect(try late.entries().isEmpty)
  }

  @Test("A plan for whose domains there are no licences any more is not put on a worksheet")
  func licences() async throws {
    let forecast = LicenceForecast(
      limit: 2, used: 0, reserve: 0, free: 2, wanted: 2, planned: 2, short: 0, steps: [])
    let first = try WorksheetFixture([.create("A", "a.com")])
    let late = try WorksheetFixture(
      [.create("B", "b.com", "c.com")], run: "run-2", after: first, licences: forecast)
    try await first.perform()
    try first.give([["x", "", "id-A"]])
    let error = await #expect(throws: LoadError.self) { try await late.perform() }
    #expect(error?.message.contains("2 domain licences are needed and 1 are free") == true)
  }

  @Test("While another process has the account nothing is put on a worksheet, nor taken back")
  func locked() async throws {
    let fixture = try WorksheetFixture([.create("A", "a.com")])
    let other = try AccountLock(
      WorksheetFixture.account.account, in: fixture.locks, time: fixture.time)
    await #expect(throws: LockedError.self) { try await fixture.perform() }
    withExtendedLifetime(other) {}
  }
}

@Suite("The world of an account that is loaded by hand")
struct WorksheetWorldTests {
  @Test("Nothing was imported: nothing is there, and no licence is used")
  func nothing() async throws {
    let fixture = try WorksheetFixture([.create("A", "a.com")])
    let empty = World(account: .byHand("Example MSP"), licence: .init(limit: nil, used: 0))
    #expect(try fixture.world() == empty)
    try await fixture.perform()
    #expect(try fixture.world() == empty, "what waits on a worksheet is not there yet")
  }

  @Test("What was taken back as imported is there, with its domains, and uses licences")
  func imported() async throws {
    let fixture = try WorksheetFixture([
      .create("A", "b.com", "a.com"), .create("B", "c.com", "d.com"), .create("C", "e.com"),
    ])
    try await fixture.perform()
    try fixture.give([
      ["x", "", "id-A"], ["x", "d.com", "id-B"], ["license_limit", "", "id-C"],
    ])
    let world = try fixture.world()
    #expect(world.licence == .init(limit: nil, used: 3))
    #expect(
      world.organizations == [
        .init(uuid: "by-hand:id-A:run-1", title: "A", domains: ["a.com", "b.com"]),
        .init(uuid: "by-hand:id-B:run-1", title: "B", domains: ["c.com"]),
      ])
    #expect(
      world.links == [
        .init(id: "id-A", uuid: "by-hand:id-A:run-1"),
        .init(id: "id-B", uuid: "by-hand:id-B:run-1"),
      ])
  }

  @Test("Domains that a later worksheet adds are counted with those before")
  func added() async throws {
    let first = try WorksheetFixture([.create("A", "a.com")])
    try await first.perform()
    try first.give([["x", "", "id-A"]])
    let second = try WorksheetFixture(
      [.add("A", to: "by-hand:id-A:run-1", "b.com", "c.com")], run: "run-2", after: first)
    try await second.perform()
    #expect(try second.world().organizations.map(\.domains) == [["a.com"]])
    try second.give([["x", "c.com", "id-A"]])
    #expect(try second.world().organizations.map(\.domains) == [["a.com", "b.com"]])
    #expect(try second.links() == [.init(id: "id-A", uuid: "by-hand:id-A:run-1")])
    try second.give([["import_error", "", "id-A"]])
    #expect(try second.world().organizations.map(\.domains) == [["a.com"]])
    #expect(try second.links().count == 1, "the link is the earlier run's")
  }

  @Test("A link that a person removes takes along what was taken back before, and only that")
  func removed() async throws {
    let first = try WorksheetFixture([.create("A", "a.com", "b.com")])
    try await first.perform()
    try first.give([["x", "", "id-A"]])
    try first.openLedger().unlink(["id-A"], WorksheetFixture.account)
    #expect(try first.world().organizations.isEmpty)
    #expect(try first.world().licence.used == 0)
    let second = try WorksheetFixture(
      [.create("A", "a.com", "b.com")], run: "run-2", after: first)
    try await second.perform()
    try second.give([["x", "b.com", "id-A"]])
    #expect(try second.world().organizations.map(\.domains) == [["a.com"]])
  }

  @Test("Another account, or another IT Glue, knows nothing of it")
  func apart() async throws {
    let fixture = try WorksheetFixture([.create("A", "a.com")])
    try await fixture.perform()
    try fixture.give([["x", "", "id-A"]])
    var others = [WorksheetFixture.account, WorksheetFixture.account]
    others[0].account = .byHand("Somebody else")
    others[1].source = "saved pages"
    for other in others {
      let world = try WorksheetWorld(ledger: fixture.openLedger(), account: other).read()
      #expect(world.organizations.isEmpty)
      #expect(world.links.isEmpty)
    }
  }
}
