/// An organization as Dark Web ID shows it. Those that were always there tell no status.
struct OrganizationBody: Encodable, Sendable {
  let uuid: String
  let title: String
  let industry: String
  let employeeCount: String
  let status: ImportStatus?
  let emailDomains: [FeedBody]
  let emailAddresses: [FeedBody]
  let ipAddresses: [FeedBody]
  let compromiseCount: String

  init(_ organization: MonitoredOrganization, at now: Duration) {
    uuid = organization.uuid
    title = organization.title
    industry = organization.industry
    employeeCount = organization.employeeCount
    status = organization.status(at: now)
    emailDomains = organization.domains.map { FeedBody($0, at: now) }
    emailAddresses = []
    ipAddresses = []
    compromiseCount = "n/a"
  }

  enum CodingKeys: String, CodingKey {
    case uuid, title, industry, status
    case employeeCount = "employee_count"
    case emailDomains = "email_domains"
    case emailAddresses = "email_addresses"
    case ipAddresses = "ip_addresses"
    case compromiseCount = "compromise_count"
  }
}
