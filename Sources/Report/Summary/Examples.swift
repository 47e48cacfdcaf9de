internal import Pipeline

/// The first few organizations and domains that each reason holds for, for a person to recognize.
struct Examples: Sendable {
  private static let limit = 3

  private var texts: [Reason: [String]] = [:]

  /// Those of a reason.
  subscript(reason: Reason) -> [String] { texts[reason] ?? [] }

  /// Whether a reason could do with another one.
  func lacks(_ reason: Reason) -> Bool { self[reason].count < Self.limit }

  /// Takes what a line of validate's tells.
  mutating func take(_ line: UnimportedLine) {
    let name = line.organization ?? line.organizationID ?? "no organization"
    take(
      line.domain.map { "\($0) (\(name))" } ?? name, of: line.reason,
      isOfDomain: line.domain != nil)
  }

  /// Takes what a line of load's tells.
  mutating func take(_ line: ResultLine) {
    if let reason = line.reason {
      take(
        line.detail.map { "\(line.name): \($0)" } ?? line.name, of: reason, isOfDomain: false)
    }
    for domain in line.domains {
      guard let reason = domain.reason else { continue }
      take("\(domain.name) (\(line.name))", of: reason, isOfDomain: true)
    }
  }

  private mutating func take(
    _ example: @autoclosure () -> String, of reason: Reason, isOfDomain: Bool
  ) {
    guard lacks(reason) else { return }
    let example = example()
    // An organization and its only domain are one example, not two.
    if isOfDomain, self[reason].contains(where: { example.hasSuffix("(\($0))") }) { return }
    texts[reason, default: []].append(example)
  }
}
