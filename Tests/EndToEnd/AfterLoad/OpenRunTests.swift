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
    #expect([0, 2, 69].contains(fresh.exit), "\(fresh.error)")
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
    #expect(outcome.output.contains("pending imports are no longer followed"))
    let fresh = try await place.glueport("run", pipeline, "--yes")
    #expect([0, 2, 69].contains(fresh.exit), "\(fresh.error)")
  }
}
