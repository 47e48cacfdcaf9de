import TestSupport

/// The spreadsheet as a person keeps it: which organizations have a row, and what stands in it.
struct ModelSheet {
  /// The cells of a row.
  struct Row {
    var employees: String
    var industry: String
    var imports: Bool

    static let good = Row(employees: "17", industry: "Legal", imports: true)

    /// Whether the row lets its organization in.
    var letsIn: Bool { imports && !employees.isEmpty && industry != "Alchemy" }
  }

  private let ids: [String]
  private(set) var rows: [String: Row]

  /// A good row for about half of them: the others are for later.
  init(_ ids: [String], using random: inout SplitMix64) {
    self.ids = ids
    rows = [:]
    for id in ids where random.oneIn(2) { rows[id] = .good }
  }

  /// The ids that it lets in.
  var letIn: Set<String> { Set(rows.filter(\.value.letsIn).keys) }

  /// The file.
  var text: String {
    "IT Glue ID,Employee Count,Industry,Import\n"
      + ids.compactMap { id in
        rows[id].map { "\(id),\($0.employees),\($0.industry),\($0.imports ? "yes" : "no")\n" }
      }.joined()
  }

  /// Changes one row as people do, and tells what was done.
  mutating func edit(using random: inout SplitMix64) -> String {
    guard let id = ids.randomElement(using: &random) else { return "nothing" }
    guard var row = rows[id] else {
      rows[id] = .good
      return "\(id) is added"
    }
    switch Int.random(in: 0...5, using: &random) {
    case 0:
      rows[id] = nil
      return "\(id) is taken out"
    case 1: row.employees = row.employees.isEmpty ? "80" : ""
    case 2: row.industry = row.industry == "Alchemy" ? "Retail" : "Alchemy"
    case 3: row.imports.toggle()
    default: row = .good
    }
    rows[id] = row
    return "\(id) is \(row.employees), \(row.industry), \(row.imports ? "yes" : "no")"
  }
}
