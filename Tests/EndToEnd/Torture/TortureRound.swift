import Foundation
import TestSupport
import Testing

/// One run that is killed again and again, under faults, and then left alone to settle.
struct TortureRound {
  private let account: SmallAccount
  private var random: SplitMix64
  /// The stage in which each kill struck; nil before the first one began.
  private(set) var hits: [Stage?] = []
  /// What was done and what came of it, for the report of a failure.
  private(set) var story: [String] = []

  init(_ account: SmallAccount, random: SplitMix64) {
    self.account = account
    self.random = random
  }

  /// - Returns: What is not as after the undisturbed run, in words.
  mutating func run() async throws -> [String] {
    let (place, pipeline) = try await account.place()
    let kills = Int.random(in: 3...6, using: &random)
    for attempt in 0..<kills + 2 where hits.count < kills {
      if attempt == 0 || random.oneIn(2) {
        let faults = FaultDice.roll(using: &random)
        story.append("armed \(faults)")
        try await place.arm(faults)
      }
      let moment = moment()
      let command = place.commandThatGoesOn(pipeline)
      let outcome = try await place.glueport(command, killedAt: moment)
      let stage = Stage(lastIn: outcome.error)
      story.append(
        "\(command[0]), to be killed \(moment): exit \(outcome.exit) in "
          + (stage?.rawValue ?? "no stage"))
      switch outcome.exit {
      case -SIGKILL: hits.append(stage)
      case 69: continue
      case account.exit: break
      default: return ["\(command[0]) ended with \(outcome.exit): \(outcome.error)"]
      }
      if outcome.exit == account.exit { break }
    }
    try await place.arm(FaultDice.always)
    let outcome = try await place.settle(pipeline)
    story.append("left alone: exit \(outcome.exit)")
    let differences = try await account.differences(place, after: outcome)
    return differences.isEmpty ? [] : differences + [outcome.error]
  }

  /// A moment for the next kill: anywhere in what is still to be done, or in one stage of it, so
  /// that the short ones are struck too.
  private mutating func moment() -> Moment {
    let ahead = Stage.allCases.filter { stage in
      hits.compactMap { $0 }.max().map { stage >= $0 } ?? true
    }
    if random.oneIn(3) {
      let length = ahead.reduce(Duration.zero) { $0 + (account.lengths[$1] ?? .zero) }
      return Moment(stage: nil, delay: part(of: .milliseconds(30) + length))
    }
    let stage = ahead.randomElement(using: &random) ?? .load
    return Moment(stage: stage, delay: part(of: account.lengths[stage] ?? .zero))
  }

  private mutating func part(of length: Duration) -> Duration {
    length * Double.random(in: 0..<1, using: &random)
  }
}
