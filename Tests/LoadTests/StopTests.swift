import FoundationEssentials
import HTTPTransport
import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("A load that is stopped, or that stops itself")
struct StopTests {
  private static let plan = (1...9).map { PlanLine.create("C\($0)", "c\($0).com") }

  @Test("Stopped by a person, what is under way comes to its end and nothing else is sent")
  func stopped() async throws {
    let fixture = try LoadFixture(Self.plan)
    let load = StoppableLoad()
    fixture.fake.change {
      $0.fault = { call in
        if call.write == 3 { load.stop() }
        return nil
      }
    }
    load.start { try await fixture.perform() }
    await #expect(throws: CancellationError.self) { try await load.end() }
    #expect(fixture.fake.created == ["C1", "C2", "C3"])
    let entries = try fixture.entries()
    #expect(entries.count == 3)
    #expect(entries.allSatisfy { !$0.isInDoubt }, "no answer was lost for the stop")
    #expect(try fixture.results().count == 3)
    fixture.fake.change { $0.fault = { _ in nil } }
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.created.count == 9)
  }

  @Test("Organizations that are refused for a reason nobody knows, one after the other, end it")
  func refusedInARow() async throws {
    let fixture = try LoadFixture(Self.plan) { behaviour in
      behaviour.refused = Dictionary(
        uniqueKeysWithValues: Self.plan.map { ($0.name, "no field x") })
    }
    let error = await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(error?.kind.exit == .unavailable)
    #expect(error?.message.contains("refused 4 organizations in a row") == true)
    #expect(error?.message.contains("no field x") == true)
    #expect(fixture.fake.writes == 4)
    #expect(try fixture.results().map(\.reason) == Array(repeating: .importError, count: 4))
    fixture.fake.change { $0.refused = [:] }
    #expect(try await fixture.perform().state == .finished)
    _ = try await fixture.retry()
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.created.count == 9)
  }

  @Test("A refusal whose reason is known is no reason to stop")
  func knownReason() async throws {
    let fixture = try LoadFixture(Self.plan) { $0.conflictsWithEach = true }
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.results().map(\.reason) == Array(repeating: .titleExists, count: 9))
  }

  @Test("Several side by side: each is created once, and told in the plan's order")
  func concurrent() async throws {
    let fixture = try LoadFixture(Self.plan)
    #expect(try await fixture.perform(concurrency: 4).state == .finished)
    #expect(fixture.fake.created.sorted() == Self.plan.map(\.name))
    #expect(try fixture.results().map(\.name) == Self.plan.map(\.name))
    #expect(try fixture.links().count == 9)
  }

  @Test("Side by side, a service that is down is left alone just as soon")
  func concurrentBreaker() async throws {
    let fixture = try LoadFixture(Self.plan) { behaviour in
      behaviour.fault = { $0.write == nil ? nil : .errorBeforeEffect }
    }
    await #expect(throws: LoadError.noAnswers(3)) { try await fixture.perform(concurrency: 4) }
    #expect(fixture.fake.writes <= 3 + 3, "three in a row, and those that were under way with them")
    fixture.fake.change { $0.fault = { _ in nil } }
    _ = try await fixture.performUntilSettled()
    #expect(fixture.fake.created.sorted() == Self.plan.map(\.name))
  }

  @Test("The vendor's words stand at the beginning and at the end, with the time that is waited")
  func words() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")])
    try await fixture.perform()
    #expect(
      fixture.notes.first?.hasPrefix(
        "Import has been started. Please allow up to 10 minutes to import the selected"
          + " organizations and domains.") == true)
    #expect(
      fixture.notes.last
        == "Import has been finished. You can now use the imported organizations as usual.")
  }

  @Test("With something still pending at the end, it does not say that it is finished")
  func notFinished() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.importTime = .seconds(9000) }
    try await fixture.perform(pendingTimeout: .seconds(90))
    #expect(fixture.notes.first?.contains("up to 90 seconds") == true)
    #expect(fixture.notes.last?.contains("1 organizations are not settled yet") == true)
  }

  @Test("With many pending, the list is asked and not each of them")
  func listed() async throws {
    let plan = (1...30).map { PlanLine.create("C\($0)", "c\($0).com") }
    let fixture = try LoadFixture(plan)
    try await fixture.perform()
    let single = fixture.exchange.arrivals.filter {
      $0.request.path.hasPrefix("/services/organization/")
    }
    #expect(single.isEmpty)
    #expect(try fixture.results().allSatisfy { $0.status == .imported })
  }

  @Test("Where the list tells no status, each is asked about after all")
  func listedWithoutStatus() async throws {
    let plan = (1...30).map { PlanLine.create("C\($0)", "c\($0).com") }
    let fixture = try LoadFixture(plan) { $0.listTellsStatus = false }
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.results().allSatisfy { $0.status == .imported })
  }
}

@Suite("When the world has overtaken the plan, and a person wants the rest")
struct ReplanTests {
  @Test("What cannot be loaded any more is left out with its reason; the rest is loaded")
  func rest() async throws {
    let fixture = try LoadFixture(
      [
        .create("A", "a.com"), .create("B", "b.com"), .add("Old", to: "u-1", "new.com"),
        .create("D", "d.com"),
      ], { $0.limit = 9 }, there: [("Old", "u-1", ["old.com"])])
    fixture.fake.add("a", uuid: "u-9", [])
    fixture.fake.add("Other", uuid: "u-8", ["b.com"])
    fixture.fake.remove("Old")
    await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(fixture.fake.writes == 0)
    #expect(try await fixture.perform(replans: true).state == .finished)
    #expect(fixture.fake.created == ["D"])
    #expect(
      try fixture.results().map(\.reason) == [
        .titleExists, .monitoredElsewhere, .importError, nil,
      ])
    #expect(try fixture.links() == [.init(id: "id-D", uuid: "u-d")])
  }

  @Test("Of licences that others took, as many lines are loaded as there is room for")
  func licences() async throws {
    let fixture = try LoadFixture([
      .create("A", "a.com"), .create("B", "b.com", "b.org"), .create("C", "c.com"),
    ]) { $0.limit = 4 }
    fixture.fake.change { $0.takenByOthers = 2 }
    await #expect(throws: LoadError.self) { try await fixture.perform() }
    #expect(try await fixture.perform(replans: true).state == .finished)
    #expect(try fixture.results().map(\.reason) == [nil, .licenceLimit, nil])
  }

  @Test("Where nothing was overtaken, everything is loaded")
  func nothing() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")])
    #expect(try await fixture.perform(replans: true).state == .finished)
    #expect(fixture.fake.created == ["A"])
  }
}
