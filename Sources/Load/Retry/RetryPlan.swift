package import Ledger
internal import Pipeline

/// What a retry would send: of the domains that load was refused, those that are meant and that there
/// are licences for.
package struct RetryPlan: Sendable, Equatable {
  /// What the ledger knew of the run.
  let known: [LedgerEntry]
  /// What is to be sent again, as the ledger will have it.
  package private(set) var entries: [LedgerEntry] = []
  /// How many domains that are.
  package private(set) var domains = 0
  /// How many domains wait for licences.
  package private(set) var short = 0
  /// The titles of organizations that another run has linked since: a second one is not made.
  package private(set) var linkedSince: [String] = []
  /// The titles of organizations that were left out before anything was sent: the world had overtaken
  /// them.
  package private(set) var neverSent: [String] = []

  /// - Parameters:
  ///   - known: What the ledger knows of the run, in the plan's order.
  ///   - links: The links of the account.
  ///   - free: The domain licences that are free; nil where nothing limits them.
  init(_ selection: RetrySelection, _ known: [LedgerEntry], links: [World.Link], free: Int?) {
    self.known = known
    let linked = Set(links.map(\.id))
    var left = free
    for entry in known where selection.takes(organization: entry.id) {
      let refused = entry.domains.filter { $0.status == .unimported && selection.takes($0.reason) }
      guard !refused.isEmpty else { continue }
      if entry.attempts == 0 {
        neverSent.append(entry.title)
      } else if entry.uuid == nil, linked.contains(entry.id) {
        linkedSince.append(entry.title)
      } else {
        let names = refused.prefix(left ?? refused.count).map(\.name)
        left = left.map { $0 - names.count }
        short += refused.count - names.count
        guard !names.isEmpty else { continue }
        domains += names.count
        var again = entry
        again.retry(Set(names))
        entries.append(again)
      }
    }
  }
}
