import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Ledger

@Suite("What the ledger keeps")
struct LedgerTests {
  let fixture: LedgerFixture
  let ledger: Ledger

  init() throws {
    fixture = try LedgerFixture()
    ledger = try fixture.open()
  }

  private var account: LedgerAccount { fixture.account }

  @Test("A new ledger knows nothing")
  func empty() throws {
    #expect(try ledger.links(account).isEmpty)
    #expect(try ledger.entries(of: "run-1", account).isEmpty)
    #expect(try ledger.unsettledRuns(besides: "run-1", account.account).isEmpty)
    #expect(try !ledger.hasEntries(of: "run-1"))
  }

  @Test("An intent is there for whoever opens the file next, and so is its outcome")
  func intentThenOutcome() throws {
    var entry = LedgerEntry.sample()
    try ledger.note(entry, account)
    #expect(try fixture.open().entries(of: "run-1", account) == [entry])
    #expect(try fixture.open().hasEntries(of: "run-1"))
    #expect(try fixture.open().links(account).isEmpty)

    entry.state = .unimported
    entry.uuid = "u-1"
    entry.domains = [
      .init(
        name: "acme.com", status: .unimported, reason: .licenceLimit, detail: "“ask”\n\u{1F44B}")
    ]
    entry.reason = .licenceLimit
    entry.detail = "HTTP 422"
    entry.attempts = 3
    entry.intendedAt += 60
    try ledger.note(entry, account)
    #expect(try fixture.open().entries(of: "run-1", account) == [entry])
    #expect(try fixture.open().links(account) == [.init(id: "7", uuid: "u-1")])
  }

  @Test("Links are sorted by id, and keep their first writing")
  func sortedLinks() throws {
    for id in ["9", "10", "8"] {
      try ledger.note(.sample(id, .imported, uuid: "u-\(id)"), account)
      try ledger.note(.sample(id, .imported, uuid: "u-\(id)"), account)
    }
    #expect(try ledger.links(account).map(\.id) == ["10", "8", "9"])
    #expect(try ledger.links(account).map(\.uuid) == ["u-10", "u-8", "u-9"])
  }

