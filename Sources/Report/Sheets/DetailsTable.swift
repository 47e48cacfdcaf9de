internal import Pipeline
package import Spreadsheets

/// The organizations and domains of a run as tables: for CSV, and for the sheets of a workbook.
package struct DetailsTable {
  private let details: RunDetails

  package init(_ details: RunDetails) {
    self.details = details
  }

  /// One line for each organization and domain; an organization without a domain has a line too.
  package var everything: SheetTable {
    table("Organizations and domains", Self.allColumns) { organization, domain in true }
  }

  /// What stayed out, or would.
  package var unimported: SheetTable {
    table("Unimported", Self.allColumns) { organization, domain in
      (domain?.outcome ?? organization.outcome) == .unimported
    }
  }

  /// The plan, an organization a line: what load sends, or has sent.
  package var plan: SheetTable {
    var table = SheetTable(
      name: "Plan",
      columns: [
        "IT Glue ID", "Organization", "Employee Count", "Industry", "Domains", "Licences", "Action",
        "Dark Web ID", "Status", "By default", "To be looked at",
      ].map { SheetTable.Column($0) })
    for organization in details.organizations {
      guard let action = organization.action else { continue }
      let planned = organization.domains.filter(\.isPlanned)
      table.rows.append(
        SheetTable.Row(
          [
            organization.id ?? "", organization.name, organization.employeeCount ?? "",
            organization.industry ?? "", planned.map(\.name).joined(separator: "\n"),
            "\(planned.count)", action.text, organization.uuid ?? "", organization.outcome.text,
            organization.defaulted.joined(separator: ", "),
            planned.flatMap(\.remarks).joined(separator: "; "),
          ], tone: organization.differs ? .attention : organization.outcome.tone))
    }
    return table
  }

  /// The domains, one a line, with the organization that each is planned for or left out of.
  package var domains: SheetTable {
    var table = SheetTable(
      name: "Domains",
      columns: ["Domain", "Organization", "IT Glue ID", "Status", "Reason", "Detail", "Remarks"]
        .map { SheetTable.Column($0) })
    for organization in details.organizations {
      for domain in organization.domains {
        table.rows.append(
          SheetTable.Row(
            [
              domain.name, organization.name, organization.id ?? "", domain.outcome.text,
              domain.reason?.rawValue ?? "", domain.detail,
              domain.remarks.joined(separator: "; "),
            ], tone: domain.outcome.tone))
      }
    }
    return table
  }

  private static let allColumns = [
    "IT Glue ID", "Organization", "Organization Status", "Domain", "Status", "Reason", "Detail",
    "Remedy", "Remarks", "Employee Count", "Industry", "Priority", "Row", "Action", "Dark Web ID",
  ]

  private func table(
    _ name: String, _ titles: [String],
    where isWanted: (OrganizationDetails, DomainDetails?) -> Bool
  ) -> SheetTable {
    var table = SheetTable(name: name, columns: titles.map { SheetTable.Column($0) })
    for organization in details.organizations {
      var lines: [DomainDetails?] = organization.domains
      if lines.isEmpty { lines = [nil] }
      for domain in lines where isWanted(organization, domain) {
        table.rows.append(row(organization, domain))
      }
    }
    return table
  }

  private func row(_ organization: OrganizationDetails, _ domain: DomainDetails?) -> SheetTable.Row
  {
    let outcome = domain?.outcome ?? organization.outcome
    let reason = domain == nil ? organization.reason : domain?.reason
    return SheetTable.Row(
      [
        organization.id ?? "", organization.name, organization.outcome.text, domain?.name ?? "",
        outcome.text, reason?.rawValue ?? "",
        domain?.detail ?? organization.detail, outcome == .unimported ? reason?.remedy ?? "" : "",
        domain?.remarks.joined(separator: "; ") ?? "", organization.employeeCount ?? "",
        organization.industry ?? "", organization.priority.map(String.init) ?? "",
        organization.row.map(String.init) ?? "", organization.action?.text ?? "",
        organization.uuid ?? "",
      ], tone: outcome.tone)
  }
}

extension Outcome {
  /// How it looks in a sheet.
  var tone: SheetTable.Tone {
    switch self {
    case .planned, .imported: .good
    case .pending, .unknown: .attention
    case .unimported: .bad
    case .skipped: .plain
    }
  }
}
