import FoundationEssentials
import Ledger
import Pipeline
import TestSupport
import Testing

@testable import Load

@Suite("The account's lock while a load is at work")
struct LeaseTests {
  private static let plan = (1...6).map { PlanLine.create("C\($0)", "c\($0).com") }
  private static let holder =
    #"{"host":"another-machine","pid":7,"started":"2026-11-23T11:00:00Z","token":"t"}"#

  /// The lock file of the only account that was loaded.
  private static func lock(in folder: URL) throws -> URL {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    try #require(names.count == 1)
    return folder.appending(path: names[0])
  }

  /// What is done to the lock file in the middle of a request, and what went wrong with that.
  private func watch(
    _ fixture: LoadFixture, _ body: @escaping @Sendable (FakeDarkWebID.Call, URL) throws -> Void
  ) {
    let folder = fixture.locks
    fixture.fake.change {
      $0.fault = { call in
        // Taken once it is known whose account it is.
        if call.number > 1 {
          #expect(throws: Never.self) { try body(call, Self.lock(in: folder)) }
        }
        return nil
      }
    }
  }

  private func expectRefusal(_ error: LockedError?, _ fixture: LoadFixture) throws {
    #expect(error?.kind.exit.rawValue == 73)
    #expect(error?.holder?.host == "another-machine")
    #expect(error?.message.contains("process 7 on another-machine") == true)
    let lock = try Self.lock(in: fixture.locks)
    #expect(
      String(decoding: try FileBytes.read(lock), as: UTF8.self) == Self.holder,
      "it is left to the one who has it now")
  }

  @Test(
    "Taken by another machine, it ends the load before the next request; the ledger has what was sent"
  )
  func takenWhileSending() async throws {
    let fixture = try LoadFixture(Self.plan)
    watch(fixture) { call, lock in
      if call.write == 3 { try Data(Self.holder.utf8).write(to: lock) }
    }
    let error = await #expect(throws: LockedError.self) { try await fixture.perform() }
    try expectRefusal(error, fixture)
    #expect(fixture.fake.created == ["C1", "C2", "C3"])
    #expect(fixture.sent.count == 3)
    #expect(try fixture.entries().map(\.state) == [.pending, .pending, .pending])
    #expect(try fixture.entries().map(\.uuid) == ["u-c1", "u-c2", "u-c3"])
    #expect(try fixture.results().count == 3)
  }

  @Test("Taken while several are sent side by side, those under way end and nothing more is sent")
  func takenSideBySide() async throws {
    let fixture = try LoadFixture(Self.plan)
    watch(fixture) { call, lock in
      if call.write == 1 { try Data(Self.holder.utf8).write(to: lock) }
    }
    let error = await #expect(throws: LockedError.self) {
      try await fixture.perform(concurrency: 3)
    }
    try expectRefusal(error, fixture)
    #expect(fixture.sent.count <= 3, "those whose turn had come already")
    #expect(try fixture.entries().count == fixture.sent.count)
    #expect(try fixture.entries().allSatisfy { $0.state == .pending })
  }

  @Test("Taken while imports are pending, it stops the load too: the other one follows them")
  func takenWhileFollowing() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.importTime = .seconds(400) }
    watch(fixture) { call, lock in
      if call.number == 8 { try Data(Self.holder.utf8).write(to: lock) }
    }
    let error = await #expect(throws: LockedError.self) { try await fixture.perform() }
    try expectRefusal(error, fixture)
    #expect((8...9).contains(fixture.fake.calls), "in the next round at the latest")
    #expect(try fixture.entries().map(\.state) == [.pending])
  }

  @Test("However long imports are pending, other machines never see the lock as run out")
  func renewed() async throws {
    let fixture = try LoadFixture([.create("A", "a.com")]) { $0.importTime = .seconds(590) }
    let time = fixture.time
    watch(fixture) { _, lock in
      let held = try JSONFile.read(FileLock.Holder.self, from: lock)
      let end = try #require(held.expires.flatMap(Timestamp.date))
      #expect(end > time.now(), "at \(time.now())")
    }
    #expect(try await fixture.perform().state == .finished)
    #expect(fixture.fake.calls > 20)
  }
}
