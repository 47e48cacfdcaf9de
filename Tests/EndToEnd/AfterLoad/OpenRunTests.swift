import Foundation
import Testing

@Suite("A run that is not settled")
struct OpenRunTests {
  /// A run that stays pending: the sandbox holds one import back.
  private func pending() async throws -> (Workplace, pipeline: String, run: String) {
    let place = try await Workplace()
    let pipeline = try place.pipeline { $0.pendingTimeout = 0.3 }
    let outcome = try await place.glueport("run", pipeline, "--yes")
    #expect(outcome.exit == 69, "\(outcome.error)")
    let runs = try FileManager.default.contentsOfDirectory(
      atPath: place.folder.appending(path: "runs").path)
    return (place, pipeline, try #require(runs.first))
  }

  private func runs(_ place: Workplace) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: place.folder.appending(path: "runs").path)
  }

  @Test("is never skipped over: a new one names it and both ways out, before IT Glue is read")
  func blocks() async throws {
    let (place, pipeline, run) = try await pending()
    let before = (try await place.journal()["requests"] as? [String: Int])?["itglue"]
    let second = try await place.glueport("run", pipeline, "--yes")
    #expect(second.exit == 78, "\(second.error)")
    #expect(second.error.contains("glueport resume \(run)"))
    #expect(second.error.contains("glueport discard \(run)"))
    #expect((try await place.journal()["requests"] as? [String: Int])?["itglue"] == before)
    #expect(try runs(place) == [run], "no empty run is left behind")
  }

  @Test("is resumed by --continue, and when it is let go --continue begins a new one")
  func continues() async throws {
    let (place, pipeline, run) = try await pending()
    let resumed = try await place.glueport("run", pipeline, "--yes", "--continue")
    #expect(resumed.exit == 69, "\(resumed.error)")
    #expect(try runs(place) == [run])
    #expect(try await place.glueport("discard", run).exit == 0)
    let fresh = try await place.glueport("run", pipeline, "--yes", "--continue")
    #expect([0, 2].contains(fresh.exit), "\(fresh.error)")
    #expect(try runs(place).count == 2)
  }

  @Test("whose directory is gone is let go by its id and the pipeline file")
  func directoryGone() async throws {
    let (place, pipeline, run) = try await pending()
    try FileManager.default.removeItem(at: place.folder.appending(path: "runs/\(run)"))
    let blocked = try await place.glueport("run", pipeline, "--yes")
    #expect(blocked.exit == 78)
    let wrong = try await place.glueport("discard", "another", "--pipeline", pipeline)
    #expect(wrong.exit == 64)
    let outcome = try await place.glueport("discard", run, "--pipeline", pipeline)
    #expect(outcome.exit == 0, "\(outcome.error)")
    #expect(outcome.output.contains("1 pending imports are no longer followed"))
    let fresh = try await place.glueport("run", pipeline, "--yes")
    #expect([0, 2].contains(fresh.exit), "\(fresh.error)")
  }
}

@Suite("A load that is stopped in the middle")
struct StoppedLoadTests {
  /// A load under way of which some requests have been answered.
  private func underWay(_ place: Workplace, _ pipeline: String) async throws -> RunningProgram {
    try await place.arm("darkwebid:slow=250x*")
    let running = try place.start("run", pipeline, "--yes", "--run-dir", "run")
    while try await place.created().count < 2, running.isRunning {
      try await Task.sleep(for: .milliseconds(20))
    }
    return running
  }

  @Test(
    "by a signal lets what is under way end: nothing is in doubt afterwards",
    arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func signalled(number: Int32, exit: Int32) async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let running = try await underWay(place, pipeline)
    running.signal(number)
    let outcome = try await running.end()
    #expect(outcome.exit == exit, "\(outcome.error)")
    let results = try place.lines("run/4-load/results.jsonl")
    #expect(!results.contains { $0["status"] as? String == "unknown" })
    let planned = try place.lines("run/3-validate/plan.jsonl").count
    #expect(results.count < planned, "it was stopped in the middle")
    #expect(results.count == (try await place.created()).count)
    try await place.arm("darkwebid:slow=1")
    let resumed = try await place.glueport("resume", "./run")
    #expect(resumed.exit == 69, "the sandbox holds one back: \(resumed.error)")
    let created = try await place.created()
    #expect(created.count == planned)
    #expect(Set(created).count == planned)
  }

  @Test("by kill -9 is told by report, status and why as the ledger knows it")
  func killed() async throws {
    let place = try await Workplace()
    let running = try await underWay(place, try place.pipeline())
    while try place.ledgerCount("state = 'pending' OR state = 'imported'") == 0, running.isRunning {
      try await Task.sleep(for: .milliseconds(20))
    }
    running.signal(SIGKILL)
    _ = try await running.end()
    #expect(
      !FileManager.default.fileExists(
        atPath: place.folder.appending(path: "run/4-load/results.jsonl").path))
    let report = try await place.glueport("report", "./run", "--json")
    let summary = try #require(try report.json()["summary"] as? [String: Any])
    let statuses = try #require(summary["statuses"] as? [String: [String: Int]])
    let told = ["pending", "imported", "unknown"].reduce(0) {
      $0 + (statuses[$1]?["organizations"] ?? 0)
    }
    #expect(told == (try place.ledgerCount("TRUE")))
    #expect(told > 0)
    let undo = try await place.glueport("report", "./run", "--format", "undo")
    #expect(undo.output.contains("created and linked"))
  }

  @Test("leaves the list of what it did, to be undone, with the ids on both sides")
  func undo() async throws {
    let place = try await Workplace()
    _ = try await place.glueport("run", try place.pipeline(), "--yes", "--run-dir", "run")
    let text = try place.text("run/report/undo.csv")
    for line in try place.lines("run/4-load/results.jsonl") {
      guard let uuid = line["uuid"] as? String, let id = line["id"] as? String else { continue }
      #expect(text.contains("\(id),\(uuid)"))
    }
    #expect(text.hasPrefix("What was done,Organization,IT Glue ID,Dark Web ID,Domains,To undo it"))
  }
}

extension Workplace {
  /// How many imports the ledger has that a condition in SQL holds for.
  func ledgerCount(_ condition: String) throws -> Int {
    let pipe = Pipe()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import sqlite3, sys
      ledger = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
      print(ledger.execute("SELECT count(*) FROM import WHERE " + sys.argv[2]).fetchone()[0])
      """, folder.appending(path: "ledger.sqlite").path, condition,
    ]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
  }
}
