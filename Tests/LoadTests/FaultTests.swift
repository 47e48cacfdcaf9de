import FoundationEssentials
import HTTPTransport
import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("Whatever goes wrong on the way, each organization is created once")
struct FaultTests {
  private static let plan: [PlanLine] = [
    .create("A", "a.com", "a.org"), .add("Old", to: "u-1", "new.com"), .create("B", "b.com"),
    .create("C", "c.com"),
  ]
  private static let there: [(title: String, uuid: String, domains: [String])] = [
    ("Old", "u-1", ["old.com"])
  ]

  /// What an undisturbed load leaves.
  private func undisturbed() async throws -> (results: [ResultLine], calls: Int) {
    let fixture = try LoadFixture(Self.plan, there: Self.there)
    try await fixture.perform()
    return (try fixture.results().map(\.lasting), fixture.fake.calls)
  }

  private func expectOnce(_ fixture: LoadFixture, _ what: String) async throws {
    let expected = try await undisturbed().results
    #expect(try fixture.results().map(\.lasting) == expected, "\(what)")
    #expect(fixture.fake.created.sorted() == ["A", "B", "C"], "\(what)")
    #expect(try fixture.links().count == Self.plan.count, "\(what)")
  }

  @Test(
    "One fault at one write", arguments: FakeDarkWebID.Fault.allCases, Array(1...Self.plan.count))
  func oneFault(fault: FakeDarkWebID.Fault, write: Int) async throws {
    let fixture = try LoadFixture(
      Self.plan, { $0.titlesAreUnique = false }, there: Self.there)
    fixture.fake.change { $0.fault = { $0.write == write ? fault : nil } }
    _ = try await fixture.performUntilSettled()
    try await expectOnce(fixture, "\(fault) at write \(write)")
  }

  @Test(
    "Every write's answer is lost, the first time",
    arguments: [FakeDarkWebID.Fault.lostAnswer, .lostRequest, .errorAfterEffect], [true, false])
  func allLost(fault: FakeDarkWebID.Fault, hidesPending: Bool) async throws {
    let fixture = try LoadFixture(
      Self.plan,
      {
        $0.titlesAreUnique = false
        $0.hidesPending = hidesPending
        $0.fault = { ($0.write ?? 9) <= Self.plan.count ? fault : nil }
      }, there: Self.there)
    _ = try await fixture.performUntilSettled()
    try await expectOnce(fixture, "\(fault)")
  }

  @Test("Stopped before and after every single request: the end is the same")
  func stoppedAnywhere() async throws {
    let calls = try await undisturbed().calls
    for number in 1...calls {
      for fault in [FakeDarkWebID.Fault.stopBefore, .stopAfter] {
        let fixture = try LoadFixture(
          Self.plan,
          {
            $0.titlesAreUnique = false
            $0.fault = { $0.number == number ? fault : nil }
          }, there: Self.there)
        #expect(try await fixture.performUntilSettled() == 2)
        try await expectOnce(fixture, "\(fault) at request \(number)")
      }
    }
  }

