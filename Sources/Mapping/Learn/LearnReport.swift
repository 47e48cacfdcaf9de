package import struct FoundationEssentials.URL

/// What was learnt from a tenant, and what became of it.
package struct LearnReport: Encodable {
  private let file: String
  private let organizations: Int
  private let employeeCounts: [String: Int]
  private let industries: [String: Int]
  private let diff: String
  private let open: [String]
  private let written: Bool

  enum CodingKeys: String, CodingKey {
    case file, organizations
    case employeeCounts = "employee_counts"
    case industries, diff, open, written
  }

  package init(
    _ proposal: PicklistProposal, employeeCounts: [String: Int], industries: [String: Int],
    organizations: Int, file: URL, written: Bool
  ) {
    self.file = file.path
    self.organizations = organizations
    self.employeeCounts = employeeCounts
    self.industries = industries
    diff = proposal.diff
    open = proposal.open
    self.written = written && !proposal.diff.isEmpty
  }

  /// What goes with the diff, for a person.
  package var text: String {
    let found =
      "\(organizations) organizations of your tenant have \(employeeCounts.count) values of Employee"
      + " Count and \(industries.count) of Industry"
    let what =
      if diff.isEmpty {
        open.isEmpty ? "\(file) has them all" : "nothing is proposed"
      } else if written {
        "written into \(file)"
      } else {
        "--write takes the proposal into \(file)"
      }
    return (["\(found); \(what)"] + open).joined(separator: "\n")
  }
}
