import FoundationEssentials
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

  @Test("A create that is answered with the id alone is followed like any other")
  func answersBriefly() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.answersBriefly = true }
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.result(of: "A")?.uuid == "u-a")
    #expect(fixture.fake.writes == 1)
  }
}
