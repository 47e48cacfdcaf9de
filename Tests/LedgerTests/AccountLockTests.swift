import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Ledger

@Suite("The lock of an account")
struct AccountLockTests {
  private let folder: TemporaryFolder
  private let time = ManualTime()
  private let account = World.Account(origin: "https://secure.darkwebid.com", reseller: "r-1")

  init() throws {
    folder = try TemporaryFolder()
  }

  private var locks: URL { folder.url.appending(path: "locks") }

  private func take(_ account: World.Account) throws -> AccountLock {
    try AccountLock(account, in: locks, time: time)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: locks.path)
  }

  /// The lock file, once there is one.
  private func file() throws -> URL { locks.appending(path: try #require(try names().first)) }

  private func holder() throws -> FileLock.Holder {
    try JSONFile.read(FileLock.Holder.self, from: file())
  }

  /// What another machine writes when it takes the lock.
  private func takeElsewhere(until end: String) throws {
    let text =
      #"{"expires":"\#(end)","host":"another-machine","pid":7,"started":"2026-11-23T10:00:00Z","token":"t"}"#
    try Data(text.utf8).write(to: file())
  }

  @Test("One at a time for one account; the refusal names the account and its holder")
  func second() throws {
    let lock = try take(account)
    let error = #expect(throws: LockedError.self) { try take(account) }
    #expect(error?.kind.exit.rawValue == 73)
    #expect(
      error?.subject == "the account \(account.reseller) at \(account.origin)")
    #expect(error?.holder?.pid == ProcessInfo.processInfo.processIdentifier)
    #expect(throws: Never.self) { try lock.check() }
  }

  @Test("Let go, it is free; an account has the same lock each time")
  func again() throws {
    for _ in 1...3 {
      let lock = try take(account)
      try lock.check()
    }
    #expect(try names().count == 1)
  }

  @Test("Another partner, or another service, is another account")
  func othersAreFree() throws {
    let others = [
      World.Account(origin: account.origin, reseller: "r-2"),
      World.Account(origin: "http://127.0.0.1:8902", reseller: account.reseller),
    ]
    let held = try ([account] + others).map(take)
    for lock in held { try lock.check() }
    #expect(try names().count == 3)
    #expect(try names().allSatisfy { $0.wholeMatch(of: /account-[0-9a-f]{16}\.lock/) != nil })
  }

  @Test("Each check leaves two thirds of the lease at least, so that a request fits in")
  func renewed() throws {
    let lock = try take(account)
    for _ in 1...30 {
      time.move(by: .seconds(45))
      try lock.check()
      let end = try #require(try holder().expires.flatMap(Timestamp.date))
      #expect(end.timeIntervalSince(time.now()) >= AccountLock.lease.seconds * 2 / 3)
    }
  }

  @Test("Who lost it to another machine is refused at the next check, and leaves it to that one")
  func lost() throws {
    var lock: AccountLock? = try take(account)
    try takeElsewhere(until: "2026-11-23T10:30:00Z")
    let error = #expect(throws: LockedError.self) { try lock?.check() }
    #expect(error?.holder?.host == "another-machine")
    #expect(error?.remedy?.contains("2026-11-23T10:30:00Z") == true)
    lock = nil
    #expect(try holder().host == "another-machine")
  }

  @Test("What another machine holds is respected until its lease ends")
  func heldElsewhere() throws {
    _ = try take(account)
    try takeElsewhere(until: "2026-11-23T10:20:00Z")
    #expect(throws: LockedError.self) { try take(account) }
    time.move(by: .seconds(300))
    #expect(throws: Never.self) { try take(account).check() }
  }

  @Test("Where no lock can be made, it is the disk that is told")
  func noPlace() throws {
    try folder.write("", to: "locks")
    let error = #expect(throws: FileError.self) { try take(account) }
    #expect(error?.kind == .storage)
  }
}
