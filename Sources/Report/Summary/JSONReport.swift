internal import Pipeline

/// The summary of a run for a program: `--json`.
package struct JSONReport: Encodable, Sendable {
  /// How long a scheduler does well to wait before it resumes a run with pending imports.
  private static let pendingPause = 60

  private struct Step: Encodable {
    var purpose: String
    var command: String?
  }

  private enum CodingKeys: String, CodingKey {
    case summary, exit, next
    case retryAfter = "retry_after"
  }

  private let summary: Summary
  private let next: [NextStep]

  package init(_ summary: Summary, next: [NextStep]) {
    self.summary = summary
    self.next = next
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(summary, forKey: .summary)
    try container.encode(summary.exit.rawValue, forKey: .exit)
    try container.encode(
      next.map { Step(purpose: $0.purpose, command: $0.command) }, forKey: .next)
    // For a person there is no telling.
    if summary.exit == .unavailable, !summary.isByHand {
      try container.encode(Self.pendingPause, forKey: .retryAfter)
    }
  }
}
