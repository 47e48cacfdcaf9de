/// Which organizations want which domains, so that a domain that several want goes to one by rule:
/// to the one that is linked already, then by Priority, then by order.
struct Claims: Sendable {
  /// An organization that wants a domain.
  struct Claimant: Sendable, Equatable {
    /// Its IT Glue id.
    var id: String
    /// Its name.
    var name: String
    /// Whether Dark Web ID has it already.
    var isThere: Bool
    /// Its Priority in the spreadsheet.
    var priority: Int?
    /// Its place among the candidates.
    var place: Int

    /// Why it comes before another one.
    func precedence(over other: Claimant) -> String {
      if isThere != other.isThere { return "which Dark Web ID has already" }
      if let priority, priority != other.priority { return "which has Priority \(priority)" }
      return "which comes first"
    }

    fileprivate static func goesFirst(_ left: Claimant, _ right: Claimant) -> Bool {
      if left.isThere != right.isThere { return left.isThere }
      let priorities = (left.priority ?? .max, right.priority ?? .max)
      if priorities.0 != priorities.1 { return priorities.0 < priorities.1 }
      return left.place < right.place
    }
  }

  private var claimants: [Claimant] = []
  // By domain, as places among the claimants; most domains have only one.
  private var first: [String: Int] = [:]
  private var further: [String: [Int]] = [:]

  /// Notes that an organization wants these domains, each once.
  mutating func add(_ claimant: Claimant, to domains: [String]) {
    claimants.append(claimant)
    let index = claimants.count - 1
    for domain in domains {
      if first[domain] == nil {
        first[domain] = index
      } else {
        further[domain, default: []].append(index)
      }
    }
  }

  /// Those who want a domain where there are several, the one that it goes to first.
  func several(of domain: String) -> [Claimant] {
    guard let others = further[domain], let one = first[domain] else { return [] }
    return ([one] + others).map { claimants[$0] }.sorted(by: Claimant.goesFirst)
  }
}
