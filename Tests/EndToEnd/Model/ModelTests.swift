import Foundation
import TestSupport
import Testing

@Suite("Whatever people and services do in whatever order: nothing twice, nothing lost", .ownThread)
struct ModelTests {
  @Test(
    "Random sequences of commands, kills, edits and changes on the far side",
    .timeLimit(.minutes(240)))
  func sequences() async throws {
    let began = ContinuousClock.now
    let count = TortureSettings.isLong ? max(1, TortureSettings.kills / 8) : 12
    let seeds = (0..<UInt64(count)).map { TortureSettings.seed &+ $0 }
    _ = try await sideBySide(seeds) { seed in
      var random = SplitMix64(seed: seed)
      let account = try await ModelAccount(seed: seed)
      let steps = Int.random(in: 6...10, using: &random)
      var interpreter = try await Interpreter(account, random: random)
      try await interpreter.run(steps: steps)
      let violations = interpreter.violations
      #expect(
        violations == [],
        """
        the first sequence with GLUEPORT_TORTURE_SEED=\(seed):
        \(interpreter.story.joined(separator: "\n"))
        """)
    }
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    print("model: \(count) sequences, seed \(TortureSettings.seed), \(Int(seconds)) seconds")
  }
}
