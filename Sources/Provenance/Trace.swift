/// The way of one organization through the stages of a run.
package struct Trace: Encodable, Sendable, Equatable {
  /// A stage and what it did, line by line.
  package struct Step: Encodable, Sendable, Equatable {
    /// The stage's name.
    package var stage: String
    /// What it read, did or decided.
    package var lines: [String]
  }

  /// The IT Glue id of the organization; nil for a domain that names none.
  package var id: String?
  /// The organization's name.
  package var name: String
  /// The stages, in their order, as far as the run has got.
  package var steps: [Step] = []
}
