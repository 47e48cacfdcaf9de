import Foundation
import Testing

@Suite(
  "A disk that is full or read-only: told, nothing sent without a durable intent, and then it goes on",
  .enabled(if: SmallDisk.isPossible, "no file system can be mounted here: unshare, nsenter"),
  .ownThread)
struct LedgerDiskTests {
  /// An account, a place for it, and a disk that holds the ledger or the run.
  private struct Scene {
    let account: SmallAccount
    let place: Workplace
    let disk: SmallDisk
    let pipeline: String
    let run: String
    let ledger: URL

    /// - Parameter holdsRun: True for the run on the disk, false for the ledger.
    init(holdsRun: Bool = false) async throws {
      account = try await SmallAccount(seed: 5, organizations: 36, domains: 60)
      (place, pipeline) = try await account.place(faults: FaultDice.always)
      disk = try await SmallDisk(in: place)
      let folder = holdsRun ? place.folder : disk.folder
      ledger = folder.appending(path: "ledger.sqlite")
      run = (holdsRun ? disk.folder : place.folder).appending(path: "run").path
      let text = try String(contentsOfFile: pipeline, encoding: .utf8)
      try Data(text.replacing("state: ledger.sqlite", with: "state: \(ledger.path)").utf8)
        .write(to: URL(filePath: pipeline))
    }

    /// Makes the plan, and gives back its digest.
    func plan() async throws -> String {
      let dry = try await disk.glueport(
        "run", pipeline, "--dry-run", "--json", "--run-dir", run)
      let summary = try #require(try dry.json()["summary"] as? [String: Any], "\(dry.error)")
      return try #require(summary["plan"] as? String)
    }

    /// Begins to load, and fills the disk as soon as so many creates have arrived.
    func loadUntilFull(after count: Int = 1) async throws -> Outcome {
      try await place.arm("darkwebid:slow=1500x*@8,\(FaultDice.always)")
      let running = try disk.start(["run", pipeline, "--yes", "--json", "--run-dir", run])
      while running.isRunning, try await place.arrived().count < count {
        try await Task.sleep(for: .milliseconds(5))
      }
      try disk.fill()
      let outcome = try await running.end()
      try await place.arm(FaultDice.always)
      return outcome
    }

    /// That the disk is named as what is wrong.
    func expectComplaint(_ outcome: Outcome, about path: String) throws {
      #expect(outcome.exit == 74, "\(outcome.error)")
      let error = try #require(try outcome.json()["error"] as? [String: Any])
      let message = error["message"] as? String ?? ""
      #expect(message.contains(path), "\(message)")
      #expect((error["remedy"] as? String)?.isEmpty == false, "what to do about \(message)")
    }

    /// That the run ends as it would have with a better disk.
    func expectEnd(_ outcome: Outcome) async throws {
      let results = URL(filePath: run).appending(path: "4-load/results.jsonl")
      let reach = holds(results) ? disk.seenFromOutside("run") : URL(filePath: run)
      let copy = place.folder.appending(path: "run")
      if reach != copy { try FileManager.default.copyItem(at: reach, to: copy) }
      #expect(try await account.differences(place, after: outcome) == [], "\(outcome.error)")
    }

    private func holds(_ file: URL) -> Bool { file.path.hasPrefix(disk.folder.path + "/") }

    /// Runs a command, then resumes until the imports have settled.
    func settle(after command: [String]) async throws -> Outcome {
      var outcome = try await disk.start(command).end()
      for _ in 0..<5 where outcome.exit == 69 {
        outcome = try await disk.glueport("resume", run, "--yes")
      }
      return outcome
    }
  }

  @Test("Full before there is a ledger: 74, and nothing arrives")
  func fullFromTheStart() async throws {
    let scene = try await Scene()
    try scene.disk.fill()
    let run = ["run", scene.pipeline, "--yes", "--run-dir", scene.run]
    let outcome = try await scene.disk.start(run + ["--json"]).end()
    try scene.expectComplaint(outcome, about: scene.ledger.path)
    #expect(try await scene.place.arrived().isEmpty)
    try scene.disk.free()
    try await scene.expectEnd(try await scene.settle(after: run))
  }

  @Test(
    "Full or read-only when the plan is to be loaded: 74, and nothing arrives",
    arguments: [true, false])
  func unwritableBeforeLoad(isFull: Bool) async throws {
    let scene = try await Scene()
    let digest = try await scene.plan()
    if isFull { try scene.disk.fill() } else { try await scene.disk.setReadOnly(true) }
    let load = ["load", scene.pipeline, "--run-dir", scene.run, "--plan-digest", digest]
    let outcome = try await scene.disk.start(load + ["--json"]).end()
    try scene.expectComplaint(outcome, about: scene.ledger.path)
    #expect(try await scene.place.arrived().isEmpty)
    if isFull { try scene.disk.free() } else { try await scene.disk.setReadOnly(false) }
    try await scene.expectEnd(try await scene.settle(after: load))
  }

  @Test(
    "Full in the middle of a load: 74, the ledger has all that arrived, and resume goes on")
  func fullInTheMiddle() async throws {
    let scene = try await Scene()
    let outcome = try await scene.loadUntilFull()
    try scene.expectComplaint(outcome, about: scene.ledger.path)
    let arrived = try await scene.place.arrived()
    #expect(arrived.count < scene.account.titles.count, "it was full before the end")
    let known = try LedgerCopy(
      of: scene.disk.seenFromOutside("ledger.sqlite"), in: scene.place.folder
    ).texts()
    #expect(arrived.filter { !known.contains($0) } == [], "sent without a durable intent")
    try scene.disk.free()
    try await scene.expectEnd(
      try await scene.settle(after: ["resume", scene.run, "--yes"]))
  }

  @Test("No room for the audit in the middle of a load: 74, it is named, and resume goes on")
  func auditDoesNotFit() async throws {
    let scene = try await Scene(holdsRun: true)
    let outcome = try await scene.loadUntilFull()
    try scene.expectComplaint(outcome, about: "\(scene.run)/4-load/audit.jsonl")
    #expect(
      try await scene.place.arrived().count < scene.account.titles.count,
      "nothing more is sent without it")
    try scene.disk.free()
    try await scene.expectEnd(
      try await scene.settle(after: ["resume", scene.run, "--yes"]))
  }

  @Test("No room for the results, when all is sent: 74, they are named, and resume writes them")
  func resultsDoNotFit() async throws {
    let scene = try await Scene(holdsRun: true)
    let outcome = try await scene.loadUntilFull(after: scene.account.titles.count)
    try scene.expectComplaint(outcome, about: "\(scene.run)/4-load/results.jsonl")
    let arrived = try await scene.place.arrived()
    #expect(arrived.sorted() == scene.account.titles)
    try scene.disk.free()
    try await scene.expectEnd(
      try await scene.settle(after: ["resume", scene.run, "--yes"]))
    #expect(try await scene.place.arrived() == arrived, "nothing was sent again")
  }

  @Test("No room for the run's directory when the plan is to be loaded: 74, and nothing arrives")
  func noRoomForTheStage() async throws {
    let scene = try await Scene(holdsRun: true)
    let digest = try await scene.plan()
    try scene.disk.fill()
    let load = ["load", scene.pipeline, "--run-dir", scene.run, "--plan-digest", digest]
    let outcome = try await scene.disk.start(load + ["--json"]).end()
    try scene.expectComplaint(outcome, about: scene.run)
    #expect(try await scene.place.arrived().isEmpty)
    try scene.disk.free()
    try await scene.expectEnd(try await scene.settle(after: load))
  }
}
