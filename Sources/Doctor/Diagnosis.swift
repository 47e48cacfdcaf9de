package import Pipeline

/// All that an examination found.
package struct Diagnosis: Sendable, Equatable {
  /// The checks, in the order in which they are told.
  package let checks: [CheckResult]

  package init(_ checks: [CheckResult]) {
    self.checks = checks
  }

  /// What a failure is counted as where there are several: what only a person can mend comes first.
  private static let severity: [FailureKind] = [.refused, .badInput, .unavailable, .storage]

  /// The exit code: that of the most severe failure, and none for a warning.
  package var exit: Exit {
    let kinds = checks.compactMap(\.failure)
    return (Self.severity.first(where: kinds.contains) ?? kinds.first)?.exit ?? .done
  }
}

// MARK: - For a program

extension Diagnosis: Encodable {
  private struct Check: Encodable {
    var area: CheckResult.Area
    var name: String?
    var verdict: CheckResult.Verdict
    var text: String
    var remedy: String?
  }

  private enum CodingKeys: String, CodingKey {
    case checks, exit
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(
      checks.map {
        Check(
          area: $0.area, name: $0.name, verdict: $0.verdict, text: $0.text, remedy: $0.remedy)
      }, forKey: .checks)
    try container.encode(exit.rawValue, forKey: .exit)
  }
}
