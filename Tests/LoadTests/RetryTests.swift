import FoundationEssentials
import HTTPTransport
import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("Loading again what was refused")
struct RetryTests {
  /// A run of which A has one domain in and one out, B is refused as a whole, C is in.
  private func fixture() async throws -> LoadFixture {
    let fixture = try LoadFixture([
      .create("A", "a.com", "a.org"), .create("B", "b.com", "b.org"), .create("C", "c.com"),
    ]) {
      $0.outcomes = ["a.org": .unimported("import_error")]
      $0.refused = ["B": "bad luck"]
    }
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.results().map(\.status) == [.imported, .unimported, .imported])
    return fixture
  }

  @Test(
    "Domains of an organization that is there are added to it; one that is not there is created")
  func all() async throws {
    let fixture = try await fixture()
    let before = fixture.sent.count
    fixture.fake.change {
      $0.outcomes = [:]
      $0.refused = [:]
    }
    let plan = try await fixture.retry()
    #expect(plan.entries.map(\.id) == ["id-A", "id-B"])
    #expect(plan.domains == 3)
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.sent.dropFirst(before).map(\.method) == [.patch, .post])
    #expect(
      fixture.sent.dropFirst(before).first?.body == Array(#"{"email_domains":["a.org"]}"#.utf8))
    #expect(try fixture.results().map(\.status) == [.imported, .imported, .imported])
    #expect(
      try fixture.results().map(\.statuses)
        == [[.imported, .imported], [.imported, .imported], [.imported]])
    #expect(try fixture.results().map(\.attempts) == [2, 2, 1])
    #expect(fixture.fake.created == ["A", "C", "B"])
  }

  @Test("Only what is asked for is sent, by reason and by organization")
  func selected() async throws {
    let fixture = try await fixture()
    let byOrganization = try await fixture.retry(.init(organizations: ["id-B"]))
    #expect(byOrganization.entries.map(\.id) == ["id-B"])
    #expect(try await fixture.perform().state == .finished)
    let byReason = try await fixture.retry(.init(reasons: [.licenceLimit]))
    #expect(byReason.entries.isEmpty)
    #expect(byReason.short == 0)
  }

  @Test("What is refused again says so, and nothing that was in is lost")
  func refusedAgain() async throws {
    let fixture = try await fixture()
    _ = try await fixture.retry()
    #expect(try await fixture.perform().state == .finished)
    #expect(
      try fixture.results().map(\.statuses)
        == [[.imported, .unimported], [.unimported, .unimported], [.imported]])
    #expect(try fixture.result(of: "A")?.domains.last?.reason == .importError)
    #expect(try fixture.result(of: "B")?.detail?.contains("bad luck") == true)
  }

  @Test("What needs more licences first is told, and as much as there is room for is sent")
  func licences() async throws {
    let fixture = try await fixture()
    fixture.fake.change {
      $0.limit = 4
      $0.refused = [:]
      $0.outcomes = [:]
    }
    let plan = try await fixture.retry()
    #expect(plan.domains == 2)
    #expect(plan.short == 1)
    #expect(try await fixture.perform().state == .finished)
    #expect(
      try fixture.results().map(\.statuses)
        == [[.imported, .imported], [.imported, .unimported], [.imported]])
  }

  @Test("Licences bought since are seen, and a limit of the pipeline file counts too")
  func ownLimit() async throws {
    let fixture = try await fixture()
    func plan(_ licences: PipelineFile.Validation.Licence = .init()) async throws -> RetryPlan {
      try await retry(fixture, licences).plan(.init(), of: fixture.run)
    }
    fixture.fake.change { $0.limit = 3 }
    let before = try await plan()
    #expect(before.domains == 1)
    #expect(before.short == 2)
    fixture.fake.change { $0.limit = 1000 }
    let after = try await plan()
    #expect(after.domains == 3)
    #expect(after.short == 0)
    var licences = PipelineFile.Validation.Licence()
    licences.limit = .number(3)
    let limited = try await plan(licences)
    #expect(limited.domains == 1)
    #expect(limited.short == 2)
  }

  private func retry(
    _ fixture: LoadFixture, _ licences: PipelineFile.Validation.Licence = .init()
  ) throws -> Retry {
    Retry(
      client: try fixture.client(), ledger: try fixture.openLedger(), source: LoadFixture.source,
      licences: licences, locks: fixture.locks, time: fixture.time)
  }

  @Test("What another retry has sent since the plan was shown is not sent a second time")
  func planOvertaken() async throws {
    let fixture = try await fixture()
    fixture.fake.change {
      $0.outcomes = [:]
      $0.refused = [:]
    }
    let retry = try retry(fixture)
    let shown = try await retry.plan(.init(), of: fixture.run)
    #expect(shown.domains == 3)
    _ = try await fixture.retry()
    #expect(try await fixture.perform().state == .finished)
    let entries = try fixture.entries()
    let error = await #expect(throws: LoadError.self) {
      try await retry.queue(shown, of: fixture.run)
    }
    #expect(error?.kind == .overtaken)
    #expect(try fixture.entries() == entries)
  }

  @Test("Of a plan of which one entry has changed since, nothing is queued")
  func entryOvertaken() async throws {
    let fixture = try await fixture()
    let retry = try retry(fixture)
    let shown = try await retry.plan(.init(), of: fixture.run)
    #expect(shown.entries.count == 2)
    var other = try #require(try fixture.entries().first { $0.id == "id-B" })
    other.domains[0] = .init(name: other.domains[0].name, status: .imported)
    try fixture.openLedger().record(other, fixture.ledgerAccount, now: fixture.time.now())
    let entries = try fixture.entries()
    await #expect(throws: LoadError.self) { try await retry.queue(shown, of: fixture.run) }
    #expect(try fixture.entries() == entries)
  }

  @Test("An organization that another run has linked since is not created a second time")
  func linkedSince() async throws {
    let fixture = try await fixture()
    try fixture.openLedger().link(
      LedgerLink(id: "id-B", uuid: "u-9", title: "B", run: "run-2", linkedAt: ""),
      fixture.ledgerAccount)
    let plan = try await fixture.retry()
    #expect(plan.entries.map(\.id) == ["id-A"])
    #expect(plan.linkedSince == ["B"])
  }

  @Test("Killed anywhere, a retry goes on to the same end, and creates nothing twice")
  func killed() async throws {
    func fresh() async throws -> LoadFixture {
      let fixture = try await fixture()
      fixture.fake.change {
        $0.outcomes = [:]
        $0.refused = [:]
        $0.titlesAreUnique = false
      }
      _ = try await fixture.retry()
      return fixture
    }
    let calm = try await fresh()
    let first = calm.fake.calls
    try await calm.perform()
    let expected = try calm.results().map(\.lasting)
    for number in first + 1...calm.fake.calls {
      for fault in [FakeDarkWebID.Fault.stopBefore, .stopAfter, .lostAnswer, .lostRequest] {
        let stormy = try await fresh()
        stormy.fake.change { $0.fault = { $0.number == number ? fault : nil } }
        _ = try await stormy.performUntilSettled()
        #expect(try stormy.results().map(\.lasting) == expected, "\(fault) at \(number)")
        #expect(stormy.fake.created == ["A", "C", "B"], "\(fault) at \(number)")
      }
    }
  }

  @Test("A domain that Dark Web ID still shows as refused is no answer to the retry that got lost")
  func oldRefusal() async throws {
    let fixture = try await fixture()
    fixture.fake.change { $0.outcomes = [:] }
    _ = try await fixture.retry(.init(organizations: ["id-A"]))
    let writes = fixture.fake.writes
    fixture.fake.change { $0.fault = { $0.write == writes + 1 ? .lostRequest : nil } }
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.writes == writes + 2)
    #expect(try fixture.result(of: "A")?.statuses == [.imported, .imported])
  }

  @Test("What is not settled is settled first")
  func unsettled() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.importTime = .seconds(9000) }
    try await fixture.perform(pendingTimeout: .seconds(10))
    await #expect(throws: LoadError.unsettled(runs: ["run-1"])) { _ = try await fixture.retry() }
  }

  @Test("Let go of, what was to be sent again is what it was before")
  func discarded() async throws {
    let fixture = try await fixture()
    let before = try fixture.results()
    _ = try await fixture.retry()
    _ = try await fixture.discard()
    #expect(try fixture.entries().map { $0.result.lasting } == before.map(\.lasting))
    #expect(
      try fixture.openLedger().unsettledRuns(besides: "", fixture.ledgerAccount.account).isEmpty)
  }

  @Test("Before it is sent, what waits for its retry reads as refused")
  func waiting() async throws {
    let fixture = try await fixture()
    let before = try fixture.results()
    _ = try await fixture.retry()
    try Results(of: fixture.run).refresh(from: fixture.openLedger())
    #expect(try fixture.results() == before)
  }
}
