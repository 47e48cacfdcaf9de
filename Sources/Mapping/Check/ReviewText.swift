package import Report
internal import Transform

/// A review of a spreadsheet for a terminal.
package struct ReviewText {
  /// Of what is merely to be known, so many are listed.
  private static let notesShown = 20

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
    lines += section(
      "Organizations without a row, skipped", notes.filter { $0.problem.row == nil }, style.dim)
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
    _ title: String, _ all: [MappingReview.Entry], _ colour: (String) -> String
  ) -> [String] {
    guard let severity = all.first?.problem.severity else { return [] }
    let entries = severity == .note ? Array(all.prefix(Self.notesShown)) : all
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
    var lines = [style.bold("\(title): \(all.count)")]
    for (entry, cells) in zip(entries, rows) {
      let padded = zip(cells, widths).map {
        $0 + TextStyle.spaces($1 - $0.count)
      }
      let place = "  \(colour(padded[0]))  \(padded[1])  "
      lines.append(
        place + (entry.suggestion.map { "\(padded[2])  \(TextStyle.clean($0))" } ?? cells[2]))
    }
    if all.count > entries.count {
      lines.append("  and \(all.count - entries.count) more; --html and --json list all")
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
