import Foundation
import TestSupport
import Testing

@Suite("Storage that several machines share", .serialized)
struct SharedStorageTests {
  /// What another machine has in the lock of the account.
  private func hold(_ place: Workplace, until end: String) throws {
    let folder = place.folder.appending(path: "locks")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .first { $0.hasPrefix("account-") })
    _ = try place.write(
      #"{"expires":"\#(end)","host":"another-machine","pid":7,"started":"2026-11-23T10:00:00Z","token":"t"}"#,
      to: "locks/\(name)")
  }

  @Test(
    "A load that is killed on one machine goes on at another once its lease has run out, by the same ledger, and creates nothing twice",
    .ownThread)
  func anotherMachine() async throws {
    let account = try await SmallAccount(seed: 11, organizations: 12, domains: 20)
    let (place, pipeline) = try await account.place(
      faults: "darkwebid:slow=300x*@8,\(FaultDice.always)")
    let text = try String(contentsOfFile: pipeline, encoding: .utf8)
    try Data((text + "shared_storage: true\n").utf8).write(to: URL(filePath: pipeline))
    let running = try place.start(["run", pipeline, "--yes", "--run-dir", "run"])
    while running.isRunning, try await place.arrived().count < 2 {
      try await Task.sleep(for: .milliseconds(5))
    }
    running.signal(SIGKILL)
    _ = try await running.end()
    // What another machine could not read is not there.
    #expect(!place.has("ledger.sqlite-wal") && !place.has("ledger.sqlite-shm"))

    try await place.arm(FaultDice.always)
    try hold(place, until: "2999-01-01T00:00:00Z")
    // By the run's own audit: what was under way at the kill may arrive later.
    func writes() throws -> Int {
      try place.text("run/4-load/audit.jsonl").ranges(of: "POST").count
    }
    let sent = try writes()
    let refused = try await place.glueport("resume", "./run", "--yes")
    #expect(refused.exit == 73, "\(refused.error)")
    #expect(refused.error.contains("another-machine"))
    #expect(try writes() == sent && sent > 0)

    try hold(place, until: "2020-01-01T00:00:00Z")
    var outcome = try await place.glueport("resume", "./run", "--yes")
    if outcome.exit == 69 { outcome = try await place.settle(pipeline) }
    #expect(outcome.exit == account.exit, "\(outcome.error)")
    #expect(try place.final("run") == account.final)
    #expect(try await place.created().sorted() == account.titles)
  }
}
