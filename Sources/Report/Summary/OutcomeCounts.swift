internal import Pipeline

/// How many organizations and domains have each status and each reason.
struct OutcomeCounts: Sendable, Equatable {
  /// How often a reason holds.
  struct OfReason: Sendable, Equatable {
    /// The status that came with it first.
    var status: Status
    var counts = Summary.Counts()
  }

  /// By status, as far as they occur.
  private(set) var statuses: [Status: Summary.Counts] = [:]
  /// By reason, as far as they occur.
  private(set) var reasons: [Reason: OfReason] = [:]
  /// How many organizations load was refused, in whole or in part.
  private(set) var refused = 0

  /// All that was counted.
  var total: Summary.Counts { statuses.values.reduce(into: .init()) { $0 += $1 } }

  /// Counts organizations and domains of one outcome.
  mutating func count(_ status: Status, _ reason: Reason?, _ counts: Summary.Counts) {
    guard counts != .init() else { return }
    statuses[status, default: .init()] += counts
    if let reason { reasons[reason, default: .init(status: status)].counts += counts }
  }

  /// Counts what became of a line of the plan.
  mutating func count(_ line: ResultLine) {
    count(line.status, line.reason, .init(organizations: 1))
    for domain in line.domains { count(domain.status, domain.reason, .init(domains: 1)) }
    if line.attempts > 0, line.domains.contains(where: { $0.status == .unimported }) {
      refused += 1
    }
  }

  /// Counts what validate left out, by its own counts.
  mutating func count(leftOutBy validate: Checkpoint) {
    for reason in Reason.allCases {
      let counts = Summary.Counts(
        organizations: validate.counts["organizations.\(reason.rawValue)"] ?? 0,
        domains: validate.counts["domains.\(reason.rawValue)"] ?? 0)
      count(reason.status, reason, counts)
    }
  }

  /// Adds the counts of what comes behind.
  mutating func add(_ others: OutcomeCounts) {
    statuses.merge(others.statuses) { $0 + $1 }
    reasons.merge(others.reasons) { OfReason(status: $0.status, counts: $0.counts + $1.counts) }
    refused += others.refused
  }
}

extension Summary.Counts {
  static func + (left: Summary.Counts, right: Summary.Counts) -> Summary.Counts {
    Summary.Counts(
      organizations: left.organizations + right.organizations,
      domains: left.domains + right.domains)
  }

  static func += (left: inout Summary.Counts, right: Summary.Counts) { left = left + right }
}
