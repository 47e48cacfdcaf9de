internal import Pipeline

/// What is known once all candidates are noted, for those who decide side by side.
///
/// A class, so that what many share is not counted anew for each candidate.
final class NotedCandidates: Sendable {
  /// The planner, before it has decided on anything.
  let planner: Planner
  /// What judges the domains.
  let judge: QuickJudge
  /// How each candidate can be gone on with.
  let ways: [QuickNotes.Way]

  init(_ planner: Planner, _ judge: QuickJudge, _ ways: [QuickNotes.Way]) {
    self.planner = planner
    self.judge = judge
    self.ways = ways
  }
}
