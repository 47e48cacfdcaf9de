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

  /// One of them.
  static func random(using random: inout SplitMix64) -> Operation {
    var left = Int.random(in: 0..<allCases.reduce(0) { $0 + $1.weight }, using: &random)
    return allCases.first { operation in
      left -= operation.weight
      return left < 0
    } ?? .run
  }
}
