/// The armed faults and how far each has got: decides which of them strike a request.
struct FaultSchedule: Sendable {
  private struct Armed {
    let rule: FaultRule
    var passed = 0
    var struck = 0
  }

  private var armed: [Armed]

  init(_ rules: [FaultRule] = []) {
    armed = rules.map { Armed(rule: $0) }
  }

  /// The faults that strike the next request, each of them counted.
  ///
  /// Of several faults that would take the place of the answer the first one strikes, and the
  /// others wait for the next request; faults of other kinds strike together.
  mutating func admit(_ request: FaultTarget) -> [FaultRule] {
    var striking: [FaultRule] = []
    for index in armed.indices where armed[index].rule.matches(request) {
      let rule = armed[index].rule
      if armed[index].passed < rule.after {
        armed[index].passed += 1
        continue
      }
      if let times = rule.times, armed[index].struck >= times { continue }
      if rule.kind.replacesAnswer, striking.contains(where: \.kind.replacesAnswer) { continue }
      armed[index].struck += 1
      striking.append(rule)
    }
    return striking
  }
}
