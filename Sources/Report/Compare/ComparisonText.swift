/// The comparison of two runs for a terminal.
package struct ComparisonText {
  private let comparison: RunComparison
  private let style: TextStyle

  package init(_ comparison: RunComparison, style: TextStyle) {
    self.comparison = comparison
    self.style = style
  }

  /// The text, its lines ended by line breaks.
  package var text: String {
    let counts =
      "\(comparison.added.count) new, \(comparison.gone.count) gone, "
      + "\(comparison.changed.count) changed, \(comparison.same) the same"
    var lines = [style.bold("\(comparison.before) → \(comparison.after)"), "  \(counts)"]
    if comparison.licences[0] != comparison.licences[1] {
      let each = comparison.licences.map { $0.map(String.init) ?? "no plan" }
      lines.append("  Licences of the plan: \(each.joined(separator: " → "))")
    }
    lines += list("Changed", comparison.changed) { "\($0.before ?? "") → \($0.after ?? "")" }
    lines += list("New", comparison.added) { $0.after ?? "" }
    lines += list("Gone", comparison.gone) { $0.before ?? "" }
    return lines.map { $0 + "\n" }.joined()
  }

  private func list(
    _ title: String, _ changes: [RunComparison.Change],
    _ state: (RunComparison.Change) -> String
  ) -> [String] {
    if changes.isEmpty { return [] }
    var lines = ["", "  \(style.bold(title))"]
    for change in changes {
      let id = change.id.map { " (\($0))" } ?? ""
      let moves = change.before == change.after ? "" : "  \(state(change))"
      lines.append("    \(TextStyle.clean(change.name + id))\(moves)")
      lines += change.details.map { "      " + TextStyle.clean($0) }
    }
    return lines
  }
}
