package import Pipeline

/// All organizations and domains of a run, each with what became of it, or what would.
package struct RunDetails: Sendable, Equatable {
  /// The counts.
  package var summary: Summary
  /// The organizations in the candidates' order, behind them those of orphan domains; empty until
  /// validate is done.
  package var organizations: [OrganizationDetails]
}

/// What became of an organization or a domain, or what would.
package enum Outcome: String, Codable, Sendable, CaseIterable {
  /// It is in the plan, and nothing was sent.
  case planned
  case imported, pending, unknown, unimported, skipped

  init(_ status: Status) {
    self =
      switch status {
      case .imported: .imported
      case .pending: .pending
      case .unknown: .unknown
      case .unimported: .unimported
      case .skipped: .skipped
      }
  }

  /// The outcome in words.
  package var text: String {
    switch self {
    case .planned: "Would be imported"
    case .imported: "Imported"
    case .pending: "Pending"
    case .unknown: "Unknown"
    case .unimported: "Unimported"
    case .skipped: "Skipped"
    }
  }
}

/// An organization in a report.
package struct OrganizationDetails: Sendable, Equatable {
  /// Its IT Glue id; nil for the domains that name none.
  package var id: String?
  /// Its name in IT Glue.
  package var name: String
  /// What became of it.
  package var outcome: Outcome
  /// Whether it is one of IT Glue's list; otherwise it stands here only for its domains.
  package var isListed = true
  /// What the plan does with it; nil where it is not in the plan.
  package var action: PlanLine.Action?
  /// The organization in Dark Web ID, once it is known.
  package var uuid: String?
  /// The value that is sent, otherwise what the spreadsheet has.
  package var employeeCount: String?
  /// The value that is sent, otherwise what the spreadsheet has.
  package var industry: String?
  /// The values that are a default of the pipeline file.
  package var defaulted: [String] = []
  /// The spreadsheet's Priority.
  package var priority: Int?
  /// The row of the spreadsheet that was applied.
  package var row: Int?
  /// Why it is left out as a whole.
  package var reason: Reason?
  /// The evidence.
  package var detail = ""
  /// Its domains: those that are planned first.
  package var domains: [DomainDetails] = []

  /// Whether load did not do what the plan says.
  package var differs: Bool {
    action != nil && outcome == .unimported || domains.contains(where: \.differs)
  }
}

/// A domain in a report.
package struct DomainDetails: Sendable, Equatable {
  /// The name that is sent, otherwise the name in IT Glue.
  package var name: String
  /// The name in IT Glue, where another one is sent.
  package var given: String?
  /// What became of it.
  package var outcome: Outcome
  /// Whether it is in the plan.
  package var isPlanned = false
  /// Why it is left out.
  package var reason: Reason?
  /// The evidence.
  package var detail = ""
  /// What a person should look at, though it is let in.
  package var warning: Reason?
  /// Why the organization has a policy of its own, where that let the domain in.
  package var exception: String?
  /// The other organizations that claim it.
  package var claims: [String] = []
  /// The cell of the spreadsheet that added it.
  package var addedBy: String?

  /// Whether load did not do what the plan says.
  package var differs: Bool { isPlanned && outcome == .unimported }

  /// What there is to be said about it besides its reason.
  package var remarks: [String] {
    var remarks: [String] = []
    if let given { remarks.append("IT Glue has “\(given)”") }
    if let warning { remarks.append("look at it: \(warning.text)") }
    if let exception { remarks.append("let in by an exception: \(exception)") }
    if !claims.isEmpty { remarks.append("claimed too by \(claims.joined(separator: ", "))") }
    if let addedBy { remarks.append("added by \(addedBy)") }
    if differs { remarks.append("planned, and not imported") }
    return remarks
  }
}
