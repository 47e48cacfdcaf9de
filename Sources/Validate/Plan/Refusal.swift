internal import Pipeline

/// Why something is left out: the first of the reasons by precedence, and the others in the detail.
struct Refusal: Sendable, Equatable {
  /// The first reason.
  let reason: Reason
  /// Its evidence, and the further reasons with theirs.
  let detail: String

  /// The refusal that these findings amount to; nil where there are none.
  init?(_ findings: [Finding]) {
    let sorted = Self.sorted(findings)
    guard let first = sorted.first else { return nil }
    self.init(first.reason, first.detail, and: sorted.dropFirst())
  }

  /// The same refusal, for something that has findings of its own besides.
  func with(_ others: [Finding]) -> Refusal {
    Refusal(reason, detail, and: Self.sorted(others)[...])
  }

  /// The refusal for one reason, and for others that are told behind it in their order.
  init(_ reason: Reason, _ detail: String, and others: ArraySlice<Finding> = []) {
    var text = detail
    for other in others {
      var part = other.detail
      if other.reason != reason {
        part = "also \(other.reason.rawValue)" + (part.isEmpty ? "" : ": \(part)")
      }
      if part.isEmpty { continue }
      text += text.isEmpty ? part : "; \(part)"
    }
    self.reason = reason
    self.detail = text
  }

  // By reason, and as given where the reason is the same.
  private static func sorted(_ findings: [Finding]) -> [Finding] {
    if zip(findings, findings.dropFirst()).allSatisfy({ $0.reason <= $1.reason }) {
      return findings
    }
    return findings.enumerated()
      .sorted { ($0.element.reason, $0.offset) < ($1.element.reason, $1.offset) }
      .map(\.element)
  }
}
