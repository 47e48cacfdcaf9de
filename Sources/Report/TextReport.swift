internal import Pipeline

/// The summary of a run for a terminal.
package struct TextReport {
  private let summary: Summary
  private let next: [NextStep]
  private let style: TextStyle
  private static let columns = (organizations: 15, domains: 9)

  package init(_ summary: Summary, next: [NextStep], style: TextStyle) {
    self.summary = summary
    self.next = next
    self.style = style
  }

  /// The text, its lines ended by line breaks.
  package var text: String {
    var lines: [String] = []
    lines.append(style.bold(headline))
    lines.append("")
    lines += statusTable
    for (title, status) in [("Unimported", Status.unimported), ("Skipped", .skipped)] {
      lines += reasonTable(title, summary.reasons.filter { $0.status == status })
    }
    lines.append("")
    lines.append("Directory  \(clean(summary.directory))")
    for (number, step) in next.enumerated() {
      lines.append("\(number == 0 ? "Next     " : "         ")  \(step.purpose)")
      if let command = step.command {
        lines.append("             \(style.bold(clean(command)))")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var headline: String {
    switch summary.state {
    case .planned: "Plan of run \(summary.run): nothing was sent"
    case .finished: "Run \(summary.run)"
    case .unfinished: "Run \(summary.run), not finished"
    }
  }

  private var statusTable: [String] {
    var lines = [
      row("", "organizations", "domains")
    ]
    if let planned = summary.planned {
      lines.append(row(style.green("would be imported"), "would be imported", planned))
    }
    let shown: [(Status, String, (String) -> String)] = [
      (.imported, "Imported", style.green), (.pending, "Pending", style.yellow),
      (.unknown, "Unknown", style.yellow), (.unimported, "Unimported", style.red),
      (.skipped, "Skipped", style.dim),
    ]
    for (status, label, colour) in shown where summary.statuses[status] != nil {
      lines.append(row(colour(label), label, summary[status]))
    }
    lines.append(row(style.dim("in IT Glue"), "in IT Glue", summary.total))
    if let licences = summary.licences, summary.planned != nil {
      lines.append("")
      lines.append("  It takes \(licences) domain licences.")
    }
    return lines
  }

  private func reasonTable(_ title: String, _ reasons: [Summary.ReasonCount]) -> [String] {
    guard !reasons.isEmpty else { return [] }
    var lines = ["", row(style.bold("\(title), because"), "\(title), because", nil)]
    for entry in reasons {
      let label = entry.reason.rawValue
      lines.append(row(label, label, entry.counts))
      lines.append(style.dim("    \(entry.reason.text)"))
      let more = max(entry.counts.organizations, entry.counts.domains) - entry.examples.count
      let examples = entry.examples.map(clean).joined(separator: "; ")
      lines.append("    \(examples)\(more > 0 ? "; and \(more) more" : "")")
      if entry.status == .unimported { lines.append("    → \(entry.reason.remedy)") }
    }
    return lines
  }

  /// A row whose first cell may carry colour; `plain` is what it looks like.
  private func row(_ label: String, _ plain: String, _ counts: Summary.Counts?) -> String {
    guard let counts else { return "  \(label)" }
    return "  \(label)" + pad(24 - plain.count)
      + right("\(counts.organizations)", Self.columns.organizations)
      + right("\(counts.domains)", Self.columns.domains)
  }

  private func row(_ label: String, _ first: String, _ second: String) -> String {
    "  " + pad(24) + right(first, Self.columns.organizations)
      + right(second, Self.columns.domains)
  }

  private func right(_ text: String, _ width: Int) -> String { pad(width - text.count) + text }

  private func pad(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }

  private func clean(_ text: String) -> String { TextStyle.clean(text) }
}
