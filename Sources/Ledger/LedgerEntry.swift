package import FoundationEssentials
package import Pipeline

/// What the ledger knows of one organization of one run.
package struct LedgerEntry: Sendable, Equatable {
  /// How far it has got.
  package enum State: String, Sendable, Codable {
    /// The intent is durable; the request may have been sent or not, its answer is not known.
    case intended
    /// The service took it, and the import is under way.
    case pending
    /// Imported, in whole or in part.
    case imported
    /// Not imported.
    case unimported
    /// Pending when a person stopped following it.
    case discarded
  }

  /// The run.
  package var run: String
  /// The IT Glue id of the organization.
  package var id: String
  /// What was planned.
  package var action: PlanLine.Action
  /// How far it has got.
  package var state: State
  /// The Dark Web ID organization, once it is known.
  package var uuid: String?
  /// The domains and what became of each.
  package var domains: [ResultLine.Domain]
  /// Why the whole organization stayed Unimported.
  package var reason: Reason?
  /// The service's words, or what happened to the request.
  package var detail: String?
  /// How many requests that change something were sent, or may have been.
  package var attempts: Int
  /// When the last intent was written.
  package var intendedAt: Date

  package init(
    run: String, id: String, action: PlanLine.Action, state: State, uuid: String?,
    domains: [ResultLine.Domain], reason: Reason? = nil, detail: String? = nil, attempts: Int,
    intendedAt: Date
  ) {
    self.run = run
    self.id = id
    self.action = action
    self.state = state
    self.uuid = uuid
    self.domains = domains
    self.reason = reason
    self.detail = detail
    self.attempts = attempts
    self.intendedAt = intendedAt
  }
}
