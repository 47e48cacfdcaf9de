package import Ledger
package import Pipeline

extension Ledger {
  /// Refuses to go on while other runs of an account have not seen the end of what they began.
  ///
  /// - Parameter run: The run that asks; nil for none.
  /// - Throws: ``LoadError/unsettled(runs:isByHand:)``; `LedgerError`.
  package func checkSettled(besides run: String?, _ account: World.Account) throws {
    let runs = try unsettledRuns(besides: run ?? "", account)
    guard runs.isEmpty else {
      throw LoadError.unsettled(runs: runs, isByHand: account.isByHand)
    }
  }
}
