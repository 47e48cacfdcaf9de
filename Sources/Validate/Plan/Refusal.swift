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
    var parts = [detail]
    for other in others {
      if other.reason == reason {
        parts.append(other.detail)
      } else {
        let code = "also \(other.reason.rawValue)"
        parts.append(other.detail.isEmpty ? code : "\(code): \(other.detail)")
      }
    }
    self.reason = reason
    self.detail = parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  // By reason, and as given where the reason is the same.
  private static func sorted(_ findings: [Finding]) -> [Finding] {
    if findings.count < 2 { return findings }
    return findings.enumerated()
      .sorted { ($0.element.reason, $0.offset) < ($1.element.reason, $1.offset) }
      .map(\.element)
  }
}
