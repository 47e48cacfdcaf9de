/// What a stage tells while it works; one place shows it.
package enum ProgressEvent: Sendable, Equatable {
  /// A stage begins, or why it need not.
  case stage(StageName, String)
  /// So many of a unit are done, of so many where that is known.
  case advanced(StageName, unit: String, done: Int, total: Int?)
  /// The work waits, and why.
  case waiting(Duration, because: String)
  /// Something a person should know.
  case note(String)
}

/// Takes what a stage tells.
package typealias Progress = @Sendable (ProgressEvent) -> Void
