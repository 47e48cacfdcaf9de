internal import Pipeline

extension RunDirectory {
  /// Makes a run one that goes on with load, and then what it goes on with durable: so a crash in
  /// between leaves nothing that nobody would take up again.
  ///
  /// - Parameter change: Makes it durable. Where that fails, the run is as it was.
  /// - Throws: `FileError`, `JSONFileError`, what `change` throws.
  func reopenLoad(_ record: RunRecord, for change: () async throws -> Void) async throws {
    let checkpoint = try readCheckpoint(of: .load)
    try write(.unfinished, record, .running, checkpoint)
    do {
      try await change()
    } catch {
      try write(record.state, record, checkpoint?.state, checkpoint)
      throw error
    }
  }

  private func write(
    _ state: RunRecord.State, _ record: RunRecord, _ stage: Checkpoint.State?,
    _ checkpoint: Checkpoint?
  ) throws {
    var record = record
    record.state = state
    try JSONFile.write(record, to: self.record)
    guard var checkpoint, let stage else { return }
    checkpoint.state = stage
    try JSONFile.write(checkpoint, to: self.checkpoint(of: .load))
  }
}
