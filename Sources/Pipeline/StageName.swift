/// The four stages of a run, in their order.
package enum StageName: String, Codable, Sendable, CaseIterable, Comparable {
  case extract, transform, validate, load

  /// The stage's folder in a run's directory: `1-extract`.
  package var folder: String { "\(number)-\(rawValue)" }

  /// The stage's place in the order, from 1.
  package var number: Int {
    switch self {
    case .extract: 1
    case .transform: 2
    case .validate: 3
    case .load: 4
    }
  }

  package static func < (left: StageName, right: StageName) -> Bool {
    left.number < right.number
  }
}
