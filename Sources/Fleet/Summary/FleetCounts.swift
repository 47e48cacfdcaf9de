internal import Pipeline
internal import Report

/// Organizations by what became of them: the columns that each form of the summary has, in their order.
package struct FleetCounts: Sendable, Equatable {
  /// What the columns are called.
  package static let titles = ["imported", "pending", "unimported", "skipped", "total"]

  /// A number for each column. What is in doubt counts as pending.
  package private(set) var numbers = [0, 0, 0, 0, 0]

  /// None.
  init() {}

  init(_ summary: Summary) {
    numbers = [
      summary[.imported], summary.open, summary[.unimported], summary[.skipped], summary.total,
    ].map(\.organizations)
  }

  static func + (left: FleetCounts, right: FleetCounts) -> FleetCounts {
    var sum = left
    for place in sum.numbers.indices { sum.numbers[place] += right.numbers[place] }
    return sum
  }
}
