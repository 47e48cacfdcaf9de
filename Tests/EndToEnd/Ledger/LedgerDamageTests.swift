import Foundation
import TestSupport
import Testing

/// A damaged ledger does not know any more what was sent: to go on from it could send twice.
@Suite("A damaged ledger is refused by its name, and nothing is sent")
struct LedgerDamageTests {
  @Test("Whatever has happened to it", .timeLimit(.minutes(10)))
  func damaged() async throws {
    let place = try await Workplace(
      ["--organizations", "160", "--domains", "320", "--seed", "4"], faults: FaultDice.always,
      importTime: 0)
    let sheet = try await place.sheetForAll()
    let rows = try String(contentsOfFile: sheet, encoding: .utf8).split(separator: "\n")
    let most = try place.write(rows.prefix(110).joined(separator: "\n") + "\n", to: "most.csv")
    /// A ledger in a folder of its own, for the locks lie beside it.
    @Sendable func pipeline(_ name: String, _ sheet: String) throws -> String {
      try place.pipeline {
        $0.name = name
        $0.spreadsheet = sheet
        $0.organizations = "{}"
        $0.pageSize = 100
        $0.state = "\(name)/ledger.sqlite"
      }
    }
    let first = try await place.glueport("run", try pipeline("sound", most), "--yes")
    #expect(first.exit == 2, "\(first.error)")
    let sound = try Data(contentsOf: place.folder.appending(path: "sound/ledger.sqlite"))
    let arrived = try await place.arrived()

    let damages = LedgerDamage.all(pages: sound.count / LedgerDamage.pageSize)
    _ = try await sideBySide(damages) { damage in
      let ledger = place.folder.appending(path: "\(damage)/ledger.sqlite")
      try FileManager.default.createDirectory(
        at: ledger.deletingLastPathComponent(), withIntermediateDirectories: true)
      try sound.write(to: ledger)
      try damage.strike(ledger)
      let outcome = try await place.glueport(
        "run", try pipeline("\(damage)", sheet), "--yes", "--json")
      #expect(outcome.exit == 74, "\(damage): \(outcome.error)")
      let error = try outcome.json()["error"] as? [String: Any]
      let message = error?["message"] as? String ?? ""
      #expect(message.contains(ledger.path), "\(damage): \(message)")
      #expect((error?["remedy"] as? String)?.isEmpty == false, "\(damage): what to do")
    }
    #expect(try await place.arrived() == arrived, "nothing was sent from a damaged ledger")

    // The sound one would have sent something.
    let last = try await place.glueport("run", try pipeline("sound", sheet), "--yes")
    #expect(last.exit == 2, "\(last.error)")
    #expect(try await place.arrived().count > arrived.count)
  }

  @Test("A WAL of garbage, after a kill: what was lost with it is not sent again", .ownThread)
  func garbageInTheWAL() async throws {
    let account = try await SmallAccount(seed: 5, organizations: 12, domains: 20)
    let (place, pipeline) = try await account.place(
      faults: "darkwebid:slow=1500x*@8,\(FaultDice.always)")
    let running = try place.start(["run", pipeline, "--yes", "--run-dir", "run"])
    while running.isRunning, try await place.arrived().count < 2 {
      try await Task.sleep(for: .milliseconds(5))
    }
    running.signal(SIGKILL)
    _ = try await running.end()
    try await place.arm(FaultDice.always)
    let wal = place.folder.appending(path: "ledger.sqlite-wal")
    let size = try Data(contentsOf: wal).count
    #expect(size > 0)
    var random = SplitMix64(seed: 7)
    let garbage = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    try Data(garbage).write(to: wal)
    let outcome = try await place.glueport("resume", "./run", "--yes")
    #expect([74, 78].contains(outcome.exit), "\(outcome.error)")
    let created = try await place.created()
    #expect(created.count == Set(created).count)
  }
}
