import TestSupport

/// What may happen next, and how often it does.
enum Operation: CaseIterable {
  case run, runKilled, runContinue, resume, resumeKilled, retry, discard
  case edit, licences, remove, arm, disarm

  private var weight: Int {
    switch self {
    case .run: 5
    case .runKilled, .edit: 4
    case .resume, .resumeKilled, .arm: 3
    case .runContinue, .retry, .licences: 2
    case .discard, .remove, .disarm: 1
    }
  }

  /// One of those that this program knows.
  static func random(_ known: Abilities, using random: inout SplitMix64) -> Operation {
    let possible = allCases.filter { operation in
      switch operation {
      case .retry: known.retries
      case .runContinue: known.continues
      default: true
      }
    }
    var left = Int.random(in: 0..<possible.reduce(0) { $0 + $1.weight }, using: &random)
    return possible.first { operation in
      left -= operation.weight
      return left < 0
    } ?? .run
  }
}

/// What the program can do, as its help tells.
struct Abilities {
  let retries: Bool
  let continues: Bool

  init(_ place: Workplace) async throws {
    let retry = try await place.glueport("retry", "--help")
    retries = retry.output.contains("glueport retry")
    let run = try await place.glueport("run", "--help")
    continues = run.output.contains("--continue")
  }
}
