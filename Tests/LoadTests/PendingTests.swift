import FoundationEssentials
import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("Imports that take their time")
struct PendingTests {
  @Test("What is pending when the time is up stays pending; going on asks again and sends nothing")
  func leftPending() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) {
      $0.importTime = .seconds(900)
    }
    #expect(try await fixture.perform().state == .running)
    #expect(try fixture.results().map(\.status) == [.pending, .pending])
    #expect(try fixture.results().first?.statuses == [.pending])

    fixture.time.move(by: .seconds(900))
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.results().map(\.status) == [.imported, .imported])
    #expect(fixture.fake.writes == 2)
  }

  @Test("A shorter time is kept to")
  func shortTime() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.importTime = .seconds(900) }
    let begun = fixture.time.now()
    #expect(try await fixture.perform(pendingTimeout: .seconds(20)).state == .running)
    #expect(fixture.time.now().timeIntervalSince(begun) < 60)
  }

  @Test("An organization that is hidden while it is pending is waited for")
  func hidden() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.hidesPending = true }
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.writes == 1)
    #expect(try fixture.result(of: "A")?.status == .imported)
  }

  @Test("A service that tells no status: a domain that is listed is imported")
  func tellsNoStatus() async throws {
    let fixture = try LoadFixture([.create("A", "a.com", "b.com")]) {
      $0.tellsStatus = false
      $0.importTime = .zero
    }
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.result(of: "A")?.statuses == [.imported, .imported])
  }

  @Test(
    "Where no answer tells a status, a domain that is not listed yet is pending, until its time is up"
  )
  func notListedYet() async throws {
    let fixture = try LoadFixture([.create("A", "a.com", "b.com")]) {
      $0.tellsStatus = false
      $0.importTime = .seconds(60)
      $0.outcomes = ["b.com": .unimported("gov_domain")]
    }
    let begun = fixture.time.now()
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.time.now().timeIntervalSince(begun) >= 600)
    #expect(try fixture.result(of: "A")?.statuses == [.imported, .unimported])
  }

  @Test("A create that is answered with the id alone is followed like any other")
  func answersBriefly() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.answersBriefly = true }
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.result(of: "A")?.uuid == "u-a")
    #expect(fixture.fake.writes == 1)
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

  @Test("With something still pending at the end, it does not say that it is finished")
  func notFinished() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.importTime = .seconds(9000) }
    try await fixture.perform(pendingTimeout: .seconds(90))
    #expect(fixture.notes.first?.contains("up to 90 seconds") == true)
    #expect(fixture.notes.last?.contains("1 organization is not settled yet") == true)
  }

  @Test("Of several that are still pending it speaks as of several")
  func severalNotFinished() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) {
      $0.importTime = .seconds(9000)
    }
    try await fixture.perform(pendingTimeout: .seconds(90))
    #expect(fixture.notes.last?.contains("2 organizations are not settled yet") == true)
  }

  @Test(
    "It is asked less and less often, down to a third of what the profile says, however much that is",
    arguments: [1, 40])
  func pauses(interval: Int) async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.importTime = .seconds(500) }
    let (interval, before) = (Duration.seconds(interval), fixture.time.sleeps.count)
    #expect(try await fixture.perform(asking: interval).state == .finished)
    // The pacer's own pauses are half a second.
    let pauses = fixture.time.sleeps.dropFirst(before).filter { $0 >= interval }
    #expect(pauses.first == interval)
    #expect(pauses.last == interval * 3)
    #expect(pauses == pauses.sorted())
  }
}

extension LoadFixture {
  /// Loads, and asks about pending imports at an interval of the test's own at first.
  fileprivate func perform(asking interval: Duration) async throws -> Checkpoint {
    var settings = settings()
    settings.pollInterval = interval
    let stage = LoadStage(
      client: try client(), ledger: try openLedger(), settings: settings, approved: digest,
      locks: locks, audit: nil, time: time)
    return try await StageRunner(run: run) { _ in }.perform(stage)
  }
}
