package import Report

/// The ways of organizations through a run for a terminal.
package struct TraceText {
  private let traces: [Trace]
  private let style: TextStyle
  private static let stageWidth = 11

  package init(_ traces: [Trace], style: TextStyle) {
    self.traces = traces
    self.style = style
  }

  /// The text, its lines ended by line breaks.
  package var text: String {
    traces.map { trace in
      let id = trace.id.map { " (\($0))" } ?? ""
      let head = style.bold(TextStyle.clean(trace.name + id))
      return ([head] + trace.steps.flatMap(lines)).map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  private func lines(of step: Trace.Step) -> [String] {
    step.lines.enumerated().map { number, line in
      let stage = number == 0 ? step.stage : ""
      let pad = String(repeating: " ", count: Self.stageWidth - stage.count)
      return "  \(style.dim(stage))\(pad)\(TextStyle.clean(line))"
    }
  }
}
