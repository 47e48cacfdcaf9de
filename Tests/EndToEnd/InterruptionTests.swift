import Foundation
import Testing

@Suite("Disturbed on the way, resumed, the end is the same")
struct InterruptionTests {
  /// A small account: enough pages to walk, every kind of outcome, and quick.
  private func smallPlace(faults: String? = nil) async throws -> (Workplace, String) {
    let place = try await Workplace(
      ["--organizations", "6", "--domains", "9", "--seed", "3"], importTime: 60)
    let sheet = try await place.sheetForAll()
    // Only now, so that they hit the run and not what prepares it.
    if let faults { try await place.arm(faults) }
    let pipeline = try place.pipeline {
      $0.spreadsheet = sheet
      $0.organizations = "{}"
      $0.pageSize = 3
      $0.pendingTimeout = 0.5
    }
    return (place, pipeline)
  }

  private func resume(_ place: Workplace, _ run: String) async throws -> Outcome {
    var outcome = try await place.glueport("resume", "./\(run)", "--yes")
    // A lost answer may still be looked for when the time of one session is up.
    for _ in 0..<3 where outcome.exit == 69 {
      outcome = try await place.glueport("resume", "./\(run)", "--yes")
    }
    return outcome
  }

  @Test(
    "Faults on the way change nothing in the end",
    arguments: [
      "itglue:429=1x1,itglue:500x2@1,itglue:resetx1@3,itglue:truncatex1@2",
      "darkwebid:503x2,darkwebid:429=1x1@4",
      "darkwebid:lostx1@1",
      "darkwebid:500-afterx1",
      "darkwebid:500-beforex1@1",
      "darkwebid:lostx2,darkwebid:hide-pendingx*",
    ])
  func faults(spec: String) async throws {
    let (calm, calmPipeline) = try await smallPlace()
    let undisturbed = try await calm.glueport("run", calmPipeline, "--yes", "--run-dir", "run")
    // What is sent blindly a second time is made a second time.
    let (place, pipeline) = try await smallPlace(faults: spec + ",darkwebid:duplicate-201x*")
    var outcome = try await place.glueport("run", pipeline, "--yes", "--run-dir", "run")
    if outcome.exit == 69 { outcome = try await resume(place, "run") }
    #expect(outcome.exit == undisturbed.exit, "\(outcome.error)")
    #expect(try place.final("run") == calm.final("run"))
    #expect(try await place.created().sorted() == calm.created().sorted())
  }

  @Test(
    "SIGINT ends with 130 and SIGTERM with 143, and the run can be resumed",
    arguments: [
      (SIGINT, Int32(130)), (SIGTERM, Int32(143)),
    ])
  func signals(number: Int32, exit: Int32) async throws {
    let (place, pipeline) = try await smallPlace(faults: "itglue:slow=400x*")
    let running = try place.start("run", pipeline, "--yes", "--run-dir", "run")
    while !running.errorSoFar.contains("extract:") { try await Task.sleep(for: .milliseconds(5)) }
    running.signal(number)
    let outcome = try await running.end()
    #expect(outcome.exit == exit, "\(outcome.error)")
    #expect(outcome.error.contains("glueport resume"))
    try await place.arm("itglue:slow=1")
    let resumed = try await resume(place, "run")
    #expect([0, 2].contains(resumed.exit), "\(resumed.error)")
    let created = try await place.created()
    #expect(created.count == Set(created).count)
  }

  @Test("A pending import is asked about again by resume, which sends nothing")
  func pending() async throws {
    let place = try await Workplace()
    let first = try await place.glueport(
      "run", try place.pipeline { $0.pendingTimeout = 0.5 }, "--yes", "--run-dir", "run")
    #expect(first.exit == 69)
    #expect(first.output.contains("resume"))
    let before = try await place.journal()["creates"] as? [[String: Any]]
    let second = try await place.glueport("resume", "./run")
    #expect(second.exit == 69, "\(second.error)")
    let after = try await place.journal()["creates"] as? [[String: Any]]
    #expect(after?.count == before?.count)
  }
}
