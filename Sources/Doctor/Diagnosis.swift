package import Pipeline

/// What one look at an installation found.
package struct Diagnosis: Sendable, Equatable {
  /// How it stands.
  package enum Verdict: String, Sendable, Encodable, CaseIterable {
    case pass, warn, fail
  }

  /// What was looked at: `IT Glue`, `clock`.
  package var subject: String
  /// How it stands.
  package var verdict: Verdict
  /// What was found.
  package var text: String
  /// What to do about it, where there is something to do.
  package var remedy: String?
  /// The kind of failure that a run would end in.
  package var kind: FailureKind?

  /// All is well.
  static func pass(_ subject: String, _ text: String) -> Diagnosis {
    Diagnosis(subject: subject, verdict: .pass, text: text)
  }

  /// A run goes through, and a person should know.
  static func warn(_ subject: String, _ text: String, remedy: String) -> Diagnosis {
    Diagnosis(subject: subject, verdict: .warn, text: text, remedy: remedy)
  }

  /// A run would fail.
  static func fail(
    _ subject: String, _ text: String, remedy: String?, kind: FailureKind
  ) -> Diagnosis {
    Diagnosis(subject: subject, verdict: .fail, text: text, remedy: remedy, kind: kind)
  }

  /// A run would fail with this error.
  static func fail(_ subject: String, _ error: any Error) -> Diagnosis {
    guard let failure = error as? any Failure else {
      return .fail(subject, "\(error)", remedy: nil, kind: .inconsistent)
    }
    // There is no run here that could be resumed.
    let remedy =
      failure.kind == .unavailable
      ? "check the address, the network, and the proxies in between" : failure.remedy
    return .fail(subject, failure.message, remedy: remedy, kind: failure.kind)
  }
}
