/// The partner's counters.
struct ResellerBody: Encodable, Sendable {
  let uuid: String
  let name: String
  let domainUsage: Int
  let domainLimit: Int

  enum CodingKeys: String, CodingKey {
    case uuid, name
    case domainUsage = "domain_usage"
    case domainLimit = "domain_limit"
  }
}
