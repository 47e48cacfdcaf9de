internal import Pipeline

/// The rows of the page's table, and the words for their codes.
struct HTMLData: Encodable {
  /// A status or a reason in words.
  private struct Words: Encodable {
    var text: String
    var tone: String?
    var remedy: String?
  }

  private struct Organization: Encodable {
    var id: String?
    var name: String
    var status: String
    var action: String?
    var uuid: String?
    var count: String?
    var industry: String?
    var defaulted: [String]?
    var priority: Int?
    var row: Int?
    var reason: String?
    var detail: String?
    var differs: Bool?
    var domains: [Domain]?
  }

  private struct Domain: Encodable {
    var name: String
    var given: String?
    var status: String
    /// Whether it is in the plan.
    var `in`: Bool?
    var reason: String?
    var detail: String?
    var remarks: [String]?
  }

  private let statuses: [String: Words]
  private let reasons: [String: Words]
  private let organizations: [Organization]

  init(_ details: RunDetails) {
    statuses = Dictionary(
      uniqueKeysWithValues: Outcome.allCases.map { outcome in
        let text =
          outcome == .planned && details.summary.state != .planned ? "Not sent yet" : outcome.text
        return (outcome.rawValue, Words(text: text, tone: outcome.htmlTone))
      })
    reasons = Dictionary(
      uniqueKeysWithValues: Reason.allCases.map {
        ($0.rawValue, Words(text: $0.text.capitalizedAtStart, remedy: $0.remedy))
      })
    organizations = details.organizations.map(Self.row)
  }

  private static func row(_ organization: OrganizationDetails) -> Organization {
    Organization(
      id: organization.id, name: organization.name, status: organization.outcome.rawValue,
      action: organization.action?.text, uuid: organization.uuid,
      count: organization.employeeCount, industry: organization.industry,
      defaulted: organization.defaulted.isEmpty ? nil : organization.defaulted,
      priority: organization.priority, row: organization.row,
      reason: organization.reason?.rawValue,
      detail: organization.detail.isEmpty ? nil : organization.detail,
      differs: organization.differs ? true : nil,
      domains: organization.domains.isEmpty ? nil : organization.domains.map(row))
  }

  private static func row(_ domain: DomainDetails) -> Domain {
    let remarks = domain.remarks
    return Domain(
      name: domain.name, given: domain.given, status: domain.outcome.rawValue,
      in: domain.isPlanned ? true : nil, reason: domain.reason?.rawValue,
      detail: domain.detail.isEmpty ? nil : domain.detail,
      remarks: remarks.isEmpty ? nil : remarks)
  }
}

extension String {
  /// The text with a capital at its start.
  var capitalizedAtStart: String { prefix(1).uppercased() + dropFirst() }
}

extension Outcome {
  /// The class of its colour in the page.
  var htmlTone: String {
    switch self {
    case .planned, .imported: "good"
    case .pending, .unknown: "open"
    case .unimported: "bad"
    case .skipped: "plain"
    }
  }
}
