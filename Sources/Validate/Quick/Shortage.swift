private import Synchronization

/// How far the licences have come to an end, for those who decide side by side.
final class Shortage: Sendable {
  /// What those who decide can count on.
  enum Extent: UInt8, Sendable {
    /// All that is wanted may be granted.
    case none
    /// Some that were wanted were not granted: only the long way knows what comes next.
    case begun
    /// None is left, so that nothing will be granted any more.
    case complete
  }

  private let state = Atomic(Extent.none.rawValue)

  /// How far it has come.
  var extent: Extent { Extent(rawValue: state.load(ordering: .relaxed)) ?? .begun }

  /// Tells the others that not all was granted, and whether any licence is left.
  func meet(left: Int?) {
    state.store((left == 0 ? Extent.complete : .begun).rawValue, ordering: .relaxed)
  }
}
