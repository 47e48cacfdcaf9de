private import FoundationEssentials

/// Runs a stage of a run, or finds that it need not be run.
package struct StageRunner: Sendable {
  /// The run.
  package let run: RunDirectory
  /// Takes what the stages tell.
  package let progress: Progress

  package init(run: RunDirectory, progress: @escaping Progress) {
    self.run = run
    self.progress = progress
  }

  /// Runs `stage` unless it is finished, with the same inputs, and its files are as it wrote them.
  ///
  /// - Returns: The stage's checkpoint.
  /// - Throws: What the stage throws, ``RunError`` where its counts do not add up.
  @discardableResult
  package func perform(_ stage: some Stage) async throws -> Checkpoint {
    let inputs = try await stage.inputs(of: run)
    var earlier = try run.readCheckpoint(of: stage.name)
    if let found = earlier {
      if let reason = found.staleness(version: stage.version, inputs: inputs) {
        progress(.stage(stage.name, "again, \(reason)"))
        earlier = nil
      } else if found.state == .finished {
        try verify(found)
        progress(.stage(stage.name, "done before"))
        return found
      } else {
        progress(.stage(stage.name, "goes on"))
      }
    } else {
      progress(.stage(stage.name, "begins"))
    }
    try FileBytes.makeFolder(run.folder(of: stage.name))
    var checkpoint = Checkpoint(
      stage: stage.name, stageVersion: stage.version, inputs: inputs)
    if earlier == nil {
      try JSONFile.write(checkpoint, to: run.checkpoint(of: stage.name))
    }
    let work = StageWork(run: run, earlier: earlier, begun: checkpoint, progress: progress)
    let result = try await stage.perform(in: work)
    for balance in result.balances where balance.into != balance.out {
      throw RunError.unbalanced(
        stage.name, what: balance.what, into: balance.into, out: balance.out)
    }
    checkpoint.outputs = result.outputs
    checkpoint.counts = result.counts
    checkpoint.state = result.settled ? .finished : .running
    try JSONFile.write(checkpoint, to: run.checkpoint(of: stage.name))
    return checkpoint
  }

  /// A finished stage is trusted only as far as its files are the ones it wrote.
  private func verify(_ checkpoint: Checkpoint) throws {
    for (name, written) in checkpoint.outputs.sorted(by: { $0.key < $1.key }) {
      let file = run.file(name, of: checkpoint.stage)
      guard FileBytes.size(of: file) == written.bytes,
        try Digest.of(file: file).text == written.digest
      else { throw RunError.changedFile(file.path) }
    }
  }
}
