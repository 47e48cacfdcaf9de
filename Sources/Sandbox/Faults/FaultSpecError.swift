/// A fault specification that cannot be read: the piece, and what is wrong with it.
package struct FaultSpecError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The piece as it was written.
  package let piece: String
  /// What is wrong with it, with what is known.
  package let problem: String

  /// The piece and the problem, one line.
  package var description: String { "fault '\(piece)': \(problem)" }
}
