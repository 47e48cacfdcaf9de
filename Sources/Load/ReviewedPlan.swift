private import FoundationEssentials
internal import Pipeline

/// A plan that a person approved, as its files have it.
struct ReviewedPlan {
  /// What is to be done, in order.
  let lines: [PlanLine]
  /// What the plan was made from.
  let world: World
  /// What it assumed of the licences; nil where it does not tell.
  let licences: LicenceForecast?

  /// Reads the plan of a run.
  ///
  /// - Parameter approved: The digest of the plan that was approved.
  /// - Throws: ``LoadError/changedPlan(_:)``, ``LoadError/notTheReviewedPlan(approved:found:changes:)``;
  ///   `FileError`, `JSONFileError`, `JSONLinesError`.
  init(in run: RunDirectory, approved: String) throws {
    let plan = run.file("plan.jsonl", of: .validate)
    let world = run.file("world.json", of: .validate)
    let header = try JSONFile.read(PlanHeader.self, from: run.file("plan.json", of: .validate))
    let computed = PlanHeader(
      planDigest: try Digest.of(file: plan).text, worldDigest: try Digest.of(file: world).text,
      created: header.created, counts: header.counts)
    guard computed.digest == header.digest else { throw LoadError.changedPlan(plan.path) }
    guard header.digest == approved else {
      throw LoadError.notTheReviewedPlan(approved: approved, found: header.digest)
    }
    lines = try JSONLines.readAll(PlanLine.self, from: plan)
    self.world = try JSONFile.read(World.self, from: world)
    licences = header.licences
  }

  /// What a stage reads that loads it.
  ///
  /// - Throws: `RunError` where validate is not done.
  static func inputs(of run: RunDirectory, approved: String) throws -> [String: String] {
    var inputs = ["approved": approved]
    for name in ["plan.jsonl", "plan.json", "world.json"] {
      inputs["3-validate/\(name)"] = try run.digest(of: name, from: .validate)
    }
    return inputs
  }

  /// Refuses an account that the plan was not made for.
  ///
  /// - Throws: ``LoadError/anotherAccount(planned:found:)``.
  func check(_ account: World.Account) throws {
    guard account != world.account else { return }
    throw LoadError.anotherAccount(planned: world.account, found: account)
  }
}