  @Test("A request that certainly did not arrive leaves no intent behind")
  func withdrawn() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { behaviour in
      behaviour.fault = { $0.write == nil ? nil : .noConnection }
    }
    await #expect(throws: (any Error).self) { try await fixture.perform() }
    #expect(try fixture.entries().isEmpty)
    #expect(fixture.fake.created.isEmpty)
  }

  @Test("A lost create that is found is linked, and nothing is sent again")
  func found() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { behaviour in
      behaviour.fault = { $0.write == 1 ? .lostAnswer : nil }
    }
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.writes == 1)
    #expect(try fixture.links() == [.init(id: "id-A", uuid: "u-a")])
    #expect(fixture.notes.contains { $0.contains("looked up before anything is sent again") })
  }

  @Test("A lost create that is nowhere is sent again only when a pending import would be listed")
  func sentAgain() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { behaviour in
      behaviour.fault = { $0.write == 1 ? .lostRequest : nil }
    }
    let begun = fixture.time.now()
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.created == ["A"])
    #expect(fixture.time.now().timeIntervalSince(begun) >= 600)
    #expect(try fixture.result(of: "A")?.attempts == 2)
  }

  @Test("Each sending counts, those that the service asked to repeat too, before it is sent")
  func attempts() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) { behaviour in
      behaviour.fault = { call in
        switch call.write {
        case 1, 3, 4: .tooMany
        case 5: .stopBefore
        default: nil
        }
      }
    }
    await #expect(throws: FakeDarkWebID.Killed.self) { try await fixture.perform() }
    #expect(try fixture.entries().map(\.attempts) == [2, 3])
    fixture.fake.change { $0.fault = { _ in nil } }
    _ = try await fixture.performUntilSettled()
    #expect(try fixture.results().map(\.attempts) == [2, 4])
  }

  @Test("An answer with nothing in it is looked up, and what took effect is not sent again")
  func emptyAnswer() async throws {
    let fixture = try LoadFixture(
      [.create("A", "a.com"), .add("Old", to: "u-1", "new.com")],
      { $0.fault = { $0.write == nil ? nil : .emptyAnswer } }, there: [("Old", "u-1", [])])
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.writes == 2)
    #expect(try fixture.results().map(\.status) == [.imported, .imported])
    #expect(try fixture.links().map(\.uuid) == ["u-a", "u-1"])
  }

  @Test("Where two could be the lost one, neither is linked and nothing is sent: a person decides")
  func ambiguous() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { behaviour in
      behaviour.twins = ["A"]
      behaviour.fault = { $0.write == 1 ? .lostAnswer : nil }
    }
    #expect(try await fixture.perform().state == .running)
    #expect(fixture.fake.writes == 1)
    #expect(try fixture.links().isEmpty)
    let result = try #require(try fixture.result(of: "A"))
    #expect(result.status == .unknown)
    #expect(result.detail?.contains("2 organizations") == true)
    #expect(result.detail?.contains("u-twin") == true)
  }

  @Test("A lost create whose title belongs to somebody else by now is settled, not sent again")
  func titleTaken() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { behaviour in
      behaviour.fault = { $0.write == 1 ? .stopBefore : nil }
    }
    await #expect(throws: FakeDarkWebID.Killed.self) { try await fixture.perform() }
    fixture.fake.change { $0.fault = { _ in nil } }
    fixture.fake.add("a", uuid: "u-other", ["other.com"])
    #expect(try await fixture.perform().state == .finished)
    let result = try #require(try fixture.result(of: "A"))
    #expect(result.status == .unimported)
    #expect(result.reason == .titleExists)
    #expect(result.detail?.contains("u-other") == true)
    #expect(fixture.fake.created.isEmpty)
    #expect(try fixture.links().isEmpty)
  }

  @Test("A service that stops answering gets no more than three requests that nobody answers")
  func patience() async throws {
    let plan = (1...9).map { PlanLine.create("C\($0)", "c\($0).com") }
    let fixture = try LoadFixture(plan) { behaviour in
      behaviour.fault = { $0.write == nil ? nil : .errorBeforeEffect }
    }
    await #expect(throws: LoadError.noAnswers(3)) { try await fixture.perform() }
    #expect(fixture.fake.writes == 3)
    #expect(try fixture.results().map(\.status) == [.unknown, .unknown, .unknown])
    fixture.fake.change { $0.fault = { _ in nil } }
    _ = try await fixture.performUntilSettled()
    #expect(fixture.fake.created.count == 9)
  }

  @Test("What is in doubt is settled before the world is looked at: no way out is barred")
  func settledFirst() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) { behaviour in
      behaviour.limit = 2
      behaviour.fault = { $0.write == 1 ? .stopAfter : nil }
    }
    await #expect(throws: FakeDarkWebID.Killed.self) { try await fixture.perform() }
    fixture.fake.change {
      $0.fault = { _ in nil }
      $0.takenByOthers = 1
    }
    fixture.time.move(by: .seconds(60))
    let error = await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(error?.message.contains("nothing more was sent") == true)
    #expect(try fixture.entries().map(\.state) == [.imported])
    #expect(try fixture.results().map(\.status) == [.imported])
    func open() throws -> [String] {
      try fixture.openLedger().unsettledRuns(besides: "run-2", fixture.ledgerAccount.account)
    }
    #expect(try open() == [fixture.run.url.path], "it has begun, and is not at its end")
    #expect(try await fixture.discard() == .init())
    #expect(try open().isEmpty)
  }

  @Test("Where an organization is somebody else's by the time of its intent, nothing is sent to it")
  func linkedAtTheIntent() async throws {
    let fixture = try LoadFixture(
      [.create("A", "a.com"), .add("Old", to: "u-1", "new.com", adopting: true)],
      there: [("Old", "u-1", ["old.com"])])
    fixture.fake.change { behaviour in
      behaviour.fault = { call in
        guard call.write == 1 else { return nil }
        // Behind the look at the world, and before the second organization's turn.
        try? fixture.openLedger().link(
          LedgerLink(id: "id-Other", uuid: "u-1", title: "Old", run: "x", linkedAt: ""),
          fixture.ledgerAccount)
        return nil
      }
    }
    let error = await #expect(throws: LedgerError.self) { try await fixture.perform() }
    #expect(error?.kind == .overtaken)
    #expect(fixture.fake.writes == 1)
    #expect(fixture.sent.map(\.method) == [.post])
  }

  @Test("A list that was asked for before the time was up proves nothing afterwards")
  func slowList() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { behaviour in
      behaviour.hidesPending = true
      behaviour.titlesAreUnique = false
      behaviour.importTime = .seconds(590)
      behaviour.fault = { $0.write == 1 ? .lostAnswer : nil }
      behaviour.answerTime = .seconds(200)
    }
    _ = try await fixture.performUntilSettled()
    #expect(fixture.fake.created == ["A"])
    #expect(fixture.fake.writes == 1)
  }

  @Test("A login page instead of an answer: the load stops, and what it was is looked up first")
  func doubtfulAnswer() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) { behaviour in
      behaviour.titlesAreUnique = false
      behaviour.fault = { $0.write == 1 ? .loginPageAfterEffect : nil }
    }
    let error = await #expect(throws: ServiceError.self) { try await fixture.perform() }
    #expect(error?.kind == .refused)
    #expect(try fixture.entries().map(\.isInDoubt) == [true])
    fixture.fake.change { $0.fault = { _ in nil } }
    _ = try await fixture.performUntilSettled()
    #expect(fixture.fake.created == ["A", "B"])
  }

  @Test("What somebody has linked since it was planned is not created, and bars nobody")
  func linkedSincePlanned() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) { behaviour in
      behaviour.fault = { $0.write == 1 ? .stopBefore : nil }
    }
    await #expect(throws: FakeDarkWebID.Killed.self) { try await fixture.perform() }
    fixture.fake.change { $0.fault = { _ in nil } }
    fixture.fake.add("Another title", uuid: "u-9", [])
    for id in ["id-A", "id-B"] {
      try fixture.openLedger().link(
        LedgerLink(id: id, uuid: "u-\(id)", title: "", run: "x", linkedAt: ""),
        fixture.ledgerAccount)
    }
    // B is seen when the world is looked at; A, which is in doubt, when it would be sent again.
    await #expect(throws: LoadError.self) { try await fixture.perform() }
    fixture.time.move(by: .seconds(700))
    #expect(try await fixture.perform(replans: true).state == .finished)
    #expect(fixture.fake.created.isEmpty)
    #expect(try fixture.results().map(\.reason) == [.titleExists, .titleExists])
    #expect(
      try fixture.openLedger().unsettledRuns(besides: "", fixture.ledgerAccount.account).isEmpty)
  }
}
