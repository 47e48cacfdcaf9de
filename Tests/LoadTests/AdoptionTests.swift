import DarkWebID
import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("A person decides which organization it is")
struct AdoptionTests {
  private func adoption(_ fixture: LoadFixture) throws -> Adoption {
    Adoption(
      client: try fixture.client(), ledger: try fixture.openLedger(), source: LoadFixture.source,
      pendingTimeout: .seconds(600), locks: fixture.locks, time: fixture.time)
  }

  @Test("Where two could be the lost one, the decision settles it, and the run goes on to its end")
  func ambiguous() async throws {
    let fixture = try LoadFixture([.create("A", "a.com"), .create("B", "b.com")]) { behaviour in
      behaviour.twins = ["A"]
      behaviour.fault = { $0.write == 1 ? .lostAnswer : nil }
    }
    #expect(try await fixture.perform().state == .running)
    let told = try #require(try fixture.result(of: "A")?.detail)
    #expect(told.contains("glueport links adopt id-A UUID"))
    let adoption = try adoption(fixture)
    let (remote, runs) = try await adoption.look(at: "u-twin", for: "id-A")
    #expect(remote.title == "A")
    #expect(runs == ["run-1"])
    try await adoption.adopt(remote, for: "id-A")
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.links().contains(.init(id: "id-A", uuid: "u-twin")))
    #expect(try fixture.result(of: "A")?.status == .imported)
    #expect(fixture.fake.created == ["A", "B"])
  }

  @Test(
    "A link that was made while its request was in doubt decides, of one and of several",
    arguments: [Set(["A"]), []])
  func linkedInDoubt(twins: Set<String>) async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { behaviour in
      behaviour.twins = twins
      behaviour.fault = { $0.write == 1 ? .stopAfter : nil }
    }
    await #expect(throws: FakeDarkWebID.Killed.self) { try await fixture.perform() }
    // What a decision leaves that was killed right after it was made.
    let uuid = twins.isEmpty ? "u-a" : "u-twin"
    try link("id-A", uuid, fixture)
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.result(of: "A")?.status == .imported)
    #expect(try fixture.links() == [.init(id: "id-A", uuid: uuid)])
    #expect(fixture.fake.writes == 1)
  }

  @Test("One that is linked with another organization is not the lost one")
  func linkedWithAnother() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { behaviour in
      behaviour.fault = { $0.write == 1 ? .stopAfter : nil }
    }
    await #expect(throws: FakeDarkWebID.Killed.self) { try await fixture.perform() }
    try link("id-Z", "u-a", fixture)
    #expect(try await fixture.perform().state == .finished)
    #expect(try fixture.result(of: "A")?.reason == .titleExists)
    #expect(try fixture.links() == [.init(id: "id-Z", uuid: "u-a")])
    #expect(fixture.fake.writes == 1)
  }

  /// Makes a link, and settles nothing.
  private func link(_ id: String, _ uuid: String, _ fixture: LoadFixture) throws {
    try fixture.openLedger().link(
      LedgerLink(id: id, uuid: uuid, title: "A", run: LedgerLink.byHand, linkedAt: ""),
      fixture.ledgerAccount)
  }

  @Test("What Dark Web ID does not have is not linked")
  func unknown() async throws {
    let fixture = try LoadFixture([])
    let adoption = try adoption(fixture)
    await #expect(throws: LoadError.noSuchOrganization("u-0")) {
      _ = try await adoption.look(at: "u-0", for: "id-A")
    }
  }

  @Test("An organization that is linked already is not linked again, on either side")
  func linkedAlready() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")])
    try await fixture.perform()
    fixture.fake.add("Other", uuid: "u-other", [])
    let adoption = try adoption(fixture)
    let other = try await adoption.look(at: "u-other", for: "id-A").remote
    await #expect(throws: LedgerError.self) { try await adoption.adopt(other, for: "id-A") }
    let mine = try await adoption.look(at: "u-a", for: "id-Z").remote
    await #expect(throws: LedgerError.self) { try await adoption.adopt(mine, for: "id-Z") }
    #expect(try fixture.links() == [.init(id: "id-A", uuid: "u-a")])
  }
}
