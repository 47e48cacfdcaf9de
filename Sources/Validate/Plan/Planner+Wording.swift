internal import Pipeline

// How the planner says why something is left out.

extension Planner {
  /// What tells that a domain goes to another organization; nil where it does not.
  static func lost(to rivals: [Claims.Claimant], by id: String) -> Finding? {
    guard let winner = rivals.first, winner.id != id,
      let loser = rivals.first(where: { $0.id == id })
    else { return nil }
    return Finding(
      .duplicateDomain,
      "claimed by “\(winner.name)” (\(winner.id)) too, \(winner.precedence(over: loser))")
  }

  /// Who wants a domain besides the organization that gets it; nil where nobody does.
  static func claims(of rivals: [Claims.Claimant], besides id: String) -> [String]? {
    let others = rivals.filter { $0.id != id }
    return others.isEmpty ? nil : others.map { "“\($0.name)” (\($0.id))" }
  }

  /// Why an organization of which no domain can be imported is refused as a whole.
  static func nothingLeft(_ reasons: [Reason], ofLinked isLinked: Bool) -> Refusal {
    let tally = Dictionary(grouping: reasons, by: \.self).mapValues(\.count)
      .sorted { $0.key < $1.key }
    let each = tally.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
    let what = isLinked ? "missing domains" : "domains"
    return Refusal(
      tally.first?.key ?? .noDomain, "none of its \(reasons.count) \(what) can be imported: \(each)"
    )
  }

  /// A few of the ids, for a detail that stays readable.
  static func named(_ ids: [String], besides id: String) -> String {
    // Lazily: a whole batch may have one title.
    let others = ids.lazy.filter { $0 != id }.prefix(5)
    let named = others.isEmpty ? "this id stands twice" : "also " + others.joined(separator: ", ")
    return ids.count > 6 ? "\(named) …: \(ids.count) have this name" : named
  }
}

extension Candidate {
  /// The line that says of one of its domains, or of itself, why it is left out.
  func unimported(_ domain: CandidateDomain?, _ refusal: Refusal) -> UnimportedLine {
    UnimportedLine(
      organizationID: id, organization: name, domain: domain?.name, reason: refusal.reason,
      detail: refusal.detail)
  }
}
