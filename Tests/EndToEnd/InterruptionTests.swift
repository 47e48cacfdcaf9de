import Foundation
import Testing

@Suite("Disturbed on the way, resumed, the end is the same", .ownThread)
struct InterruptionTests {
  /// Enough pages to walk, every kind of outcome, and quick.
  private func account() async throws -> SmallAccount {
    try await SmallAccount(seed: 3, organizations: 6, domains: 9)
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
    let account = try await account()
    // What is sent blindly a second time is made a second time.
    let (place, pipeline) = try await account.place(faults: "\(spec),\(FaultDice.always)")
    let outcome = try await place.settle(pipeline, most: 5)
    #expect(try await account.differences(place, after: outcome) == [], "\(outcome.error)")
  }

  @Test(
    "SIGINT ends with 130 and SIGTERM with 143, and the run can be resumed",
    arguments: [
      (SIGINT, Int32(130)), (SIGTERM, Int32(143)),
    ])
  func signals(number: Int32, exit: Int32) async throws {
    let account = try await account()
    let (place, pipeline) = try await account.place(faults: "itglue:slow=1500x*")
    let running = try place.start("run", pipeline, "--yes", "--run-dir", "run")
    while !running.errorSoFar.contains("extract:"), running.isRunning {
      try await Task.sleep(for: .milliseconds(5))
    }
    running.signal(number)
    let outcome = try await running.end()
    #expect(outcome.exit == exit, "\(outcome.error)")
    #expect(outcome.error.contains("glueport resume"))
    try await place.arm("itglue:slow=1")
    #expect(place.has("run/run.json"))
    let resumed = try await place.settle(pipeline, most: 4)
    #expect(try await account.differences(place, after: resumed) == [], "\(resumed.error)")
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
