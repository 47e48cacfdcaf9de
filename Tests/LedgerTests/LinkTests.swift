import Pipeline
import TestSupport
import Testing

@testable import Ledger

@Suite("Links that a person makes and removes")
struct LinkTests {
  let fixture: LedgerFixture
  let ledger: Ledger

  init() throws {
    fixture = try LedgerFixture()
    ledger = try fixture.open()
  }

  private var account: LedgerAccount { fixture.account }

  private func link(_ id: String, _ uuid: String) -> LedgerLink {
    LedgerLink(
      id: id, uuid: uuid, title: "Client \(id)", run: LedgerLink.byHand,
      linkedAt: "2026-11-23T10:15:00Z")
  }

  @Test("A link that a person makes is told with all that is known of it")
  func made() throws {
    try ledger.link(link("7", "u-7"), account)
    #expect(try fixture.open().linkRows(account) == [link("7", "u-7")])
    #expect(try ledger.links(account) == [.init(id: "7", uuid: "u-7")])
  }

  @Test(
    "To make the same link again changes nothing; a second one on either side is refused by name")
  func unique() throws {
    try ledger.link(link("7", "u-7"), account)
    try ledger.link(link("7", "u-7"), account)
    let here = #expect(throws: LedgerError.self) { try ledger.link(link("7", "u-8"), account) }
    #expect(here?.message.contains("organization 7 is linked with u-7 already") == true)
    let there = #expect(throws: LedgerError.self) { try ledger.link(link("8", "u-7"), account) }
    #expect(there?.message.contains("u-7 is linked with the organization 7 already") == true)
    #expect(try ledger.linkRows(account) == [link("7", "u-7")])
  }

  @Test("What is removed is free again on both sides; the other links and the imports stay")
  func removed() throws {
    try ledger.note(.sample("7", .imported, uuid: "u-7"), account)
    try ledger.link(link("8", "u-8"), account)
    try ledger.unlink(["7"], account)
    #expect(try ledger.links(account) == [.init(id: "8", uuid: "u-8")])
    #expect(try ledger.entries(of: "run-1", account).map(\.id) == ["7"])
    try ledger.link(link("9", "u-7"), account)
    try ledger.link(link("7", "u-9"), account)
    #expect(try ledger.links(account).count == 3)
  }

  @Test("A link goes at the moment at which what made it is recorded otherwise, or not at all")
  func unlinked() throws {
    try ledger.note(.sample("7", .imported, uuid: "u-7"), account)
    try ledger.note(.sample("8", .imported, uuid: "u-8"), account)
    var other = account
    other.account.reseller = "r-2"
    try ledger.note(.sample("7", .imported, uuid: "u-7"), other)
    #expect(throws: LedgerError.self) {
      try ledger.record(
        [.sample("7", .unimported), .sample("9", .imported, uuid: "u-8")], unlinking: ["u-7"],
        account, now: LedgerFixture.now)
    }
    #expect(try ledger.links(account).map(\.id) == ["7", "8"])
    try ledger.record(
      [.sample("7", .unimported)], unlinking: ["u-7"], account, now: LedgerFixture.now)
    #expect(try ledger.links(account) == [.init(id: "8", uuid: "u-8")])
    #expect(try ledger.links(other).count == 1)
    #expect(try ledger.entries(of: "run-1", account).contains { $0.state == .unimported })
  }

  @Test("All that an account has had is told, over all its runs, and no other account's")
  func allRuns() throws {
    try ledger.note(.sample("7", run: "run-1", .imported, uuid: "u-7"), account)
    try ledger.note(.sample("7", run: "run-2", .pending, uuid: "u-7"), account)
    var other = account
    other.source = "saved pages"
    try ledger.note(.sample("8", run: "run-1", .imported, uuid: "u-8"), other)
    #expect(try ledger.entries(account).map(\.run).sorted() == ["run-1", "run-2"])
    #expect(try ledger.entries(other).map(\.id) == ["8"])
  }

  @Test("Another account's links are not removed")
  func otherAccount() throws {
    var other = account
    other.account.reseller = "r-2"
    try ledger.link(link("7", "u-7"), account)
    try ledger.link(link("7", "u-7"), other)
    try ledger.unlink(["7"], other)
    #expect(try ledger.links(account).count == 1)
    #expect(try ledger.links(other).isEmpty)
  }
}
