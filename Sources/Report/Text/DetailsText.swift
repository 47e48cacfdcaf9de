internal import Pipeline

/// The organizations of a run as a table for a terminal, fitted to its width.
package struct DetailsText {
  private struct Line {
    var cells: [String]
    var tone: (String) -> String
  }

  private let details: RunDetails
  private let width: Int
  private let style: TextStyle
  /// Without a terminal nobody's lines are cut short.
  private static let unlimited = 1000
  private static let mostLines = 200
  private static let gap = 2
  private static let leastWidth = 6

  /// - Parameter width: The columns of the terminal; nil where there is none.
  package init(_ details: RunDetails, width: Int?, style: TextStyle) {
    self.details = details
    self.width = max(40, width ?? Self.unlimited)
    self.style = style
  }

  /// The text, its lines ended by line breaks.
  package var text: String {
    let titles = ["Organization", "Domains", "Status", "Reason"]
    let shown = details.organizations.prefix(Self.mostLines).map(line)
    let widths = fitted(
      titles.indices.map { column in
        (shown.map { $0.cells[column] } + [titles[column]]).map(\.count).max() ?? 0
      })
    var lines = [style.bold(row(titles, widths))]
    lines += shown.map { $0.tone(row($0.cells, widths)) }
    let more = details.organizations.count - shown.count
    if more > 0 { lines.append("… and \(more) more: --format csv, html or xlsx have all") }
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ organization: OrganizationDetails) -> Line {
    let planned = organization.domains.count(where: \.isPlanned)
    let reasons =
      organization.reason.map { [$0] }
      ?? Set(organization.domains.compactMap { $0.outcome == .unimported ? $0.reason : nil })
      .sorted()
    let tone: (String) -> String =
      switch organization.outcome {
      case .planned, .imported: { $0 }
      case .pending, .unknown: style.yellow
      case .unimported: style.red
      case .skipped: style.dim
      }
    return Line(
      cells: [
        TextStyle.clean(organization.name), "\(planned) of \(organization.domains.count)",
        organization.outcome.text, reasons.map(\.rawValue).joined(separator: ", "),
      ], tone: tone)
  }

  /// The widths, the widest ones narrowed until the line fits.
  private func fitted(_ natural: [Int]) -> [Int] {
    var widths = natural
    func total() -> Int { widths.reduce(0, +) + Self.gap * (widths.count - 1) }
    while total() > width, let widest = widths.max(), widest > Self.leastWidth,
      let place = widths.firstIndex(of: widest)
    {
      widths[place] -= 1
    }
    return widths
  }

  private func row(_ cells: [String], _ widths: [Int]) -> String {
    let columns = zip(cells, widths).map { cell, width in
      cell.count > width
        ? cell.prefix(max(width - 1, 0)) + "…"
        : cell + String(repeating: " ", count: width - cell.count)
    }
    let line = columns.joined(separator: String(repeating: " ", count: Self.gap))
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
