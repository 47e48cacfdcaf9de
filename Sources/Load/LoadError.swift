package import Pipeline

/// A plan that may not be loaded.
package enum LoadError: Failure, Equatable {
  /// The plan is another one than the one that was approved.
  case notTheReviewedPlan(approved: String, found: String, changes: [String] = [])
  /// The files of the plan were changed after it was made.
  case changedPlan(String)
  /// The plan was made for another account.
  case anotherAccount(planned: World.Account?, found: World.Account)
  /// What the plan assumed of Dark Web ID does not hold any more.
  case overtaken([String], hasBegun: Bool)
  /// Several requests in a row had no answer.
  case noAnswers(Int)
  /// Several organizations in a row were refused for a reason that nobody knows.
  case refused(Int, words: String)
  /// Other runs have sent something to this account and do not know yet what became of it.
  case unsettled(runs: [String], isByHand: Bool = false)
  /// A run has put nothing on a worksheet, so that nothing can be taken back.
  case noWorksheet(run: String)
  /// A worksheet that nobody waits for any more.
  case discardedWorksheet(run: String)
  /// The run has sent something, and the ledger knows nothing of it.
  case anotherLedger(run: String)
  /// Something else has happened to what was to be sent again.
  case movedOn(run: String)
  /// Dark Web ID has no organization of this uuid.
  case noSuchOrganization(String)
  /// What became of some requests cannot be known yet.
  case stillInDoubt(run: String, titles: [String], wait: Duration?)

  package var kind: FailureKind {
    switch self {
    case .noAnswers, .refused, .stillInDoubt: .unavailable
    case .noSuchOrganization: .badInput
    case .anotherLedger: .storage
    case .noWorksheet, .discardedWorksheet: .usage
    case .notTheReviewedPlan, .changedPlan, .anotherAccount, .overtaken, .unsettled, .movedOn:
      .overtaken
    }
  }

  package var retryAfter: Duration? {
    if case .stillInDoubt(_, _, let wait) = self { wait } else { nil }
  }

  package var message: String {
    switch self {
    case .notTheReviewedPlan(let approved, let found, let changes):
      "the plan is not the reviewed one: \(approved) was approved, \(found) is there"
        + (changes.isEmpty ? "" : " (\(changes.joined(separator: ", ")))")
    case .changedPlan(let path): "\(path) was changed after the plan was made"
    case .anotherAccount(let planned, let found):
      "the plan is for \(planned.map(Self.describe) ?? "no account"), and this is"
        + " \(Self.describe(found))"
    case .overtaken(let changes, let hasBegun):
      "the world has overtaken the plan, nothing \(hasBegun ? "more " : "")was sent: "
        + changes.joined(separator: "; ")
    case .noAnswers(let count):
      "Dark Web ID did not answer \(count.counted("request")) in a row; nothing more was sent"
    case .refused(let count, let words):
      "Dark Web ID refused \(count.counted("organization")) in a row, the last one with “\(words)”;"
        + " nothing more was sent"
    case .unsettled(let runs, false):
      "an earlier run has sent something to this account and not seen the end of it: "
        + runs.joined(separator: ", ")
    case .unsettled(let runs, true):
      "the worksheet of an earlier run of this account is not all taken back: "
        + runs.joined(separator: ", ")
    case .noWorksheet(let run): "\(run) has put nothing on a worksheet"
    case .discardedWorksheet(let run):
      "\(run) was discarded: nothing is taken back for it any more"
    case .anotherLedger(let run):
      "\(run) has sent something, by its audit, and the ledger knows nothing of it; nothing was sent"
    case .movedOn(let run): "\(run) is not as it was when this was asked; nothing was sent"
    case .noSuchOrganization(let uuid): "Dark Web ID has no organization \(uuid)"
    case .stillInDoubt(let run, let titles, _):
      "\(run): it is not known yet whether Dark Web ID took \(titles.named)"
    }
  }

  package var remedy: String? {
    switch self {
    case .notTheReviewedPlan, .changedPlan:
      "`glueport run PIPELINE` makes a new plan from what is there now"
    case .overtaken(_, let hasBegun):
      hasBegun
        ? "`glueport resume --replan` loads the rest and leaves these out"
        : "`glueport run PIPELINE` makes a new plan from what is there now"
    case .noAnswers: "`glueport resume` looks up what became of them, and goes on"
    case .refused:
      "compare the profile with the vendor's reference; `glueport resume` goes on,"
        + " `glueport retry` sends these again"
    case .anotherAccount:
      "check the destination of the pipeline file: base_url, user and password, or the worksheet's account"
    case .unsettled(let runs, true):
      "`glueport load PIPELINE --run-dir DIR --done FILE` takes it back, and"
        + " `glueport resume \(runs.first ?? "RUN")` tells which DIR and FILE; "
        + "`glueport discard \(runs.first ?? "RUN")` lets go of what is open on it"
    case .noWorksheet: "`glueport load PIPELINE --run-dir DIR` puts its plan on one"
    case .discardedWorksheet:
      "`glueport run PIPELINE` puts what is not imported yet on a new worksheet"
    case .unsettled(let runs, false):
      "`glueport resume \(runs.first ?? "RUN")` settles it first; "
        + "`glueport discard \(runs.first ?? "RUN")` stops following its pending imports"
    case .anotherLedger:
      "bring back the ledger that it was loaded with: “state” of the pipeline file"
    case .movedOn(let run): "look at it with `glueport report \(run)`, then try again"
    case .noSuchOrganization: "check the uuid, and that the pipeline file is the right one"
    case .stillInDoubt(let run, _, let wait):
      wait.map {
        "an import that was taken is listed within \(Int($0.seconds.rounded(.up)).counted("second")): try again then,"
          + " or `glueport resume \(run)`"
      } ?? "`glueport links adopt ID UUID` decides which organization of Dark Web ID it is"
    }
  }

  private static func describe(_ account: World.Account) -> String {
    "the account \(account.reseller) at \(account.origin)"
  }
}
