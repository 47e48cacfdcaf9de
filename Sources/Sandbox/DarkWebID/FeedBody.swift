/// A monitored domain.
struct FeedBody: Encodable, Sendable {
  let type = "domain"
  let uuid: String
  let searchValue: String
  let status: ImportStatus?
  let reason: VendorReason?

  init(_ domain: MonitoredDomain, at now: Duration) {
    uuid = domain.uuid
    searchValue = domain.name
    status = domain.status(at: now)
    reason = domain.reason(at: now)
  }

  enum CodingKeys: String, CodingKey {
    case type, uuid, status, reason
    case searchValue = "search_value"
  }
}
