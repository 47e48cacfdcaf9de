internal import Pipeline
internal import Transform

/// A review of a spreadsheet as a JSON object.
package struct ReviewJSON: Encodable {
  private struct Problem: Encodable {
    struct Near: Encodable {
      var id: String
      var name: String
      var score: Double
    }
    var severity: MappingProblem.Severity
    var row: Int?
    var cell: String?
    var value: String
    var organizationID: String?
    var organization: String?
    var reason: Reason?
    var text: String
    var suggestion: String?
    var near: [Near]?

    enum CodingKeys: String, CodingKey {
      case severity, row, cell, value
      case organizationID = "organization_id"
      case organization, reason, text, suggestion, near
    }
  }

  private let file: String
  private let sheet: String?
  private let reading: String
  private let selected: Int
  private let ready: Int
  private let problems: [Problem]
  private let exit: Int32

  package init(_ review: MappingReview) {
    file = review.sheet.name
    sheet = review.sheetName
    reading = review.reading
    selected = review.selected
    ready = review.ready
    exit = review.exit.rawValue
    problems = review.entries.map { entry in
      let problem = entry.problem
      let hasCell = problem.row != nil && problem.column != nil
      return Problem(
        severity: problem.severity, row: problem.row,
        cell: hasCell ? entry.place(in: review.sheet) : nil, value: problem.value,
        organizationID: problem.organization?.id.description,
        organization: problem.organization?.name, reason: problem.reason,
        text: problem.text(sheet: review.sheet.name, isFiltered: review.isFiltered),
        suggestion: entry.suggestion,
        near: entry.near.isEmpty
          ? nil
          : entry.near.map {
            .init(
              id: $0.organization.id.description, name: $0.organization.name,
              score: Double($0.percent) / 100)
          })
    }
  }
}
