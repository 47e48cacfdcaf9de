/// The body of a create: a title, the two mandatory facts, and the domains.
struct CreateRequest: Sendable, Equatable {
  let title: String
  let industry: String
  let employeeCount: String
  let domains: [String]

  /// Reads and checks a body; throws a ``WriteProblem`` that names the first field that is wrong.
  init(_ body: [UInt8]) throws(WriteProblem) {
    let fields = try WriteFields(body)
    title = try fields.text("title")
    industry = try fields.text("industry")
    employeeCount = try fields.text("employee_count")
    domains = try fields.domains()
  }
}
