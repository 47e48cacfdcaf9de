package import Report

/// A diagnosis for a terminal: a line each, and the remedy below where there is one.
package struct DiagnosisText {
  private let diagnosis: Diagnosis
  private let style: TextStyle

  package init(_ diagnosis: Diagnosis, style: TextStyle) {
    self.diagnosis = diagnosis
    self.style = style
  }

  /// The text, its lines ended by line breaks.
  package var text: String {
    let width = diagnosis.checks.map { label($0).count }.max() ?? 0
    var lines: [String] = []
    for check in diagnosis.checks {
      let label = label(check)
      lines.append(
        "\(verdict(check.verdict))  \(label)\(TextStyle.spaces(width - label.count))  "
          + TextStyle.clean(check.text))
      if let remedy = check.remedy {
        lines.append("\(TextStyle.spaces(width + 8))→ \(TextStyle.clean(remedy))")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func label(_ check: CheckResult) -> String {
    TextStyle.clean([check.area.rawValue, check.name].compactMap { $0 }.joined(separator: " "))
  }

  private func verdict(_ verdict: CheckResult.Verdict) -> String {
    switch verdict {
    case .pass: style.green(verdict.rawValue)
    case .warn: style.yellow(verdict.rawValue)
    case .fail: style.red(verdict.rawValue)
    }
  }
}
