package import Pipeline

/// What one check found, and what to do about it.
package struct CheckResult: Sendable, Hashable {
  /// How a check ended.
  package enum Verdict: String, Sendable, Encodable {
    /// All is well.
    case pass
    /// A run is possible, and somebody should know this before.
    case warn
    /// A run would fail, or do harm.
    case fail
  }

  /// What is checked.
  package enum Area: String, Sendable, Encodable {
    case pipelineFile = "Pipeline file"
    case secret = "Secret"
    case itGlue = "IT Glue"
    case darkWebID = "Dark Web ID"
    case domainList = "Domain list"
    case mapping = "Mapping"
    case folder = "Folder"
    case ledger = "Ledger"
    case clock = "Clock"
  }

  /// What was checked.
  package let area: Area
  /// The part of the area, where it has several.
  package let name: String?
  /// How it ended.
  package let verdict: Verdict
  /// What was found, in one line.
  package let text: String
  /// What to do about it, in one line; nil for a pass.
  package let remedy: String?
  /// The kind of failure; nil for all but a fail.
  package let failure: FailureKind?

  private init(
    _ area: Area, _ name: String?, _ verdict: Verdict, _ text: String, remedy: String? = nil,
    failure: FailureKind? = nil
  ) {
    self.area = area
    self.name = name
    self.verdict = verdict
    self.text = text
    self.remedy = remedy
    self.failure = failure
  }

  /// All is well.
  package static func pass(_ area: Area, _ name: String?, _ text: String) -> CheckResult {
    CheckResult(area, name, .pass, text)
  }

  /// A run is possible.
  static func warn(
    _ area: Area, _ name: String?, _ text: String, remedy: String
  ) -> CheckResult {
    CheckResult(area, name, .warn, text, remedy: remedy)
  }

  /// A run would fail in this way.
  package static func fail(
    _ area: Area, _ name: String?, _ text: String, remedy: String, _ kind: FailureKind
  ) -> CheckResult {
    CheckResult(area, name, .fail, text, remedy: remedy, failure: kind)
  }

  /// A run would fail for these reasons.
  package static func fail(
    _ area: Area, _ name: String?, because failures: [any Failure]
  ) -> CheckResult {
    let remedies = failures.compactMap(\.remedy)
    return CheckResult(
      area, name, .fail, failures.map(\.message).joined(separator: "; "),
      remedy: remedies.isEmpty ? "mend it, then try again" : remedies.joined(separator: "; "),
      failure: failures.first?.kind)
  }

  /// What `check` finds; a fail where it fails.
  ///
  /// - Throws: What is no failure.
  package static func of(
    _ area: Area, _ name: String?, _ check: () throws -> CheckResult
  ) throws -> CheckResult {
    do {
      return try check()
    } catch let failure as any Failure {
      return .fail(area, name, because: [failure])
    }
  }
}
