internal import Foundation
internal import Ledger
internal import Load
internal import Pipeline

extension Session {
  /// Brings the results of a load that did not come to its end up to what the ledger knows: one that
  /// was killed could not write them.
  ///
  /// - Parameters:
  ///   - pipeline: The run's pipeline; read anew where it is not at hand.
  ///   - holdingLock: Whether the caller has the run's lock already.
  func refresh(
    _ run: RunDirectory, _ record: RunRecord, _ pipeline: PipelineFile? = nil,
    holdingLock: Bool = false
  ) {
    guard record.state == .unfinished, (try? run.readCheckpoint(of: .load))??.state == .running
    else { return }
    do {
      let pipeline = try pipeline ?? record.readPipeline(environment)
      guard FileBytes.size(of: pipeline.state) != nil else { return }
      let lock =
        holdingLock ? nil : try FileLock(run.lock, of: "the run \(run.id)", now: time.now())
      try Results(of: run).refresh(from: Ledger(of: pipeline))
      withExtendedLifetime(lock) {}
    } catch is LockedError {
      // Its own process writes them.
    } catch {
      Console.error("what load has reached is not known: \(error)")
    }
  }
}
