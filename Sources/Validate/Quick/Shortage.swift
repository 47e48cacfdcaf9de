private import Synchronization

/// Whether the licences have come to an end, for those who decide side by side: what they would make
/// ready from then on is of no use.
final class Shortage: Sendable {
  private let flag = Atomic(false)

  /// Whether it has been met.
  var isMet: Bool { flag.load(ordering: .relaxed) }

  /// Tells the others.
  func meet() { flag.store(true, ordering: .relaxed) }
}
