/// A fault specification that cannot be read: the piece, and what is wrong with it.
package struct FaultSpecError: Error, Sendable, Equatable, CustomStringConvertible {
  package let piece: String
  package let problem: String

  package var description: String { "fault '\(piece)': \(problem)" }
}
