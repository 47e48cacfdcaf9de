import FoundationEssentials
import Pipeline

@testable import Report

/// The rows of the page's table, the plain way: what `Codable` makes of them.
struct PlainHTMLData: Encodable {
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
    var `in`: Bool?
    var reason: String?
    var detail: String?
    var remarks: [String]?
  }

  private var statuses: [String: Words] = [:]
  private var reasons: [String: Words] = [:]
  private var organizations: [Organization] = []

  init(_ details: RunDetails) {
    for outcome in Outcome.allCases {
      let isOpen = outcome == .planned && details.summary.state != .planned
      statuses[outcome.rawValue] = Words(
        text: isOpen ? "Not sent yet" : outcome.text, tone: outcome.htmlTone)
    }
    for reason in Reason.allCases {
      reasons[reason.rawValue] = Words(
        text: reason.text.capitalizedAtStart, remedy: reason.remedy)
    }
    organizations = details.organizations.map(Self.row)
  }

  /// The JSON as it can stand within a page.
  var text: String {
    get throws {
      String(decoding: try JSONLines.encoder().encode(self), as: UTF8.self)
        .replacing("<", with: "\\u003c")
    }
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
    Domain(
      name: domain.name, given: domain.given, status: domain.outcome.rawValue,
      in: domain.isPlanned ? true : nil, reason: domain.reason?.rawValue,
      detail: domain.detail.isEmpty ? nil : domain.detail,
      remarks: domain.remarks.isEmpty ? nil : domain.remarks)
  }
}
