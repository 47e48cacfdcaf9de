/// Remarks of one sort: the first five to the letter, and how many there are.
struct Remarks: Sendable {
  private static let limit = 5
  private(set) var count = 0
  private var first: [String] = []

  /// Adds a remark.
  mutating func add(_ remark: @autoclosure () -> String) {
    count += 1
    if first.count < Self.limit { first.append(remark()) }
  }

  /// Adds the remarks that come behind these.
  mutating func add(_ others: Remarks) {
    count += others.count
    first += others.first.prefix(Self.limit - first.count)
  }

  /// What is told: the first remarks, and “and N more” of `what`.
  func lines(of what: String) -> [String] {
    count > first.count ? first + ["and \(count - first.count) more \(what)"] : first
  }
}
