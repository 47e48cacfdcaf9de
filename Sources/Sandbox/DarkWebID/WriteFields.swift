import Foundation

/// The fields of a write's body, checked one by one.
struct WriteFields: Sendable {
  private let strings: [String: String]
  private let given: [String]?

  init(_ body: [UInt8]) throws(WriteProblem) {
    guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(body)) else {
      throw WriteProblem(
        status: 400, code: "bad_json", message: "The body is not a JSON object of the known fields")
    }
    strings = [
      "title": fields.title, "industry": fields.industry,
      "employee_count": fields.employeeCount,
    ].compactMapValues(\.self)
    given = fields.domains
  }

  /// A text that must be there and not be blank.
  func text(_ name: String) throws(WriteProblem) -> String {
    guard let value = strings[name], !value.allSatisfy(\.isWhitespace) else {
      throw WriteProblem(status: 422, code: "missing_\(name)", message: "\(name) is mandatory")
    }
    return value
  }

  /// The domains: at least one, each a host name, none twice.
  func domains() throws(WriteProblem) -> [String] {
    guard let given, !given.isEmpty else {
      throw WriteProblem(
        status: 422, code: "missing_email_domains", message: "email_domains is mandatory")
    }
    var seen: Set<String> = []
    for domain in given {
      guard Self.isHostName(domain) else {
        throw WriteProblem(
          status: 422, code: "invalid_domain", message: "'\(domain)' is not a domain name")
      }
      guard seen.insert(domain.lowercased()).inserted else {
        throw WriteProblem(
          status: 422, code: "duplicate_domain", message: "'\(domain)' is listed twice")
      }
    }
    return given
  }

  private static func isHostName(_ domain: String) -> Bool {
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1
      && labels.allSatisfy { label in
        !label.isEmpty
          && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
      }
  }

  private struct Fields: Decodable {
    let title: String?
    let industry: String?
    let employeeCount: String?
    let domains: [String]?

    enum CodingKeys: String, CodingKey {
      case title, industry
      case employeeCount = "employee_count"
      case domains = "email_domains"
    }
  }
}
