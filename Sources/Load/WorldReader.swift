package import DarkWebID
package import Ledger
package import Pipeline

/// Reads what a plan has to know of Dark Web ID and of the ledger.
package struct WorldReader: Sendable {
  private let client: DarkWebIDClient
  private let ledger: Ledger
  private let source: String

  /// - Parameter source: The IT Glue that the organizations are of.
  package init(client: DarkWebIDClient, ledger: Ledger, source: String) {
    self.client = client
    self.ledger = ledger
    self.source = source
  }

  /// The world as it is now, in an order that does not depend on chance.
  ///
  /// - Throws: `ServiceError`, `LedgerError`, `CancellationError`.
  package func read() async throws -> World {
    let (account, licence) = try await client.account()
    let organizations = try await client.organizations().map { state in
      World.RemoteOrganization(
        uuid: state.uuid, title: state.title,
        // What stayed out is listed too, and is not monitored: it may be tried again.
        domains: state.domains.filter { $0.status != .unimported }.map(\.name))
    }
    return World(
      account: account, licence: licence,
      organizations: organizations.sorted { $0.uuid < $1.uuid },
      links: try ledger.links(LedgerAccount(account: account, source: source)))
  }
}