  @Test("An organization that is linked takes no second link, and nothing of the attempt stays")
  func secondLinkHere() throws {
    try ledger.note(.sample("7", .imported, uuid: "u-1"), account)
    let error = #expect(throws: LedgerError.self) {
      try ledger.note(.sample("7", run: "run-2", .imported, uuid: "u-2"), account)
    }
    #expect(error?.problem == "organization 7 is linked with u-1 already")
    #expect(error?.kind == .overtaken)
    #expect(try ledger.links(account) == [.init(id: "7", uuid: "u-1")])
    #expect(try ledger.entries(of: "run-2", account).isEmpty)
  }

  @Test("What an organization is linked with takes no second one, and nothing of the attempt stays")
  func secondLinkThere() throws {
    try ledger.note(.sample("7", .imported, uuid: "u-1"), account)
    #expect(throws: LedgerError.self) {
      try ledger.note(.sample("8", .imported, uuid: "u-1"), account)
    }
    #expect(try ledger.links(account) == [.init(id: "7", uuid: "u-1")])
    #expect(try ledger.entries(of: "run-1", account).map(\.id) == ["7"])
  }

  @Test("A refused link leaves the entry as it was before, too")
  func secondLinkKeepsTheIntent() throws {
    try ledger.note(.sample("7", .imported, uuid: "u-1"), account)
    try ledger.note(.sample("8"), account)
    #expect(throws: LedgerError.self) {
      try ledger.note(.sample("8", .imported, uuid: "u-1"), account)
    }
    let entries = try ledger.entries(of: "run-1", account)
    #expect(entries.first { $0.id == "8" } == .sample("8"))
  }

  @Test("Accounts are kept apart, by reseller and by the origin of either side")
  func accountsApart() throws {
    var others = Array(repeating: account, count: 3)
    others[0].account.reseller = "r-2"
    others[1].account.origin = "https://127.0.0.1:8443"
    others[2].source = "https://api.eu.itglue.com"
    try ledger.note(.sample("7", .pending, uuid: "u-1"), account)
    for other in others {
      #expect(try ledger.links(other).isEmpty)
      #expect(try ledger.entries(of: "run-1", other).isEmpty)
    }
    // What is taken in one account is free in another.
    try ledger.note(.sample("8", .pending, uuid: "u-1"), others[0])
    try ledger.note(.sample("7", .pending, uuid: "u-2"), others[1])
    #expect(try ledger.links(others[0]) == [.init(id: "8", uuid: "u-1")])
    #expect(try ledger.links(others[1]) == [.init(id: "7", uuid: "u-2")])
    #expect(try ledger.links(account) == [.init(id: "7", uuid: "u-1")])
    #expect(try ledger.unsettledRuns(besides: "x", others[2].account) == ["run-1"])
    // Two regions of IT Glue count on their own, so the same id is another client there; but one
    // organization of Dark Web ID belongs to one client.
    try ledger.note(.sample("7", .pending, uuid: "u-3"), others[2])
    #expect(throws: LedgerError.self) {
      try ledger.note(.sample("9", .pending, uuid: "u-1"), others[2])
    }
  }

  @Test("Withdrawing removes an intent, and only an intent, of that run and organization")
  func withdraw() throws {
    try ledger.note(.sample("7"), account)
    try ledger.note(.sample("8"), account)
    try ledger.note(.sample("7", run: "run-2"), account)
    try ledger.withdraw(.sample("7"), account)
    #expect(try ledger.entries(of: "run-1", account).map(\.id) == ["8"])
    #expect(try ledger.entries(of: "run-2", account).map(\.id) == ["7"])
    for state in [
      LedgerEntry.State.unknown, .pending, .imported, .unimported, .discarded, .retry,
    ] {
      try ledger.note(.sample("8", state, uuid: "u-8"), account)
      try ledger.withdraw(.sample("8"), account)
      #expect(try ledger.entries(of: "run-1", account).map(\.state) == [state])
    }
    #expect(try ledger.links(account) == [.init(id: "8", uuid: "u-8")])
  }

  @Test("A run is unsettled while something of it is in doubt, pending or to be sent again")
  func unsettled() throws {
    try ledger.note(.sample("1", run: "b", .intended), account)
    try ledger.note(.sample("2", run: "a", .pending, uuid: "u-2"), account)
    try ledger.note(.sample("3", run: "a", .pending, uuid: "u-3"), account)
    try ledger.note(.sample("4", run: "c", .imported, uuid: "u-4"), account)
    try ledger.note(.sample("5", run: "d", .unimported), account)
    try ledger.note(.sample("6", run: "e", .unknown), account)
    try ledger.note(.sample("7", run: "f", .retry), account)
    try ledger.note(.sample("8", run: "g", .discarded, uuid: "u-8"), account)
    #expect(try ledger.unsettledRuns(besides: "c", account.account) == ["a", "b", "e", "f"])
    #expect(try ledger.unsettledRuns(besides: "a", account.account) == ["b", "e", "f"])
    try ledger.note(.sample("1", run: "b", .imported, uuid: "u-1"), account)
    try ledger.note(.sample("6", run: "e", .unimported), account)
    try ledger.note(.sample("7", run: "f", .unimported), account)
    #expect(try ledger.unsettledRuns(besides: "c", account.account) == ["a"])
  }

  @Test("Discarding stops following what is pending, and keeps the links")
  func discard() throws {
    try ledger.note(.sample("1", .pending, uuid: "u-1"), account)
    try ledger.note(.sample("2", .imported, uuid: "u-2"), account)
    try ledger.note(.sample("3", run: "run-2", .pending, uuid: "u-3"), account)
    #expect(try ledger.discardPending(of: "run-1", account, now: LedgerFixture.now) == 1)
    #expect(try ledger.unsettledRuns(besides: "x", account.account) == ["run-2"])
    #expect(
      try ledger.entries(of: "run-1", account).sorted { $0.id < $1.id }.map(\.state)
        == [.discarded, .imported])
    #expect(try ledger.links(account).count == 3)
    #expect(try ledger.discardPending(of: "run-1", account, now: LedgerFixture.now) == 0)
  }

  @Test("A request in doubt is not pending: letting go of what is leaves it")
  func discardInDoubt() throws {
    try ledger.note(.sample("1", .pending, uuid: "u-1"), account)
    try ledger.note(.sample("2"), account)
    try ledger.note(.sample("3", .unknown), account)
    #expect(try ledger.discardPending(of: "run-1", account, now: LedgerFixture.now) == 1)
    #expect(
      try ledger.entries(of: "run-1", account).sorted { $0.id < $1.id }.map(\.state)
        == [.discarded, .intended, .unknown])
  }

  @Test("Several are recorded all or none")
  func severalAtOnce() throws {
    try ledger.note(.sample("9", .imported, uuid: "u-9"), account)
    #expect(throws: LedgerError.self) {
      try ledger.record(
        [.sample("1", .retry, uuid: "u-1"), .sample("2", .retry, uuid: "u-9")], account,
        now: LedgerFixture.now)
    }
    #expect(try ledger.entries(of: "run-1", account).map(\.id) == ["9"])
    try ledger.record(
      [.sample("1", .retry, uuid: "u-1"), .sample("2", .retry)], account, now: LedgerFixture.now)
    #expect(try ledger.entries(of: "run-1", account).count == 3)
    #expect(try ledger.unsettledRuns(besides: "x", account.account) == ["run-1"])
  }

  @Test("The account of a run is known, and nobody's is not")
  func accountOfRun() throws {
    try ledger.note(.sample(), account)
    #expect(try ledger.account(of: "run-1") == account)
    #expect(try ledger.account(of: "run-2") == nil)
    #expect(try ledger.accounts(at: account.account.origin) == [account.account])
    #expect(try ledger.accounts(at: "https://elsewhere").isEmpty)
  }

  @Test("All runs that an organization was in are found by its id")
  func organizationOverRuns() throws {
    try ledger.note(.sample("7", run: "a", .unimported), account)
    try ledger.note(.sample("7", run: "b", .imported, uuid: "u"), account)
    try ledger.note(.sample("8", run: "b"), account)
    let found = try ledger.entries(ofOrganization: "7", account)
    #expect(Set(found.map(\.run)) == ["a", "b"])
  }

  @Test("Two that hold the ledger open see each other's writing")
  func twoConnections() throws {
    let other = try fixture.open()
    try ledger.note(.sample("1"), account)
    try other.note(.sample("2"), account)
    #expect(try ledger.entries(of: "run-1", account).count == 2)
    #expect(try other.entries(of: "run-1", account).count == 2)
  }
}
