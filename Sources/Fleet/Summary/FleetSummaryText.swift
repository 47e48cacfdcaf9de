internal import Pipeline
package import Report

/// What became of all partners, for a terminal.
package struct FleetSummaryText {
  private let fleet: FleetSummary
  private let style: TextStyle

  package init(_ fleet: FleetSummary, style: TextStyle) {
    self.fleet = fleet
    self.style = style
  }

  /// The text, its lines ended by line breaks.
  package var text: String {
    let name = max(7, fleet.partners.map(\.partner.count).max() ?? 0)
    let standing = max(8, fleet.partners.map(\.standing.rawValue.count).max() ?? 0)
    let numbers = ["imported", "pending", "unimported", "skipped", "total"]
    var lines = [
      style.bold(fleet.verdict), "",
      left("partner", name) + "  " + left("standing", standing)
        + numbers.map { right($0, $0.count + 2) }.joined(),
    ]
    for partner in fleet.partners {
      let coloured = colour(partner.standing)(left(partner.standing.rawValue, standing))
      let counts = Self.counts(of: partner)
      lines.append(
        left(partner.partner, name) + "  " + coloured
          + zip(counts, numbers).map { right($0, $1.count + 2) }.joined()
          + (partner.remark.isEmpty ? "" : "  " + TextStyle.clean(partner.remark)))
    }
    let sums = [
      fleet[.imported], fleet.open, fleet[.unimported], fleet[.skipped], fleet.total,
    ]
    lines.append(
      left("all", name) + "  " + left("", standing)
        + zip(sums, numbers).map { right("\($0.organizations)", $1.count + 2) }.joined()
        + "  organizations")
    return lines.map { $0 + "\n" }.joined()
  }

  private static func counts(of partner: PartnerSummary) -> [String] {
    guard let summary = partner.summary else { return ["", "", "", "", ""] }
    return [
      summary[.imported].organizations, summary.open.organizations,
      summary[.unimported].organizations,
      summary[.skipped].organizations, summary.total.organizations,
    ].map(String.init)
  }

  private func colour(_ standing: PartnerSummary.Standing) -> (String) -> String {
    switch standing {
    case .done, .partly: style.green
    case .planned, .open: style.yellow
    case .failed, .missing: style.red
    }
  }

  private func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
