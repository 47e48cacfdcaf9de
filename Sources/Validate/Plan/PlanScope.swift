internal import Pipeline

/// Which organizations a run plans, where a person begins with a few: `run --first` and `--only`.
///
/// A scope leaves out and changes nothing else: what it lets in is decided on as if all were planned.
/// The others keep their claims on domains and titles, for they are to come later; they take no
/// licences. So a plan with `first` is the beginning of the plan without it, line by line, and one with
/// `only` is a part of it wherever the licences reach for all.
package struct PlanScope: Sendable, Equatable {
  /// So many organizations are planned at most, the first in plan order; nil for all.
  let first: Int?
  /// The IT Glue ids of those that may be planned; nil for all.
  let only: Set<String>?

  /// The scope of a run that plans all that can be planned.
  package static let all = PlanScope(first: nil, only: nil)

  /// - Parameters:
  ///   - first: How many organizations are planned at most; nil for all.
  ///   - only: The IT Glue ids of those that may be planned; nil for all.
  package init(first: Int?, only: [String]?) {
    self.first = first
    self.only = only.map(Set.init)
  }

  /// Whether an organization may be planned, as far as its id goes.
  func names(_ id: String) -> Bool { only?.contains(id) ?? true }

  /// What leaves an organization out; nil where nothing does.
  ///
  /// - Parameter planned: How many are planned already.
  func leavesOut(_ id: String, planned: Int) -> Finding? {
    guard names(id) else { return Finding(.notSelected, "--only names others") }
    if let first, planned >= first { return Finding(.notSelected, "--first \(first)") }
    return nil
  }

  /// The digests of what is not as usual, by names for the checkpoint.
  var digests: [String: String] {
    var digests: [String: String] = [:]
    if let first { digests["first"] = Digest.of("\(first)").text }
    if let only { digests["only"] = Digest.of(only.sorted().joined(separator: " ")).text }
    return digests
  }
}
