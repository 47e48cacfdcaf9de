/// What a create or a patch answers.
struct WriteBody: Encodable, Sendable {
  let uuid: String
  let status: ImportStatus?
  let emailDomains: [Domain]

  /// A domain that was sent, and its fate as far as it is known.
  struct Domain: Encodable, Sendable {
    let searchValue: String
    let status: ImportStatus?
    let reason: VendorReason?

    enum CodingKeys: String, CodingKey {
      case status, reason
      case searchValue = "search_value"
    }
  }

  init(_ organization: MonitoredOrganization, at now: Duration) {
    uuid = organization.uuid
    status = organization.status(at: now)
    emailDomains = organization.domains.map {
      Domain(searchValue: $0.name, status: $0.status(at: now), reason: $0.reason(at: now))
    }
  }

  enum CodingKeys: String, CodingKey {
    case uuid, status
    case emailDomains = "email_domains"
  }
}
