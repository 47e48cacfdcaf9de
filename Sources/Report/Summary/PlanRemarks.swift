internal import Pipeline
internal import QuickJSON

/// What a summary tells of the plan besides its numbers: of one line, or of several together.
struct PlanRemarks: LineRecord, Equatable {
  /// How many have a value by default, by the value.
  private(set) var defaulted: [String: Int] = [:]
  /// How many domains the spreadsheet added.
  private(set) var addedDomains = 0

  /// Those of no line.
  init() {}

  init?(_ line: JSONValue) {
    guard let line = PlanLine(line) else { return nil }
    self.init(line)
  }

  init(from decoder: any Decoder) throws { self.init(try PlanLine(from: decoder)) }

  private init(_ line: PlanLine) {
    for value in line.defaulted ?? [] { defaulted[value, default: 0] += 1 }
    addedDomains = line.domains.count { $0.addedBy != nil }
  }

  /// Adds those of other lines.
  mutating func add(_ others: PlanRemarks) {
    if !others.defaulted.isEmpty { defaulted.merge(others.defaulted, uniquingKeysWith: +) }
    addedDomains += others.addedDomains
  }
}
