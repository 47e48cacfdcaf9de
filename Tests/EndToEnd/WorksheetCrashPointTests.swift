import Foundation
import Testing

/// As in ``CrashPointTests``, the debug build is killed where something becomes durable.
@Suite("Killed while a worksheet is taken back, the end is the same")
struct WorksheetCrashPointTests {
  @Test("Killed at any point while it is taken back, the end is the same once it is given again")
  func killed() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline {
      $0.worksheet = "Example MSP"
      $0.licence = "{ limit: 40 }"
    }
    let run = try await place.glueport("run", pipeline, "--yes", "--run-dir", "runs/one")
    #expect(run.exit == 69, "\(run.error)")
    var sheet = try FilledSheet(place, "runs/one/report/worksheet.csv")
    for row in sheet.rows.indices {
      sheet[row, "Done"] = row.isMultiple(of: 3) ? "import_error" : "x"
    }
    try sheet.write(place, "done.csv")
    let saved = try place.text("runs/one/run.json")
    func copy(_ from: String, _ to: String) throws {
      let (from, to) = (place.folder.appending(path: from), place.folder.appending(path: to))
      try? FileManager.default.removeItem(at: to)
      if FileManager.default.fileExists(atPath: from.path) {
        try FileManager.default.copyItem(at: from, to: to)
      }
    }
    let state = ["runs/one", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"]
    try FileManager.default.createDirectory(
      at: place.folder.appending(path: "saved/runs"), withIntermediateDirectories: true)
    for name in state { try copy(name, "saved/\(name)") }
    let load = ["load", pipeline, "--run-dir", "runs/one", "--done", "done.csv"]
    let calm = try await place.glueport(load)
    #expect(calm.exit == 2, "\(calm.error)")
    let expected = try place.final("runs/one")
    let links = try await place.glueport("links", "list").output
    #expect(!links.isEmpty)

    var point = 1
    while true {
      for name in state { try copy("saved/\(name)", name) }
      #expect(try place.text("runs/one/run.json") == saved)
      let killed = try await place.glueport(
        load, environment: ["GLUEPORT_CRASH_AT": "\(point)"])
      if killed.exit >= 0 { break }
      let resumed = try await place.glueport("resume", "one")
      #expect([2, 69].contains(resumed.exit), "killed at point \(point): \(resumed.error)")
      let again = try await place.glueport(load)
      #expect(again.exit == 2, "killed at point \(point): \(again.error)")
      #expect(try place.final("runs/one") == expected, "killed at point \(point)")
      #expect(try await place.glueport("links", "list").output == links)
      point += 1
    }
    #expect(point > 8, "the points were passed")
  }
}
