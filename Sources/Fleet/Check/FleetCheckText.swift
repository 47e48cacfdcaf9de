internal import Doctor
internal import FoundationEssentials
internal import Pipeline
package import Report

/// What a look at all partners found, for a terminal: a line a partner, with what is to be mended below
/// it; then what is only to be known, once for all who share it.
package struct FleetCheckText {
  private let check: FleetCheck
  private let style: TextStyle

  package init(_ check: FleetCheck, style: TextStyle) {
    self.check = check
    self.style = style
  }

  /// The text, its lines ended by line breaks.
  package var text: String {
    (partners + warnings + [verdict]).map { $0 + "\n" }.joined()
  }

  private var partners: [String] {
    let width = check.partners.map(\.partner.name.count).max() ?? 0
    return check.partners.flatMap { check in
      let name = check.partner.name + TextStyle.spaces(width - check.partner.name.count)
      let path = TextStyle.clean(check.partner.pipeline.path)
      if check.failures.isEmpty { return ["\(style.green("pass"))  \(name)  \(path)"] }
      return ["\(style.red("fail"))  \(name)  \(path)"]
        + check.failures.flatMap(lines)
    }
  }

  /// Most partners share their lists: what is said of one of those is said of all.
  private var warnings: [String] {
    var partners: [CheckResult: [String]] = [:]
    var order: [CheckResult] = []
    for partner in check.partners {
      for problem in partner.warnings {
        if partners[problem] == nil { order.append(problem) }
        partners[problem, default: []].append(partner.partner.name)
      }
    }
    return order.flatMap { problem in
      let names = partners[problem] ?? []
      let all = names.count == check.partners.count && names.count > 1
      return ["\(style.yellow("warn"))  \(all ? "all partners" : names.named)"] + lines(problem)
    }
  }

  private func lines(_ problem: CheckResult) -> [String] {
    let area = [problem.area.rawValue, problem.name].compactMap { $0 }.joined(separator: " ")
    return ["      \(TextStyle.clean("\(area): \(problem.text)"))"]
      + (problem.remedy.map { ["      → \(TextStyle.clean($0))"] } ?? [])
  }

  private var verdict: String {
    let failed = check.partners.count { !$0.failures.isEmpty }
    let ready =
      "\(check.partners.count - failed) of \(check.partners.count.counted("partner")) ready"
    return failed == 0 ? ready : "\(ready); \(failed) to be mended first"
  }
}
