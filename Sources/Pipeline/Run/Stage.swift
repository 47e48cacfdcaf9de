/// A stage: a function from checkpoint files to checkpoint files. It knows no other stage.
package protocol Stage: Sendable {
  /// Which one it is.
  var name: StageName { get }
  /// The version of what it writes; raised only when the bytes would differ.
  var version: Int { get }

  /// All that the stage reads, files and settings but no secret, by name, with its digest. Where
  /// these are as they were, a finished stage is not run again.
  ///
  /// - Throws: A ``Failure`` where an input is missing.
  func inputs(of run: RunDirectory) async throws -> [String: String]

  /// Does the work, or goes on with it.
  ///
  /// - Throws: A ``Failure``; the files that are written whole are then as they were.
  func perform(in work: StageWork) async throws -> StageResult
}

/// What a stage gets to work with.
package struct StageWork: Sendable {
  /// The run.
  package let run: RunDirectory
  /// How far the stage got before, with the same inputs; nil at a first start.
  package let earlier: Checkpoint?
  /// Takes what the stage tells.
  package let progress: Progress
  private let begun: Checkpoint

  init(run: RunDirectory, earlier: Checkpoint?, begun: Checkpoint, progress: @escaping Progress) {
    self.run = run
    self.earlier = earlier
    self.begun = begun
    self.progress = progress
  }

  /// Makes it durable that the stage has got to `position`; what it has written so far must be
  /// durable before.
  ///
  /// - Throws: ``FileError``.
  package func reached(_ position: [String: Int]) throws {
    var checkpoint = begun
    checkpoint.position = position
    try JSONFile.write(checkpoint, to: run.checkpoint(of: begun.stage))
  }
}

/// What a stage has done.
package struct StageResult: Sendable {
  /// That what went in is what came out.
  package struct Balance: Sendable, Equatable {
    /// What is counted: `organizations`, `domains`.
    package var what: String
    /// How many went in.
    package var into: Int
    /// How many came out, in whatever state.
    package var out: Int

    package init(_ what: String, into: Int, out: Int) {
      self.what = what
      self.into = into
      self.out = out
    }
  }

  /// The files it wrote, by name within its folder.
  package var outputs: [String: WrittenFile]
  /// What it counted.
  package var counts: [String: Int]
  /// What must add up.
  package var balances: [Balance]
  /// False where the stage did all it could for now and has to be run again.
  package var settled: Bool

  package init(
    outputs: [String: WrittenFile], counts: [String: Int], balances: [Balance],
    settled: Bool = true
  ) {
    self.outputs = outputs
    self.counts = counts
    self.balances = balances
    self.settled = settled
  }
}
