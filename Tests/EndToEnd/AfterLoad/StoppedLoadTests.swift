import Foundation
import Testing

@Suite("A load that is stopped in the middle", .ownThread)
struct StoppedLoadTests {
  /// A load under way of which some requests have been answered.
  private func underWay(_ place: Workplace, _ pipeline: String) async throws -> RunningProgram {
    try await place.arm("darkwebid:slow=6000x*@8")
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
    while try place.ledger().imports(in: ["pending", "imported"]) == 0, running.isRunning {
      try await Task.sleep(for: .milliseconds(20))
    }
    running.signal(SIGKILL)
    _ = try await running.end()
    #expect(!place.has("run/4-load/results.jsonl"))
    let report = try await place.glueport("report", "./run", "--json")
    let summary = try #require(try report.json()["summary"] as? [String: Any])
    let statuses = try #require(summary["statuses"] as? [String: [String: Int]])
    let told = ["pending", "imported", "unknown"].reduce(0) {
      $0 + (statuses[$1]?["organizations"] ?? 0)
    }
    #expect(told == (try place.ledger().imports()))
    #expect(told > 0)
    let undo = try await place.glueport("report", "./run", "--format", "undo")
    #expect(undo.output.contains("created and linked"))
  }
}
