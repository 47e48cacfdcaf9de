internal import Pipeline

/// The refusals that were worded so far: many candidates have the same.
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
  /// Those of a domain where no licence is left, by how many are wanted.
  private var wants: [Int: Refusal] = [:]
  /// Those of organizations, by the reasons of all their domains.
  private var wholes: [[Reason]: Refusal] = [:]

  /// The refusal of a domain where so many are wanted and no licence is left.
  mutating func refusal(forWantOf wanted: Int, _ planner: Planner) -> Refusal {
    if let known = wants[wanted] { return known }
    let refusal = planner.refusal(forWantOf: wanted)
    wants[wanted] = refusal
    return refusal
  }

  /// The refusal of an organization whose domains are refused for these reasons.
  mutating func refusal(forAll reasons: [Reason]) -> Refusal {
    if let known = wholes[reasons] { return known }
    let refusal = Planner.nothingLeft(reasons, ofLinked: false)
    wholes[reasons] = refusal
    return refusal
  }

  /// The refusal of a candidate because of what transform found, of a value that it lacks, or because it
  /// has no domain; nil where that cannot be told.
  mutating func refusal(of candidate: borrowing PlainCandidate) -> Known? {
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

  private static func make(_ candidate: borrowing PlainCandidate) -> Known? {
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
