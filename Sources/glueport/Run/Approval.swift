internal import Foundation
internal import Load
internal import Pipeline

/// Whose word a plan is loaded on.
struct Approval {
  /// What the command line says about it.
  enum Word {
    /// Nothing: a person is asked.
    case ask
    /// `--yes`: the plan that is there.
    case yes
    /// `--plan-digest`: this plan and no other.
    case digest(String)
  }

  let word: Word
  let time: any TimeSource
  /// Shows the plan to a person and takes the answer; nil where there is nobody to ask.
  let ask: ((RunDirectory, PlanHeader) async throws -> Bool)?

  /// Refuses at once what would be refused after the work.
  ///
  /// - Throws: ``UsageError/nobodyToAsk``.
  func check() throws {
    if case .ask = word, ask == nil { throw UsageError.nobodyToAsk }
  }

  /// The digest of the plan that may be loaded, or nil where a person said no. What was approved
  /// is noted in the record.
  ///
  /// - Throws: `LoadError` where the plan is not the one that was approved before.
  func digest(for run: RunDirectory, _ record: inout RunRecord) async throws -> String? {
    let header = try JSONFile.read(PlanHeader.self, from: run.file("plan.json", of: .validate))
    if case .digest(let digest) = word, digest != header.digest {
      throw LoadError.notTheReviewedPlan(approved: digest, found: header.digest)
    }
    if record.approved?.digest == header.digest { return header.digest }
    let how: String
    switch word {
    case .digest: how = "--plan-digest"
    case .yes:
      if let approved = record.approved {
        throw LoadError.notTheReviewedPlan(
          approved: approved.digest, found: header.digest, changes: approved.changes(in: header))
      }
      how = "--yes"
    case .ask:
      if (header.counts["organizations"] ?? 0) == 0 {
        how = "nothing to send"
      } else {
        guard let ask else { throw UsageError.nobodyToAsk }
        guard try await ask(run, header) else { return nil }
        how = "prompt"
      }
    }
    record.approved = RunRecord.Approval(
      digest: header.digest, at: time.now().formatted(.iso8601), how: how, counts: header.counts)
    return header.digest
  }
}
