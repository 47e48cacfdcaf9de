import Foundation
import Testing

@Suite("Two loaders at once: one works, the other is refused")
struct TwoLoadersTests {
  /// A load under way, which a pending import keeps at work until it is killed.
  private struct Scene {
    let place: Workplace
    let pipeline: String
    let sheet: String
    let holder: RunningProgram

    init() async throws {
      place = try await Workplace(
        ["--organizations", "6", "--domains", "9", "--seed", "3"], importTime: 40)
      sheet = try await place.sheetForAll()
      pipeline = try Self.pipeline(place, "test", sheet, patience: 600)
      let dry = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "dry")
      let title = try #require(
        try place.lines("dry/3-validate/plan.jsonl").last?["name"] as? String, "\(dry.error)")
      try await place.arm("darkwebid:hold=\(title)x*,darkwebid:duplicate-201x*")
      holder = try place.start("run", pipeline, "--yes", "--run-dir", "run")
      let planned = try place.lines("dry/3-validate/plan.jsonl").count
      while holder.isRunning, try await place.arrived().count < planned {
        try await Task.sleep(for: .milliseconds(5))
      }
      #expect(holder.isRunning, "\(holder.errorSoFar)")
    }

    static func pipeline(
      _ place: Workplace, _ name: String, _ sheet: String, patience: Double
    ) throws -> String {
      try place.pipeline {
        $0.name = name
        $0.spreadsheet = sheet
        $0.organizations = "{}"
        $0.pendingTimeout = patience
      }
    }

    /// That the holder is named so that a person can find it.
    func expectRefusal(_ outcome: Outcome) throws {
      #expect(outcome.exit == 73, "\(outcome.error)")
      let error = try #require(try outcome.json()["error"] as? [String: Any])
      let message = error["message"] as? String ?? ""
      #expect(message.contains("\(holder.processID)"), "\(message)")
      #expect(message.contains(try Self.hostName()), "\(message)")
      #expect(message.contains(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/), "\(message)")
      #expect(holder.isRunning, "the first one works on")
    }

    private static func hostName() throws -> String {
      try String(contentsOfFile: "/proc/sys/kernel/hostname", encoding: .utf8)
        .trimmingCharacters(in: .newlines)
    }

    /// Kills the holder, and resumes its run at once, with less patience for what is held.
    func expectNextGoesOn() async throws {
      _ = try Self.pipeline(place, "test", sheet, patience: 0.2)
      holder.signal(SIGKILL)
      _ = try await holder.end()
      let next = try await place.glueport("resume", "./run", "--yes")
      #expect(next.exit == 69, "one import is still pending: \(next.error)")
      let created = try await place.created()
      #expect(created.count == Set(created).count)
      #expect(try place.lines("run/4-load/results.jsonl").count == created.count)
    }
  }

  @Test("Two runs of two pipelines on one account: 73 names the holder; killed, it holds no more")
  func twoRuns() async throws {
    let scene = try await Scene()
    let other = try Scene.pipeline(scene.place, "other", scene.sheet, patience: 0.2)
    let arrived = try await scene.place.arrived()
    let refused = try await scene.place.glueport("run", other, "--yes", "--json")
    try scene.expectRefusal(refused)
    #expect(try await scene.place.arrived() == arrived)
    try await scene.expectNextGoesOn()
    // The other pipeline is kept back by the run now, not by who works on it.
    let blocked = try await scene.place.glueport("run", other, "--yes")
    #expect(blocked.exit == 78, "\(blocked.error)")
    #expect(try await scene.place.arrived() == arrived)
  }

  @Test("One run twice: 73 names the holder; killed, it holds no more")
  func oneRunTwice() async throws {
    let scene = try await Scene()
    let arrived = try await scene.place.arrived()
    for command in [["resume", "./run"], ["run", scene.pipeline, "--run-dir", "run"]] {
      try scene.expectRefusal(try await scene.place.glueport(command + ["--yes", "--json"]))
    }
    #expect(try await scene.place.arrived() == arrived)
    try await scene.expectNextGoesOn()
  }
}
