package import FoundationEssentials
package import Pipeline

/// What the ledger knows of one organization of one run.
package struct LedgerEntry: Sendable, Equatable {
  /// How far it has got.
  package enum State: String, Sendable, Codable {
    /// The intent is durable; the request is under way, or the program ended before its answer.
    case intended
    /// Sent, and the answer was lost: it may have been processed or not.
    case unknown
    /// The service took it, and the import is under way.
    case pending
    /// Imported, in whole or in part.
    case imported
    /// Not imported.
    case unimported
    /// Pending when a person stopped following it.
    case discarded
    /// A person wants it sent once more: those of its domains that are pending.
    case retry
  }

  /// The run.
  package var run: String
  /// The IT Glue id of the organization.
  package var id: String
  /// The title that it was sent with, or is linked with.
  package var title: String
  /// What was planned.
  package var action: PlanLine.Action
  /// How far it has got.
  package var state: State
  /// The Dark Web ID organization, once it is known.
  package var uuid: String?
  /// The domains and what became of each. Of a retry, a pending one keeps the reason that it was
  /// refused for before: so a domain that Dark Web ID still shows as refused is not taken for an
  /// answer.
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
    run: String, id: String, title: String, action: PlanLine.Action, state: State, uuid: String?,
    domains: [ResultLine.Domain], reason: Reason? = nil, detail: String? = nil, attempts: Int,
    intendedAt: Date
  ) {
    self.run = run
    self.id = id
    self.title = title
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

extension LedgerEntry {
  /// Whether a request may have been processed whose answer is not known: it is looked up before
  /// anything else.
  package var isInDoubt: Bool { state == .intended || state == .unknown }
  /// Whether what becomes of it is not known yet.
  package var isOpen: Bool { isInDoubt || state == .pending }
}
