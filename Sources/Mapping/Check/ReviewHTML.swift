internal import Transform

/// A review of a spreadsheet as a page that stands by itself: no script, nothing loaded from
/// elsewhere.
package struct ReviewHTML {
  private let review: MappingReview
  private let made: String

  /// - Parameter made: When and from what the review was made, in words.
  package init(_ review: MappingReview, made: String) {
    self.review = review
    self.made = made
  }

  /// The page.
  package var text: String {
    let refusals = review.entries(of: .refusal)
    let verdict =
      refusals.isEmpty
      ? "<p class=good>Nothing would be refused.</p>"
      : "<p class=bad>\(refusals.count) would be refused.</p>"
    let notes = review.entries(of: .note)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width">
      <title>\(escaped(review.sheet.name)): check</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <h1>\(escaped(review.sheet.name))</h1>
      \(verdict)
      <p>\(review.ready) of \(review.selected) organizations are ready to go in.</p>
      \(section("Refused", "refusal", refusals))
      \(section("To be looked at", "warning", review.entries(of: .warning)))
      \(section("To be known", "note", notes.filter { $0.problem.row != nil }))
      \(section("Organizations without a row, skipped", "note", notes.filter { $0.problem.row == nil }))
      <footer><p>\(escaped(review.reading))</p><p>\(escaped(made))</p></footer>
      </body>
      </html>

      """
  }

  private func section(
    _ title: String, _ severity: String, _ entries: [MappingReview.Entry]
  ) -> String {
    if entries.isEmpty { return "" }
    let first = entries.first?.problem.row == nil ? "Id" : "Cell"
    let rows = entries.map { entry in
      let cells = [
        entry.value,
        entry.problem.text(sheet: review.sheet.name, isFiltered: review.isFiltered),
        entry.suggestion ?? "",
      ]
      return "<tr><th scope=row>\(escaped(entry.place(in: review.sheet)))</th>"
        + cells.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>"
    }
    return """
      <section class=\(severity)>
      <h2>\(title): \(entries.count)</h2>
      <table>
      <thead><tr><th scope=col>\(first)</th><th scope=col>Value</th><th scope=col>What it is</th>\
      <th scope=col>Suggestion</th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      </section>
      """
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let style = """
    :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
    body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { margin-bottom: 0; }
    h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
    table { width: 100%; border-collapse: collapse; }
    thead th { position: sticky; top: 0; background: Canvas; }
    th, td { padding: .3rem .6rem; border-bottom: 1px solid #8885; text-align: left; \
    vertical-align: top; overflow-wrap: anywhere; }
    th[scope=row] { white-space: nowrap; border-left: .3rem solid #8888; }
    td:nth-child(2) { font-family: ui-monospace, monospace; white-space: pre-wrap; }
    .refusal th[scope=row] { border-left-color: #c22; }
    .warning th[scope=row] { border-left-color: #d90; }
    .good { color: #181; font-weight: bold; } .bad { color: #c22; font-weight: bold; }
    @media (prefers-color-scheme: dark) { .good { color: #6d6; } .bad { color: #f77; } }
    footer { margin-top: 3rem; color: GrayText; font-size: .85rem; }
    """
}
