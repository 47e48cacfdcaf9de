import Foundation
import Testing

/// The debug build numbers the places where something has just become durable or is about to:
/// `GLUEPORT_CRASH_AT=n` kills it at the n-th.
@Suite("Killed at a durable point, resumed, the end is the same")
struct CrashPointTests {
  /// Enough pages to walk, every kind of outcome, and quick.
  private func account() async throws -> SmallAccount {
    try await SmallAccount(seed: 3, organizations: 6, domains: 9)
  }

  /// Answers that are lost, and no luck: what is sent blindly a second time is made a second time.
  private static let faults =
    "darkwebid:lost,darkwebid:500-after@1,darkwebid:500-before@2,darkwebid:duplicate-201x*"

  /// How many points there are between two that are tried with faults: CI has not the time for each.
  private static let pace = TortureSettings.isLong ? 1 : 3

  /// Runs the account once for each point from `first` on, kills it there and resumes it, until a
  /// point is past the last one.
  ///
  /// - Returns: The stages in which it was killed, one for each point.
  private func kill(
    _ account: SmallAccount, from first: Int = 1, by step: Int = 1, faults: String = "",
    before: @escaping @Sendable (Workplace, String) async throws -> Void = { _, _ in }
  ) async throws -> [Stage?] {
    var hit: [Stage?] = []
    for point in stride(from: first, to: 1000, by: 6 * step) {
      let points = Array(stride(from: point, to: point + 6 * step, by: step))
      let stages = try await sideBySide(points) { point -> Stage?? in
        let (place, pipeline) = try await account.place(faults: faults)
        try await before(place, pipeline)
        let killed = try await place.glueport(
          place.commandThatGoesOn(pipeline), environment: ["GLUEPORT_CRASH_AT": "\(point)"])
        // Past the last point nothing is killed any more.
        guard killed.exit < 0 else { return nil }
        #expect(killed.exit == -SIGKILL, "point \(point)")
        let outcome = try await place.settle(pipeline)
        let differences = try await account.differences(place, after: outcome)
        #expect(differences == [], "killed at point \(point): \(outcome.error)")
        return .some(Stage(lastIn: killed.error))
      }
      hit += stages.compactMap { $0 }
      if stages.contains(nil) { break }
    }
    return hit
  }

  /// The number of the first point that load passes.
  private func firstOfLoad(_ account: SmallAccount) async throws -> Int {
    var (before, load) = (0, 256)
    while load - before > 1 {
      let (place, pipeline) = try await account.place()
      let killed = try await place.glueport(
        place.commandThatGoesOn(pipeline),
        environment: ["GLUEPORT_CRASH_AT": "\((before + load) / 2)"])
      let isEarlier = killed.exit < 0 && Stage(lastIn: killed.error) != .load
      if isEarlier { before = (before + load) / 2 } else { load = (before + load) / 2 }
    }
    return load
  }

  @Test(
    "kill -9 at every point of every stage: same results, nothing created twice",
    .timeLimit(.minutes(60)))
  func everyPoint() async throws {
    let account = try await account()
    #expect(!account.titles.isEmpty)
    let hit = try await kill(account)
    #expect(hit.count > 40, "the points were passed")
    #expect(Set(hit.compactMap { $0 }).count == 4, "every stage was killed at least once")
  }

  @Test(
    "kill -9 at the points of load while answers are lost: the same all the same",
    .timeLimit(.minutes(60)))
  func everyPointWithFaults() async throws {
    let account = try await account()
    let hit = try await kill(
      account, from: try await firstOfLoad(account), by: Self.pace, faults: Self.faults)
    #expect(hit.count * Self.pace > 10, "the points were passed")
  }

  @Test(
    "Killed in load, and again at the points of the resume: the same all the same",
    .timeLimit(.minutes(60)))
  func everyPointOfResume() async throws {
    let account = try await account()
    let point = try await firstOfLoad(account) + 6
    let hit = try await kill(account, by: Self.pace, faults: Self.faults) { place, pipeline in
      let killed = try await place.glueport(
        place.commandThatGoesOn(pipeline), environment: ["GLUEPORT_CRASH_AT": "\(point)"])
      #expect(killed.exit == -SIGKILL)
    }
    #expect(hit.count * Self.pace > 10, "the points were passed")
  }

  @Test("Killed before its plan, a run of --first 2 resumes with what was asked for")
  func firstTwo() async throws {
    let (place, pipeline) = try await account().place()
    let killed = try await place.glueport(
      "run", pipeline, "--first", "2", "--yes", "--run-dir", "run",
      environment: ["GLUEPORT_CRASH_AT": "10"])
    #expect(killed.exit == -SIGKILL)
    #expect(!place.has("run/3-validate/plan.jsonl"))
    let outcome = try await place.settle(pipeline)
    #expect([0, 2].contains(outcome.exit), "\(outcome.error)")
    #expect(try place.lines("run/3-validate/plan.jsonl").count == 2)
    #expect(try await place.created().count == 2)
  }
}
