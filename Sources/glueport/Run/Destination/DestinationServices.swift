internal import FoundationEssentials
internal import Load
internal import Pipeline

/// Where plans go, and the ledger of what went there.
protocol DestinationServices: Sendable {
  /// The profile by which a real service would be loaded though nobody has verified it; nil where there
  /// is none.
  var unverifiedProfile: URL? { get }

  /// What the plan has to know of the account.
  ///
  /// - Throws: `ServiceError`, `LedgerError`, `CancellationError`.
  func world() async throws -> World

  /// Refuses a new load while another process works on the account, or another run of it is not
  /// settled: before IT Glue is read for nothing.
  ///
  /// - Parameter run: The run that is about to load.
  /// - Throws: `LockedError`, `LoadError.unsettled`; `ServiceError`, `LedgerError`, `FileError`,
  ///   `CancellationError`.
  func checkFree(for run: String?) async throws

  /// The stage that loads a plan.
  ///
  /// - Parameter approved: The digest of the plan that a person approved.
  func load(_ approved: String) -> any Stage
}
