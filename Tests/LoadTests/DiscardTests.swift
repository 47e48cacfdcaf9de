import DarkWebID
import FoundationEssentials
import HTTPTransport
import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("Letting go of a run")
struct DiscardTests {
  @Test("Pending imports are no longer followed, and the links stay")
  func pending() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) {
      $0.importTime = .seconds(9000)
    }
    try await fixture.perform(pendingTimeout: .seconds(10))
    let calls = fixture.fake.calls
    #expect(try await fixture.discard()?.pending == 2)
    #expect(fixture.fake.calls == calls, "nobody is asked where nothing is in doubt")
    #expect(try fixture.links().count == 2)
    #expect(
      try fixture.openLedger().unsettledRuns(besides: "", fixture.ledgerAccount.account).isEmpty)
  }

  @Test("A run that was let go of is settled, though something of it is still pending there")
  func settled() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) {
      $0.refused = ["B": "bad luck"]
      $0.importTime = .seconds(9000)
    }
    try await fixture.perform(pendingTimeout: .seconds(10))
    _ = try await fixture.discard()
    fixture.fake.change {
      $0.refused = [:]
      $0.importTime = .zero
    }
    #expect(try await fixture.retry().entries.map(\.id) == ["id-B"])
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.results().map(\.status) == [.pending, .imported])
  }

  /// A run whose first create was lost.
  private func lost(_ fault: FakeDarkWebID.Fault) async throws -> LoadFixture {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) { behaviour in
      behaviour.fault = { $0.write == 1 ? fault : nil }
    }
    await #expect(throws: FakeDarkWebID.Killed.self) { try await fixture.perform() }
    return fixture
  }

  @Test("A lost request that had arrived is found and linked")
  func arrived() async throws {
    let fixture = try await lost(.stopAfter)
    fixture.time.move(by: .seconds(60))
    let outcome = try #require(try await fixture.discard())
    #expect(outcome.found == 1)
    #expect(try fixture.links() == [.init(id: "id-A", uuid: "u-a")])
    #expect(try fixture.entries().map(\.state) == [.imported])
  }

  @Test("As long as it may still show up, the run is not let go, and until when is told")
  func tooEarly() async throws {
    let fixture = try await lost(.stopBefore)
    fixture.time.move(by: .seconds(100))
    let error = await #expect(throws: LoadError.self) { _ = try await fixture.discard() }
    #expect(error?.kind == .unavailable)
    #expect(error?.message.contains("“A”") == true)
    #expect((error?.retryAfter?.seconds).map { (1...500).contains($0) } == true)
    #expect(try fixture.entries().map(\.isInDoubt) == [true])
  }

  @Test("One that cannot have arrived any more is let go")
  func notArrived() async throws {
    let fixture = try await lost(.stopBefore)
    fixture.time.move(by: .seconds(601))
    #expect(try await fixture.discard()?.notArrived == 1)
    #expect(fixture.fake.created.isEmpty)
    #expect(try fixture.entries().map(\.state) == [.unimported])
    #expect(
      try fixture.openLedger().unsettledRuns(besides: "", fixture.ledgerAccount.account).isEmpty)
  }

  @Test("A run that the ledger knows nothing of is nobody's")
  func unknown() async throws {
    #expect(try await LoadFixture([]).discard() == nil)
  }
}
