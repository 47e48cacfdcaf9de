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
    var lines = [
      style.bold(fleet.verdict), "",
      left("partner", name) + "  " + left("standing", standing) + columns(FleetCounts.titles),
    ]
    for partner in fleet.partners {
      let rest =
        (partner.counts.map { columns($0.numbers.map(String.init)) } ?? "")
        + (partner.remark.isEmpty ? "" : "  " + TextStyle.clean(partner.remark))
      let word = partner.standing.rawValue
      lines.append(
        left(partner.partner, name) + "  "
          + colour(partner.standing)(rest.isEmpty ? word : left(word, standing)) + rest)
    }
    lines.append(
      left("all", name) + "  " + left("", standing)
        + columns(fleet.counts.numbers.map(String.init)) + "  organizations")
    return lines.map { $0 + "\n" }.joined()
  }

  private func columns(_ cells: [String]) -> String {
    zip(cells, FleetCounts.titles).map { cell, title in
      TextStyle.spaces(title.count + 2 - cell.count) + cell
    }.joined()
  }

  private func colour(_ standing: PartnerSummary.Standing) -> (String) -> String {
    switch standing {
    case .done, .partly: style.green
    case .planned, .open: style.yellow
    case .failed, .missing: style.red
    }
  }

  private func left(_ text: String, _ width: Int) -> String {
    text + TextStyle.spaces(width - text.count)
  }
}
