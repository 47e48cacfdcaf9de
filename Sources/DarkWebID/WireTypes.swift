internal import FoundationEssentials
internal import Pipeline

/// What is sent and received, as `docs/darkwebid.md` describes it. What is not needed is not read.
enum Wire {
  struct Reseller: Decodable {
    var uuid: String
    var domainUsage: WholeNumber?
    var domainLimit: WholeNumber?

    enum CodingKeys: String, CodingKey {
      case uuid
      case domainUsage = "domain_usage"
      case domainLimit = "domain_limit"
    }
  }

  struct OrganizationPage: Decodable {
    var list: [Organization]
  }

  struct Organization: Decodable {
    var uuid: String
    var title: String?
    var status: String?
    var industry: LooseText?
    var employeeCount: LooseText?
    var emailDomains: [Feed]?

    enum CodingKeys: String, CodingKey {
      case uuid, title, status, industry
      case employeeCount = "employee_count"
      case emailDomains = "email_domains"
    }

    /// A status that is missing or not known is read off the domains; a domain that is listed
    /// without one is an imported one.
    var state: OrganizationState {
      let domains = (emailDomains ?? []).map(\.state)
      let derived: Status =
        if domains.contains(where: { $0.status == .pending }) {
          .pending
        } else if domains.isEmpty
          || domains.contains(where: { $0.status == .imported })
        { .imported } else { .unimported }
      return OrganizationState(
        uuid: uuid, title: title ?? "", status: Wire.status(status) ?? derived, domains: domains)
    }
  }

  struct Feed: Decodable {
    var searchValue: String
    var status: String?
    var reason: String?

    enum CodingKeys: String, CodingKey {
      case searchValue = "search_value"
      case status, reason
    }

    var state: ResultLine.Domain {
      let status = Wire.status(status) ?? .imported
      guard status == .unimported else {
        return .init(name: searchValue.lowercased(), status: status)
      }
      let known = reason.flatMap(Reason.init(rawValue:)).flatMap { $0.isVendors ? $0 : nil }
      return .init(
        name: searchValue.lowercased(), status: status, reason: known ?? .importError,
        detail: known == nil ? reason : nil)
    }
  }

  struct NewOrganization: Encodable {
    var title: String
    var industry: String
    var employeeCount: String
    var emailDomains: [String]

    enum CodingKeys: String, CodingKey {
      case title, industry
      case employeeCount = "employee_count"
      case emailDomains = "email_domains"
    }
  }

  struct AddedDomains: Encodable {
    var emailDomains: [String]

    enum CodingKeys: String, CodingKey {
      case emailDomains = "email_domains"
    }
  }

  struct Problem: Decodable {
    struct Detail: Decodable {
      var code: String?
      var message: String?
    }
    var error: Detail
  }

  /// A text that some answers carry as a number; anything else is passed over, for nothing that is
  /// sent depends on it.
  struct LooseText: Decodable {
    var text: String?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      text =
        (try? container.decode(String.self)) ?? (try? container.decode(Int.self)).map(String.init)
    }
  }

  /// A number that some answers carry as text.
  struct WholeNumber: Decodable {
    var value: Int

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        value = number
      } else if let number = Int(try container.decode(String.self)) {
        value = number
      } else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no whole number")
      }
    }
  }

  private static func status(_ text: String?) -> Status? {
    switch text?.lowercased() {
    case "pending": .pending
    case "imported": .imported
    case "unimported": .unimported
    default: nil
    }
  }
}
