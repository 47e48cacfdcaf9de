internal import Pipeline

/// The refusals by what transform found: many candidates have the same.
struct KnownRefusals {
  /// Why candidates are refused.
  struct Known {
    /// Why they are refused as a whole.
    let refusal: Refusal
    /// Whether they are left out, so that their domains need not be judged.
    let leavesOut: Bool
  }

  private var found = TextTable()
  // By the number of what was found.
  private var refusals: [Known?] = []
  private var key: [UInt8] = []

  /// The refusal of a candidate because of what transform found, of a value that it lacks, or because it
  /// has no domain; nil where that cannot be told.
  mutating func refusal(of candidate: PlainCandidate) -> Known? {
    key.removeAll(keepingCapacity: true)
    for finding in candidate.findings {
      for part in [finding.code, finding.detail] {
        withUnsafeBytes(of: part.count) { key.append(contentsOf: $0) }
        key.append(contentsOf: part)
      }
    }
    for isThere in [
      candidate.hasEmployeeCount, candidate.hasIndustry, !candidate.domains.isEmpty,
    ] {
      key.append(isThere ? 1 : 0)
    }
    let (number, isNew) = key.withUnsafeBytes { found.insert($0) }
    if isNew { refusals.append(Self.make(candidate)) }
    return refusals[number]
  }

  private static func make(_ candidate: PlainCandidate) -> Known? {
    guard let found = candidate.foundByTransform else { return nil }
    let leavesOut = OrganizationRules.leaveOut(found)
    let findings =
      leavesOut
      ? found
      : OrganizationRules.findings(
        of: found, hasEmployeeCount: candidate.hasEmployeeCount,
        hasIndustry: candidate.hasIndustry, hasDomains: !candidate.domains.isEmpty)
    return Refusal(findings).map { Known(refusal: $0, leavesOut: leavesOut) }
  }
}
