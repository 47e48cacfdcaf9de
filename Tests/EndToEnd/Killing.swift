import Foundation

/// A stage, as the program names it while it works.
enum Stage: String, CaseIterable, Comparable {
  case extract, transform, validate, load

  static func < (left: Stage, right: Stage) -> Bool {
    guard let one = allCases.firstIndex(of: left), let other = allCases.firstIndex(of: right)
    else { return false }
    return one < other
  }

  /// The stage that was at work when the program said this; nil where none was yet.
  init?(lastIn told: String) {
    let stages = told.split(separator: "\n").compactMap { line -> Stage? in
      let halves = line.split(separator: ":", maxSplits: 1)
      guard halves.count == 2, halves[1] != " done before" else { return nil }
      return Stage(rawValue: String(halves[0]))
    }
    guard let last = stages.last else { return nil }
    self = last
  }
}

/// The moment at which a program is killed.
struct Moment: CustomStringConvertible {
  /// The stage that has to be at work first; nil counts from the start of the program.
  var stage: Stage?
  var delay: Duration

  var description: String {
    "\(delay / .milliseconds(1)) ms after \(stage.map { "\($0) began" } ?? "the start")"
  }
}

extension Workplace {
  /// Runs `glueport` and kills it with SIGKILL at a moment, unless it ends before.
  func glueport(_ arguments: [String], killedAt moment: Moment) async throws -> Outcome {
    let running = try start(arguments)
    while let stage = moment.stage, running.isRunning {
      if let now = Stage(lastIn: running.errorSoFar), now >= stage { break }
      try await Task.sleep(for: .milliseconds(1))
    }
    try await Task.sleep(for: moment.delay)
    running.signal(SIGKILL)
    return try await running.end()
  }
}
