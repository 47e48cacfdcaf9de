/// What a stage tells while it works; one place shows it.
package enum ProgressEvent: Sendable, Equatable {
  /// A stage begins, or why it need not.
  case stage(StageName, String)
  /// So many of a unit are done, of so many where that is known.
  case advanced(StageName, unit: String, done: Int, total: Int?, pages: Pages? = nil)
  /// The work waits, and why.
  case waiting(Duration, because: Cause)
  /// Something a person should know.
  case note(String)

  /// Pages that are done, of so many where that is known.
  package struct Pages: Sendable, Equatable {
    package var done: Int
    package var total: Int?

    package init(done: Int, total: Int?) {
      self.done = done
      self.total = total
    }
  }

  /// Why the work waits.
  package enum Cause: Sendable, Equatable {
    /// A service wants to be left alone for a while.
    case asked(by: String)
    /// Something went wrong, and it is tried again.
    case trouble(String)
    /// Something takes its time elsewhere.
    case busy(String)
  }
}

/// Takes what a stage tells.
package typealias Progress = @Sendable (ProgressEvent) -> Void
