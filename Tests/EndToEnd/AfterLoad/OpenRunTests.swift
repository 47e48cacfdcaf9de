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
    return (place, pipeline, try #require(place.runs().first))
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
    // One without a `run.json` counts too.
    let left = try FileManager.default.contentsOfDirectory(
      atPath: place.folder.appending(path: "runs").path)
    #expect(left == [run], "no empty run is left behind")
  }

  @Test("is resumed by --continue, and when it is let go --continue begins a new one")
  func continues() async throws {
    let (place, pipeline, run) = try await pending()
    let resumed = try await place.glueport("run", pipeline, "--yes", "--continue")
    #expect(resumed.exit == 69, "\(resumed.error)")
    #expect(place.runs() == [run])
    #expect(try await place.glueport("discard", run).exit == 0)
    let fresh = try await place.glueport("run", pipeline, "--yes", "--continue")
    #expect([0, 2, 69].contains(fresh.exit), "\(fresh.error)")
    #expect(place.runs().count == 2)
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
    #expect(
      outcome.output.contains(/no longer followed: (1 pending import|\d+ pending imports)\n/),
      "\(outcome.output)")
    #expect(!outcome.output.contains(": 1 pending imports"))
    let fresh = try await place.glueport("run", pipeline, "--yes")
    #expect([0, 2, 69].contains(fresh.exit), "\(fresh.error)")
  }

  @Test("which had failed tells no failure any more once it is let go, and has its reports anew")
  func discardedAfterFailure() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline { $0.pendingTimeout = 0.3 }
    try await place.arm("darkwebid:500-beforex*")
    let failed = try await place.glueport("run", pipeline, "--yes", "--run-dir", "runs/run")
    #expect(failed.exit == 69, "\(failed.error)")
    let failure = try place.record("run")["failure"] as? [String: Any]
    #expect((failure?["message"] as? String)?.contains("did not answer") == true)
    let report = place.folder.appending(path: "runs/run/report")
    let reports = try FileManager.default.contentsOfDirectory(atPath: report.path)
    #expect(Set(reports).isSuperset(of: ["report.html", "fixes.csv"]))
    try FileManager.default.removeItem(at: report)
    try await place.arm("darkwebid:slow=1")
    var outcome = try await place.glueport("discard", "run")
    // As long as a request may still show up it is not let go.
    for _ in 0..<20 where outcome.exit == 69 {
      try await Task.sleep(for: .milliseconds(100))
      outcome = try await place.glueport("discard", "run")
    }
    #expect(outcome.exit == 0, "\(outcome.error)")
    #expect(try place.record("run")["state"] as? String == "finished")
    #expect(try place.record("run")["failure"] == nil)
    for file in ["report.html", "fixes.csv"] { #expect(place.has("runs/run/report/\(file)")) }
  }
}
