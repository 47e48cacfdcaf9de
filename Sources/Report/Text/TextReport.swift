internal import Pipeline

/// The summary of a run for a terminal.
package struct TextReport {
  private let summary: Summary
  private let next: [NextStep]
  private let files: [(title: String, path: String)]
  private let style: TextStyle
  private let width: Int?
  private static let labelWidth = 26
  private static let leastWidth = 20

  /// - Parameters:
  ///   - files: What was written for people to read, with a word for each.
  ///   - width: The columns of the terminal; nil where there is none.
  package init(
    _ summary: Summary, next: [NextStep], files: [(title: String, path: String)] = [],
    width: Int? = nil, style: TextStyle
  ) {
    self.summary = summary
    self.files = files
    self.width = width
    self.next = next
    self.style = style
  }

  /// The text, its lines ended by line breaks.
  package var text: String {
    var lines = [style.bold(headline)]
    if let scope = summary.scope, summary.plan != nil {
      lines.append("Only \(scope) could be planned")
    }
    lines += ["", heading]
    lines += statusTable + byHand
    lines += reasonTable("Unimported, because", .unimported)
    lines += reasonTable("Skipped, because", .skipped)
    lines += proofTable
    lines.append("")
    lines.append("Directory  \(TextStyle.clean(summary.directory))")
    lines += files.map { file in
      file.title + pad(11 - file.title.count) + TextStyle.clean(file.path)
    }
    for (number, step) in next.enumerated() {
      lines.append("\(number == 0 ? "Next" : "    ")       \(step.purpose)")
      if let command = step.command {
        lines.append("             \(style.bold(TextStyle.clean(command)))")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var headline: String {
    let open = summary.open.organizations
    return switch summary.state {
    case .planned: "Plan of run \(summary.run): nothing was sent"
    case .finished where open > 0: "Run \(summary.run): discarded, \(open) not followed any more"
    case .finished: "Run \(summary.run): finished"
    case .unfinished where open > 0 && summary.isByHand:
      "Run \(summary.run): \(open) on the worksheet, to be imported by hand"
    case .unfinished where open > 0 && summary.planned == nil:
      "Run \(summary.run): all is sent, \(open) not settled yet"
    case .unfinished: "Run \(summary.run): stopped before its end"
    }
  }

  private var heading: String {
    pad(2 + Self.labelWidth) + right("organizations", 14) + right("domains", 9)
  }

  private var statusTable: [String] {
    var lines: [String] = []
    if let planned = summary.planned {
      lines.append(
        row(summary.state == .planned ? "Would be imported" : "Not sent yet", planned, style.green))
    }
    let shown: [(Status, String, (String) -> String)] = [
      (.imported, "Imported", style.green), (.pending, "Pending", style.yellow),
      (.unknown, "Unknown", style.yellow), (.unimported, "Unimported", style.red),
      (.skipped, "Skipped", style.dim),
    ]
    for (status, label, colour) in shown where summary.statuses[status] != nil {
      lines.append(row(label, summary[status], colour))
    }
    lines.append(row("Total in IT Glue", summary.total, style.bold))
    if summary.state == .planned { lines += licences }
    return lines
  }

  /// What the plan takes of the licences, and what more of them would bring.
  private var licences: [String] {
    guard let forecast = summary.forecast, let free = forecast.free, let limit = forecast.limit
    else { return summary.licences.map { ["", "  It takes \($0) domain licences."] } ?? [] }
    let reserve = forecast.reserve > 0 ? ", \(forecast.reserve) in reserve" : ""
    var lines = [
      "",
      "  It takes \(forecast.planned) of \(free) free domain licences "
        + "(\(forecast.used) of \(limit) used\(reserve)).",
    ]
    if forecast.short > 0 {
      lines.append(
        "  \(style.red("\(forecast.short) licences are short.")) More of them would bring:")
      for step in forecast.steps {
        let organizations = step.organizations == 1 ? "organization" : "organizations"
        let domains = step.domains == 1 ? "domain" : "domains"
        lines.append(
          right("+\(step.licences)", 8)
            + "  \(step.domains) \(domains), \(step.organizations) \(organizations) whole")
      }
    }
    return lines
  }

  /// What neither IT Glue nor a cell of the spreadsheet says, and what IT Glue does not have.
  private var byHand: [String] {
    let titles = [("employee_count", "Employee Count"), ("industry", "Industry")]
    let defaults = titles.compactMap { key, title in
      summary.defaulted[key].map { "\(title) (\($0))" }
    }
    var lines: [String] = []
    if !defaults.isEmpty {
      lines.append("  By default, not from a cell: \(defaults.joined(separator: ", ")).")
    }
    if summary.addedDomains > 0 {
      lines.append("  Domains of the spreadsheet that IT Glue lacks: \(summary.addedDomains).")
    }
    return lines
  }

  private func reasonTable(_ title: String, _ status: Status) -> [String] {
    let reasons = summary.reasons.filter { $0.status == status }
    guard !reasons.isEmpty else { return [] }
    var lines = ["", "  \(style.bold(title))"]
    for entry in reasons {
      lines.append(row("  \(entry.reason.rawValue)", entry.counts, { $0 }))
      let advice = status == .unimported ? " → \(entry.reason.remedy)" : ""
      lines += wrapped("\(examples(of: entry))\(advice)").map { style.dim("      \($0)") }
    }
    return lines
  }

  private var proofTable: [String] {
    guard summary.proofs.contains(where: { $0.pages != nil || $0.changed != nil }) else {
      return []
    }
    return ["", "  \(style.bold("Read from IT Glue"))"]
      + summary.proofs.map { proof in
        "    \(proof.index)\(pad(14 - proof.index.count))\(proof.text)"
      }
  }

  /// A text in lines that fit beside an indentation of six.
  private func wrapped(_ text: String) -> [String] {
    guard let width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > max(width - 6, Self.leastWidth) {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return lines + [line]
  }

  private func examples(of entry: Summary.ReasonCount) -> String {
    let shown = entry.examples.map(TextStyle.clean).joined(separator: "; ")
    let more = max(entry.counts.organizations, entry.counts.domains) - entry.examples.count
    return more > 0 ? "\(shown); and \(more) more" : shown
  }

  private func row(
    _ label: String, _ counts: Summary.Counts, _ colour: (String) -> String
  ) -> String {
    "  " + colour(label) + pad(Self.labelWidth - label.count)
      + right("\(counts.organizations)", 14) + right("\(counts.domains)", 9)
  }

  private func right(_ text: String, _ width: Int) -> String { pad(width - text.count) + text }

  private func pad(_ count: Int) -> String { TextStyle.spaces(count) }
}
