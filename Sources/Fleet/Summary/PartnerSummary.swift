internal import Pipeline
package import Report

/// How far a partner has come: its newest run.
package struct PartnerSummary: Sendable, Equatable {
  /// How a partner stands.
  package enum Standing: String, Sendable, CaseIterable {
    /// All is done, and nothing stayed out that should not.
    case done
    /// The run is done, and some organizations or domains stayed Unimported.
    case partly = "done in part"
    /// The plan is there, and nothing was sent.
    case planned
    /// The run stopped on its way, or something is not settled yet.
    case open
    /// The run ended before its end.
    case failed
    /// There is no run.
    case missing = "no run"
  }

  /// The partner's name.
  package let partner: String
  /// What became of its newest run; nil where there is none that can be read.
  package let summary: Summary?
  /// Why there is none.
  package let problem: String?

  /// How the partner stands.
  package var standing: Standing {
    guard let summary else { return problem == nil ? .missing : .failed }
    if summary.failure != nil { return .failed }
    switch (summary.state, summary.exit) {
    case (.planned, _): return .planned
    case (.unfinished, _): return .open
    case (.finished, .done): return .done
    case (.finished, _): return .partly
    }
  }

  /// How many organizations there are, by what became of them; nil where there is no run.
  package var counts: FleetCounts? { summary.map(FleetCounts.init) }

  /// What went wrong, or what holds most organizations back.
  package var remark: String {
    if let problem { return problem }
    if let failure = summary?.failure { return failure.message }
    guard let reason = summary?.reasons.first(where: { $0.status == .unimported }) else {
      return ""
    }
    let counts = reason.counts
    let number =
      counts.organizations > 0
      ? counts.organizations.counted("organization") : counts.domains.counted("domain")
    return "\(reason.reason.rawValue): \(number)"
  }
}
