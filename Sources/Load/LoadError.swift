package import Pipeline

/// A plan that may not be loaded.
package enum LoadError: Failure, Equatable {
  /// Nobody has approved this plan.
  case notApproved(run: String, digest: String)
  /// The plan is another one than the one that was approved.
  case notTheReviewedPlan(approved: String, found: String, changes: [String] = [])
  /// The files of the plan were changed after it was made.
  case changedPlan(String)
  /// The plan was made for another account.
  case anotherAccount(planned: String, found: String)
  /// What the plan assumed of Dark Web ID does not hold any more.
  case overtaken([String], hasBegun: Bool)
  /// Several requests in a row had no answer.
  case noAnswers(Int)
  /// Other runs have sent something to this account and do not know yet what became of it.
  case unsettled(runs: [String])

  package var kind: FailureKind {
    if case .noAnswers = self { .unavailable } else { .overtaken }
  }

  package var message: String {
    switch self {
    case .notApproved(let run, let digest): "\(run): nobody has approved its plan \(digest)"
    case .notTheReviewedPlan(let approved, let found, let changes):
      "the plan is not the reviewed one: \(approved) was approved, \(found) is there"
        + (changes.isEmpty ? "" : " (\(changes.joined(separator: ", ")))")
    case .changedPlan(let path): "\(path) was changed after the plan was made"
    case .anotherAccount(let planned, let found):
      "the plan is for the account \(planned), and this is \(found)"
    case .overtaken(let changes, let hasBegun):
      "the world has overtaken the plan, nothing \(hasBegun ? "more " : "")was sent: "
        + changes.joined(separator: "; ")
    case .noAnswers(let count):
      "Dark Web ID did not answer \(count) requests in a row; nothing more was sent"
    case .unsettled(let runs):
      "an earlier run has sent something to this account and not seen the end of it: "
        + runs.joined(separator: ", ")
    }
  }

  package var remedy: String? {
    switch self {
    case .notApproved: "look at it, then `glueport resume` asks you"
    case .notTheReviewedPlan, .changedPlan, .overtaken:
      "`glueport run PIPELINE` makes a new plan from what is there now"
    case .noAnswers: "`glueport resume` looks up what became of them, and goes on"
    case .anotherAccount: "check base_url, user and password of the pipeline file"
    case .unsettled(let runs):
      "`glueport resume \(runs.first ?? "RUN")` settles it first; "
        + "`glueport discard \(runs.first ?? "RUN")` stops following its pending imports"
    }
  }
}
