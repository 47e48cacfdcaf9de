import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

@Suite("The lock on a file")
struct FileLockTests {
  private let folder: TemporaryFolder
  private let now = ManualTime().now()

  init() throws {
    folder = try TemporaryFolder()
  }

  private var file: URL { folder.url.appending(path: "locks/run.lock") }

  @Test("A second taker is refused and told who holds it")
  func second() throws {
    let lock = try FileLock(file, of: "the run x", now: now)
    let error = #expect(throws: LockedError.self) {
      try FileLock(file, of: "the run x", now: now.addingTimeInterval(60))
    }
    #expect(error?.kind == .locked)
    #expect(error?.holder?.pid == getpid())
    #expect(error?.holder?.started == "2026-11-23T10:15:00Z")
    let host = error?.holder?.host ?? ""
    #expect(!host.isEmpty)
    #expect(
      error?.message
        == "process \(getpid()) on \(host) works on the run x since 2026-11-23T10:15:00Z")
    withExtendedLifetime(lock) {}
  }

  @Test("Refused takers do not take it away from its holder")
  func stillHeld() throws {
    let lock = try FileLock(file, of: "x", now: now)
    for _ in 1...3 {
      #expect(throws: LockedError.self) { try FileLock(file, of: "x", now: now) }
    }
    withExtendedLifetime(lock) {}
  }

  @Test("Let go, it is free, though a program that is being started still has the descriptor")
  func copied() throws {
    var lock: FileLock? = try FileLock(file, of: "x", now: now)
    // What a fork leaves behind until the new program is under way.
    let path = file.resolvingSymlinksInPath().path
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(
      Int32.init)
    let copies = open.filter {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
    }.map { dup($0) }
    defer { copies.forEach { close($0) } }
    #expect(!copies.isEmpty)
    lock = nil
    #expect(throws: Never.self) { try FileLock(file, of: "x", now: now) }
    withExtendedLifetime(lock) {}
  }

  @Test("Let go, it is free, and the next holder is the one that is told")
  func release() throws {
    var lock: FileLock? = try FileLock(file, of: "x", now: now)
    #expect(lock != nil)
    lock = nil
    let later = now.addingTimeInterval(3600)
    let next = try FileLock(file, of: "x", now: later)
    let error = #expect(throws: LockedError.self) { try FileLock(file, of: "x", now: now) }
    #expect(error?.holder?.started == "2026-11-23T11:15:00Z")
    withExtendedLifetime(next) {}
  }

  @Test("Another machine's lease holds until it ends, and the refusal names until when")
  func leaseElsewhere() throws {
    try folder.write(
      """
      {"expires":"2026-11-23T10:20:00Z","host":"another-machine","pid":7,
       "started":"2026-11-23T10:00:00Z","token":"t"}
      """, to: "locks/run.lock")
    let error = #expect(throws: LockedError.self) {
      try FileLock(file, of: "the account x", lease: .seconds(300), now: now)
    }
    #expect(
      error?.message
        == "process 7 on another-machine works on the account x since 2026-11-23T10:00:00Z")
    #expect(error?.remedy?.contains("2026-11-23T10:20:00Z") == true)
    let late = now.addingTimeInterval(301)
    let lock = try FileLock(file, of: "the account x", lease: .seconds(300), now: late)
    try lock.check(now: late)
  }

  @Test("A lease of this machine whose process has ended is stale at once")
  func staleHere() throws {
    var lock: FileLock? = try FileLock(file, of: "x", lease: .seconds(300), now: now)
    let content = try Data(contentsOf: file)
    lock = nil
    // What kill -9 leaves behind.
    try content.write(to: file)
    #expect(throws: Never.self) { try FileLock(file, of: "x", lease: .seconds(300), now: now) }
    withExtendedLifetime(lock) {}
  }

  @Test("A lease is renewed by checking it, long before it ends")
  func renewed() throws {
    let lock = try FileLock(file, of: "x", lease: .seconds(300), now: now)
    func end() throws -> String? { try JSONFile.read(FileLock.Holder.self, from: file).expires }
    try lock.check(now: now.addingTimeInterval(99))
    #expect(try end() == "2026-11-23T10:20:00Z")
    try lock.check(now: now.addingTimeInterval(101))
    #expect(try end() == "2026-11-23T10:21:41Z")
  }

  @Test("Whoever lost his lease to another machine learns of it, and leaves it to that one")
  func lost() throws {
    var lock: FileLock? = try FileLock(file, of: "x", lease: .seconds(300), now: now)
    let other = #"{"host":"another-machine","pid":7,"started":"2026-11-23T11:00:00Z","token":"t"}"#
    try Data(other.utf8).write(to: file)
    let error = #expect(throws: LockedError.self) { try lock?.check(now: now) }
    #expect(error?.holder?.host == "another-machine")
    lock = nil
    #expect(try String(contentsOf: file, encoding: .utf8) == other)
  }

  @Test("A shorter holder leaves nothing of a longer one behind")
  func rewritten() throws {
    try folder.write(String(repeating: "x", count: 10_000), to: "locks/run.lock")
    let lock = try FileLock(file, of: "x", now: now)
    let holder = try JSONFile.read(FileLock.Holder.self, from: file)
    #expect(holder.pid == getpid())
    withExtendedLifetime(lock) {}
  }

  @Test("Where the file does not say who holds it, the refusal still says what is held")
  func unknownHolder() throws {
    let lock = try FileLock(file, of: "the run x", now: now)
    try Data("?".utf8).write(to: file)
    let error = #expect(throws: LockedError.self) { try FileLock(file, of: "the run x", now: now) }
    #expect(error?.holder == nil)
    #expect(error?.message == "another process works on the run x")
    withExtendedLifetime(lock) {}
  }

  @Test("It is for its owner's eyes, and so is its folder")
  func privacy() throws {
    let lock = try FileLock(file, of: "x", now: now)
    #expect(try mode(of: file) == 0o600)
    #expect(try mode(of: file.deletingLastPathComponent()) == 0o700)
    withExtendedLifetime(lock) {}
  }

  @Test("A place that cannot be locked is an error of the disk, not somebody else's lock")
  func noPlace() throws {
    let error = #expect(throws: FileError.self) { try FileLock(folder.url, of: "x", now: now) }
    #expect(error?.kind == .storage)
  }

  @Test("Being refused closes nobody else's file")
  func descriptors() async throws {
    let lock = try FileLock(file, of: "x", now: now)
    let refusals = Refusals(file: file, now: now)
    async let refused: Void = refusals.provoke(1500)
    async let lost = refusals.countLostDescriptors()
    _ = await refused
    #expect(await lost == 0)
    withExtendedLifetime(lock) {}
  }
}

/// Takers that are refused, and beside them somebody who opens files of his own.
private final class Refusals: Sendable {
  private let file: URL
  private let now: Date
  private let isDone = Mutex(false)

  init(file: URL, now: Date) {
    self.file = file
    self.now = now
  }

  @concurrent func provoke(_ count: Int) async {
    for _ in 1...count { _ = try? FileLock(file, of: "x", now: now) }
    isDone.withLock { $0 = true }
  }

  @concurrent func countLostDescriptors() async -> Int {
    var lost = 0
    while !isDone.withLock({ $0 }) {
      let mine = open("/dev/null", O_RDONLY | O_CLOEXEC)
      for _ in 1...50 where fcntl(mine, F_GETFD) < 0 {
        lost += 1
        break
      }
      if fcntl(mine, F_GETFD) >= 0 { close(mine) }
    }
    return lost
  }
}
