internal import Pipeline
internal import Report
package import Spreadsheets

/// What became of all partners as a table: for CSV and for a workbook.
package struct FleetTable {
  private let fleet: FleetSummary

  package init(_ fleet: FleetSummary) {
    self.fleet = fleet
  }

  /// A row for each partner.
  package var table: SheetTable {
    SheetTable(
      name: "Partners", columns: Self.titles.map { SheetTable.Column($0) },
      rows: fleet.partners.map { SheetTable.Row(cells(of: $0), tone: $0.standing.tone) })
  }

  private static let titles = [
    "Partner", "Standing", "Organizations", "Imported", "Pending", "Unimported", "Skipped",
    "Planned", "Domains imported", "Domains unimported", "Licences planned", "Licences free before",
    "Remark", "Run", "Began", "Directory",
  ]

  private func cells(of partner: PartnerSummary) -> [String] {
    guard let summary = partner.summary else {
      return [partner.partner, partner.standing.rawValue]
        + Array(repeating: "", count: 10) + [partner.remark]
    }
    return [
      partner.partner, partner.standing.rawValue, "\(summary.total.organizations)",
      "\(summary[.imported].organizations)", "\(summary.open.organizations)",
      "\(summary[.unimported].organizations)", "\(summary[.skipped].organizations)",
      "\(summary.planned?.organizations ?? 0)", "\(summary[.imported].domains)",
      "\(summary[.unimported].domains)", summary.licences.map(String.init) ?? "",
      summary.forecast?.free.map(String.init) ?? "", partner.remark, summary.run,
      summary.started ?? "", summary.directory,
    ]
  }
}

extension PartnerSummary.Standing {
  /// How a row of a partner looks that stands so.
  var tone: SheetTable.Tone {
    switch self {
    case .done, .partly: .good
    case .planned: .new
    case .open: .attention
    case .failed, .missing: .bad
    }
  }
}
