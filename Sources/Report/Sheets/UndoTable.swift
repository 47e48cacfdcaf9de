internal import Pipeline
package import Spreadsheets

/// What a run created and linked, with the ids: what somebody needs who wants it undone. Glueport
/// deletes nothing in Dark Web ID.
package struct UndoTable {
  private let details: RunDetails

  package init(_ details: RunDetails) {
    self.details = details
  }

  /// The table; without rows where the run did nothing.
  package var table: SheetTable {
    SheetTable(
      name: "Undo",
      columns: [
        "What was done", "Organization", "IT Glue ID", "Dark Web ID", "Domains", "To undo it",
      ].map { SheetTable.Column($0) },
      rows: details.organizations.compactMap(row))
  }

  private func row(_ organization: OrganizationDetails) -> SheetTable.Row? {
    let domains = organization.domains.filter { domain in
      domain.isPlanned && [.imported, .pending, .unknown].contains(domain.outcome)
    }
    guard let action = organization.action, let id = organization.id,
      let (deed, undoing) = deed(action, organization, hasDomains: !domains.isEmpty)
    else { return nil }
    if action == .addDomains, domains.isEmpty { return nil }
    return SheetTable.Row([
      deed, organization.name, id, organization.uuid ?? "",
      domains.map(\.name).joined(separator: "\n"), undoing,
    ])
  }

  /// What was done to an organization, and how it is undone; nil where nothing was.
  private func deed(
    _ action: PlanLine.Action, _ organization: OrganizationDetails, hasDomains: Bool
  ) -> (deed: String, undoing: String)? {
    let unlink = "glueport links remove \(organization.id ?? "")"
    if organization.outcome == .planned { return nil }
    // What waits on a worksheet is not done yet.
    if details.summary.isByHand, organization.outcome == .pending { return nil }
    if organization.outcome == .unknown {
      return ("perhaps: the answer was lost", "glueport resume looks up what happened")
    }
    guard organization.uuid != nil else { return nil }
    return switch action {
    case .create: ("created and linked", "delete it in Dark Web ID, then \(unlink)")
    // The domains that it had before are not ours.
    case .adopt where !hasDomains: ("linked", unlink)
    case .adopt: ("linked", "take the domains out in Dark Web ID, then \(unlink)")
    case .addDomains: ("domains added", "take the domains out in Dark Web ID")
    }
  }
}
