internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// The options by which a person begins with a few organizations.
struct PlanScopeOptions: ParsableArguments {
  @Option(help: "Plan only so many organizations, the first in plan order.")
  var first: Int?

  @Option(
    help: "Plan only the organization with this IT Glue id; may be given several times.")
  var only: [String] = []

  /// Whether none was given.
  var areNone: Bool { first == nil && only.isEmpty }

  func validate() throws {
    guard first.map({ $0 > 0 }) ?? true else {
      throw ValidationError("--first wants a number from 1 up")
    }
    for text in only {
      guard case .number = RecordID(text) else {
        throw ValidationError("--only wants the id of one organization in IT Glue, not “\(text)”")
      }
    }
  }

  /// Refuses what would come too late.
  ///
  /// - Throws: `ValidationError` where the run begins behind the plan.
  func check(from stage: StageName) throws {
    guard !areNone, stage > .validate else { return }
    throw ValidationError(
      "--first and --only say what is planned, and --from \(stage.rawValue) begins with the plan")
  }

  /// Notes in a run's record what was asked for, so that a resumed run plans the same.
  ///
  /// - Throws: ``UsageError`` where the run has been loaded.
  func note(in record: inout RunRecord, of run: RunDirectory) throws {
    guard !areNone else { return }
    guard FileBytes.size(of: run.checkpoint(of: .load)) == nil else {
      throw UsageError.options(
        "\(run.url.path) has been loaded, and its plan stays as it is: begin a new run")
    }
    let ids = Set(only.compactMap { RecordID($0)?.description })
    record.first = first
    record.only = ids.isEmpty ? nil : ids.sorted()
  }
}
