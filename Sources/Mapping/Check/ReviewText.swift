package import Report
internal import Transform

/// A review of a spreadsheet for a terminal.
package struct ReviewText {
  /// Of organizations without a row that are merely skipped, so many are listed.
  private static let unlistedShown = 20

  /// The widest column that others line up with.
  private static let mostWidth = 60

  private let review: MappingReview
  private let made: String
  private let style: TextStyle

  /// - Parameter made: From what the review was made, in words.
  package init(_ review: MappingReview, made: String, style: TextStyle) {
    self.review = review
    self.made = made
    self.style = style
  }

  /// The text, its lines ended by line breaks.
  package var text: String {
    var lines = [TextStyle.clean(review.reading), TextStyle.clean(made), ""]
    lines += section("Refused", review.entries(of: .refusal), style.red)
    lines += section("To be looked at", review.entries(of: .warning), style.yellow)
    let notes = review.entries(of: .note)
    lines += section("To be known", notes.filter { $0.problem.row != nil }, style.dim)
    let unlisted = notes.filter { $0.problem.row == nil }
    lines += section(
      "Organizations without a row: \(unlisted.count), skipped",
      Array(unlisted.prefix(Self.unlistedShown)), style.dim, counted: false)
    if unlisted.count > Self.unlistedShown {
      lines.insert(
        "  and \(unlisted.count - Self.unlistedShown) more; --html and --json list all",
        at: lines.count - 1)
    }
    lines.append(summary)
    return lines.map { $0 + "\n" }.joined()
  }

  private var summary: String {
    let refused = review.entries(of: .refusal).count
    let ready = "\(review.ready) of \(review.selected) organizations are ready to go in"
    return refused == 0
      ? style.green("Nothing would be refused") + "; \(ready)"
      : style.red("\(refused) would be refused") + "; \(ready)"
  }

  private func section(
    _ title: String, _ entries: [MappingReview.Entry], _ colour: (String) -> String,
    counted: Bool = true
  ) -> [String] {
    if entries.isEmpty { return [] }
    let rows = entries.map { entry in
      [
        entry.place(in: review.sheet), shown(entry.value),
        TextStyle.clean(
          entry.problem.text(sheet: review.sheet.name, isFiltered: review.isFiltered)),
      ]
    }
    // A long text moves its own suggestion only, not those of all others.
    let widths = (0..<3).map { column in
      rows.map { $0[column].count }.filter { $0 <= Self.mostWidth }.max() ?? 0
    }
    var lines = [style.bold(counted ? "\(title): \(entries.count)" : title)]
    for (entry, cells) in zip(entries, rows) {
      let padded = zip(cells, widths).map {
        $0 + String(repeating: " ", count: max($1 - $0.count, 0))
      }
      var line = "  \(colour(padded[0]))  \(padded[1])  \(cells[2])"
      if let suggestion = entry.suggestion {
        line = "  \(colour(padded[0]))  \(padded[1])  \(padded[2])  \(TextStyle.clean(suggestion))"
      }
      lines.append(line)
    }
    return lines + [""]
  }

  /// A cell's text in quotes, cut where it is long.
  private func shown(_ value: String) -> String {
    if value.isEmpty { return "(empty)" }
    let clean = TextStyle.clean(value)
    return clean.count > 40 ? "“\(clean.prefix(39))…”" : "“\(clean)”"
  }
}
