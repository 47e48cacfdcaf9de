/// The values that the organizations of a tenant have, each with how many have it.
package struct ValuesInUse: Sendable, Equatable {
  /// Of Employee Count.
  package private(set) var employeeCounts: [String: Int] = [:]
  /// Of Industry.
  package private(set) var industries: [String: Int] = [:]
  /// How many organizations were looked at.
  package private(set) var organizations = 0

  package init() {}

  /// Takes in an organization.
  package mutating func add(employeeCount: String?, industry: String?) {
    organizations += 1
    Self.count(employeeCount, in: &employeeCounts)
    Self.count(industry, in: &industries)
  }

  private static func count(_ value: String?, in values: inout [String: Int]) {
    guard let value, !value.allSatisfy(\.isWhitespace) else { return }
    values[value, default: 0] += 1
  }
}
