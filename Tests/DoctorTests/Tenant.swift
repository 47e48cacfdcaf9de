import HTTPTransport
import TestSupport

/// Dark Web ID as a test wants it: what the contract says, unless something is changed.
struct Tenant: Sendable {
  var reseller = #"{"uuid":"r-1","name":"MSP","domain_limit":40,"domain_usage":25}"#
  var organizations = (1...3).map { number in
    """
    {"uuid":"u-\(number)","title":"Client \(number)","compromise_count":"n/a",
     "email_domains":[{"type":"domain","uuid":"f","search_value":"client\(number).example"}]}
    """
  }
  var list = "list"
  /// Organizations a page, whatever is asked for.
  var pageSize = 2
  /// The number of the page that is the first.
  var base = 0
  /// What comes for a page before the first.
  var before = Edge.notFound
  /// What comes for a page past the last.
  var after = Edge.notFound
  /// What comes for an organization, by its id; nil for what the list has.
  var single: (@Sendable (String) -> HTTPResponse)?

  /// What a page that is not there is answered with.
  enum Edge: Sendable {
    case notFound, empty, first, last
    case status(Int)
  }

  func answer(to asked: Asked) -> HTTPResponse {
    let path = asked.target.prefix { $0 != "?" }
    if path == "/services/reseller.json" { return .json(reseller) }
    if path == "/services/organization.json" { return page(Self.page(asked)) }
    let id = path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
    if let single { return single(id) }
    return organizations.first { $0.contains("\"\(id)\"") }.map { .json($0) } ?? .missing
  }

  /// The page that was asked for.
  static func page(_ asked: Asked) -> Int {
    let item = asked.target.split(whereSeparator: "?&".contains).first { $0.hasPrefix("page=") }
    return item.flatMap { Int($0.dropFirst("page=".count)) } ?? -1
  }

  private func page(_ number: Int) -> HTTPResponse {
    let last = max(0, (organizations.count - 1) / pageSize)
    let index = number - base
    guard index < 0 || index > last else { return rows(index) }
    switch index < 0 ? before : after {
    case .notFound: return .missing
    case .empty: return .json("{\"\(list)\":[]}")
    case .first: return rows(0)
    case .last: return rows(last)
    case .status(let status): return .json("{}", status: status)
    }
  }

  private func rows(_ index: Int) -> HTTPResponse {
    let rows = organizations.dropFirst(index * pageSize).prefix(pageSize)
    return .json("{\"self\":\"x\",\"\(list)\":[\(rows.joined(separator: ","))]}")
  }
}

extension HTTPResponse {
  fileprivate static let missing = HTTPResponse.json(#"{"error":{}}"#, status: 404)
}
