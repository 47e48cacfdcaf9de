import Foundation
import TestSupport
import Testing

@Suite("Killed at random moments under faults, resumed, the end is the same", .ownThread)
struct TortureTests {
  /// What was done, over all runs.
  private struct Tally {
    var runs = 0
    var hits: [Stage?] = []

    /// Whether a kill has struck in each stage.
    var isSpread: Bool { Set(hits.compactMap { $0 }).count == Stage.allCases.count }

    var text: String {
      let stages = [nil] + Stage.allCases
      let counts = stages.map { stage in
        "\(stage?.rawValue ?? "before any") \(hits.filter { $0 == stage }.count)"
      }
      return "\(hits.count) kills in \(runs) runs (\(counts.joined(separator: ", ")))"
    }
  }

  /// Several runs of one account.
  ///
  /// - Parameter seed: Decides the account and all that happens to it.
  private static func torture(seed: UInt64) async throws -> Tally {
    var random = SplitMix64(seed: seed)
    let domains = Int.random(in: 6...12, using: &random)
    // Six are in use from the start; now and then there are not enough for all.
    let licences = random.oneIn(3) ? 6 + domains - Int.random(in: 1...3, using: &random) : nil
    let account = try await SmallAccount(
      seed: seed, organizations: Int.random(in: 4...8, using: &random), domains: domains,
      licences: licences)
    var tally = Tally()
    for _ in 0..<3 {
      var round = TortureRound(account, random: SplitMix64(seed: random.next()))
      let differences = try await round.run()
      tally.runs += 1
      tally.hits += round.hits
      #expect(
        differences == [],
        """
        run \(tally.runs) of the first account with GLUEPORT_TORTURE_SEED=\(seed):
        \(round.story.joined(separator: "\n"))
        """)
    }
    return tally
  }

  @Test(
    "Whenever it is killed, and whatever the services do meanwhile: the end is that of an undisturbed run, and nothing is created twice",
    .timeLimit(.minutes(240)))
  func random() async throws {
    let began = ContinuousClock.now
    var tally = Tally()
    var seed = TortureSettings.seed
    // Each account gets about ten. A stage that no kill has struck yet gets more chances: many, for
    // on a busy computer the short ones are over before the kill comes.
    while tally.hits.count < TortureSettings.kills
      || !tally.isSpread && tally.hits.count < 10 * TortureSettings.kills
    {
      let missing = max(1, TortureSettings.kills - tally.hits.count)
      let seeds = (0..<UInt64(max(3, missing / 10))).map { seed &+ $0 }
      seed &+= UInt64(seeds.count)
      for part in try await sideBySide(seeds, { try await Self.torture(seed: $0) }) {
        tally.runs += part.runs
        tally.hits += part.hits
      }
    }
    #expect(tally.isSpread, "\(tally.text)")
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    print(
      "torture: \(tally.text), seed \(TortureSettings.seed), \(Int(seconds.rounded())) seconds")
  }
}
