package import Pipeline

/// Both ends of a link's account: the Dark Web ID account, and the IT Glue that the ids are of.
package struct LedgerAccount: Sendable, Hashable {
  /// The Dark Web ID account.
  package var account: World.Account
  /// The origin of IT Glue, or the folder of saved pages.
  package var source: String

  package init(account: World.Account, source: String) {
    self.account = account
    self.source = source
  }
}
