package import Ledger
package import Pipeline

/// Reads what a plan has to know of an account that is loaded by hand: what was taken back of earlier
/// worksheets. Nobody asks Dark Web ID.
package struct WorksheetWorld: Sendable {
  private let ledger: Ledger
  private let account: LedgerAccount

  package init(ledger: Ledger, account: LedgerAccount) {
    self.ledger = ledger
    self.account = account
  }

  /// The world as the ledger has it, in an order that does not depend on chance. It tells no limit of
  /// the licences; used are those of the domains that were imported by hand.
  ///
  /// - Throws: `LedgerError`.
  package func read() throws -> World {
    var domains: [String: Set<String>] = [:]
    for entry in try ledger.entries(account) {
      guard let uuid = entry.uuid else { continue }
      domains[uuid, default: []].formUnion(
        entry.domains.lazy.filter { $0.status == .imported }.map(\.name))
    }
    // A link that a person has removed takes its domains with it: they are planned again.
    let organizations = try ledger.linkRows(account).map { link in
      World.RemoteOrganization(
        uuid: link.uuid, title: link.title, domains: (domains[link.uuid] ?? []).sorted())
    }
    return World(
      account: account.account,
      licence: World.Licence(
        limit: nil, used: organizations.reduce(0) { $0 + $1.domains.count }),
      organizations: organizations.sorted { $0.uuid < $1.uuid },
      links: try ledger.links(account))
  }
}
