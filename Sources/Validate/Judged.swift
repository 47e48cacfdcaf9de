internal import Pipeline

/// A candidate with what the rules say of it before the others are looked at.
struct Judged: Sendable {
  /// Its place among the candidates, from 0.
  let place: Int
  /// The candidate.
  let candidate: Candidate
  /// What the rules say.
  let standing: OrganizationRules.Standing

  init(place: Int, _ candidate: Candidate, by rules: OrganizationRules) {
    self.place = place
    self.candidate = candidate
    standing = rules.standing(of: candidate)
  }
}
