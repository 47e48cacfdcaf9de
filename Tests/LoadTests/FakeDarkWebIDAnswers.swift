import FoundationEssentials
import HTTPTransport
import Pipeline
import TestSupport

extension FakeDarkWebID.Behaviour {
  func status(of domain: FakeDarkWebID.Domain, at now: Date) -> String {
    if now < domain.settles { return "pending" }
    return domain.outcome == .imported ? "imported" : "unimported"
  }

  func shows(_ organization: FakeDarkWebID.Organization, at now: Date) -> Bool {
    !hidesPending || organization.domains.allSatisfy { now >= $0.settles }
  }

  /// The organization as an answer tells it.
  func body(of organization: FakeDarkWebID.Organization, at now: Date) -> Told {
    let feeds = organization.domains.map { domain in
      let status = status(of: domain, at: now)
      var reason: String?
      if status == "unimported", case .unimported(let words) = domain.outcome { reason = words }
      return Told.Feed(searchValue: domain.name, status: status, reason: reason)
    }
    guard tellsStatus else {
      return Told(
        uuid: organization.uuid, title: organization.title,
        emailDomains: feeds.filter { $0.status == "imported" }
          .map { Told.Feed(searchValue: $0.searchValue) })
    }
    let statuses = Set(feeds.compactMap(\.status))
    return Told(
      uuid: organization.uuid, title: organization.title,
      status: statuses.contains("pending")
        ? "pending" : statuses == ["unimported"] ? "unimported" : "imported",
      emailDomains: feeds)
  }
}

/// An organization in an answer.
struct Told: Encodable {
  struct Feed: Encodable {
    var searchValue: String
    var status: String?
    var reason: String?
  }

  var uuid: String
  var title: String?
  var status: String?
  var emailDomains: [Feed]?
}

/// A body that is sent.
struct Sent: Decodable {
  var title: String?
  var industry: String?
  var employeeCount: String?
  var emailDomains: [String]
}

/// A request that no client of this service should make.
struct UnexpectedRequest: Error {
  var text: String
}

extension FakeDarkWebID.State {
  /// The licences in use.
  var used: Int {
    behaviour.takenByOthers
      + organizations.reduce(0) { sum, organization in
        sum + organization.domains.count { $0.outcome == .imported }
      }
  }

  mutating func count(_ request: HTTPRequest) throws -> FakeDarkWebID.Call {
    calls += 1
    guard request.method != .get else { return .init(number: calls) }
    writes += 1
    return .init(number: calls, write: writes, title: try sent(request).title)
  }

  mutating func answer(_ request: HTTPRequest, at now: Date) throws -> HTTPResponse {
    let parts = request.path.split(separator: "/").map(String.init)
    switch (request.method, parts.dropFirst()) {
    case (.get, ["reseller.json"]):
      let limit = behaviour.limit.map { #","domain_limit":"\#($0)""# } ?? ""
      return .json(#"{"uuid":"\#(behaviour.reseller)","domain_usage":"\#(used)"\#(limit)}"#)
    case (.get, ["organization.json"]):
      return try page(request, at: now)
    case (.get, let rest) where rest.first == "organization" && rest.count == 2:
      let uuid = String((rest.last ?? "").dropLast(".json".count))
      guard let found = organizations.first(where: { $0.uuid == uuid }),
        behaviour.shows(found, at: now)
      else { return .json("{}", status: 404) }
      return try told(behaviour.body(of: found, at: now))
    case (.post, ["v2", "organization"]):
      return try create(sent(request), at: now)
    case (.patch, let rest) where rest.starts(with: ["v2", "organization"]) && rest.count == 3:
      return try add(sent(request), to: rest.last ?? "", at: now)
    default:
      throw UnexpectedRequest(text: "\(request)")
    }
  }

  private func sent(_ request: HTTPRequest) throws -> Sent {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Sent.self, from: Data(request.body ?? []))
  }

  private func told(_ body: some Encodable, status: Int = 200) throws -> HTTPResponse {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return .json(String(decoding: try encoder.encode(body), as: UTF8.self), status: status)
  }

  private func page(_ request: HTTPRequest, at now: Date) throws -> HTTPResponse {
    func number(_ name: String) throws -> Int {
      guard let item = request.query.first(where: { $0.name == name }), let number = Int(item.value)
      else { throw UnexpectedRequest(text: request.target) }
      return number
    }
    let (page, limit) = (try number("page"), try number("limit"))
    let rows = organizations.filter { behaviour.shows($0, at: now) }
      .dropFirst(page * limit).prefix(limit).map { organization in
        var behaviour = behaviour
        behaviour.tellsStatus = behaviour.tellsStatus && behaviour.listTellsStatus
        return behaviour.body(of: organization, at: now)
      }
    guard !rows.isEmpty || page == 0 else { return .json("{}", status: 404) }
    return try told(["list": rows])
  }

  private mutating func create(_ sent: Sent, at now: Date) throws -> HTTPResponse {
    guard let title = sent.title, sent.industry != nil, sent.employeeCount != nil else {
      return .json(#"{"error":{"code":"incomplete","message":"…"}}"#, status: 422)
    }
    if let words = behaviour.refused[title] {
      return .json(#"{"error":{"code":"invalid","message":"\#(words)"}}"#, status: 422)
    }
    if behaviour.conflictsWithEach {
      return .json(#"{"error":{"code":"title_exists","message":"…"}}"#, status: 409)
    }
    if behaviour.titlesAreUnique,
      organizations.contains(where: { $0.title.lowercased() == title.lowercased() })
    {
      conflicts += 1
      return .json(#"{"error":{"code":"title_exists","message":"…"}}"#, status: 409)
    }
    let count = created.count { $0 == title }
    created.append(title)
    let uuid = "u-\(title.lowercased())" + (count == 0 ? "" : "-\(count + 1)")
    let organization = FakeDarkWebID.Organization(
      uuid: uuid, title: title, domains: sent.emailDomains.map { domain($0, at: now) })
    organizations.append(organization)
    if behaviour.twins.contains(title) {
      var twin = organization
      twin.uuid = "u-twin"
      organizations.append(twin)
    }
    if behaviour.answersBriefly { return .json(#"{"uuid":"\#(uuid)"}"#, status: 201) }
    let body = behaviour.body(of: organization, at: now)
    return try told(body, status: body.status == "pending" ? 202 : 201)
  }

  /// What is there, or will be, costs nothing again; what stayed out is tried again.
  private mutating func add(_ sent: Sent, to uuid: String, at now: Date) throws -> HTTPResponse {
    guard let place = organizations.firstIndex(where: { $0.uuid == uuid }) else {
      return .json(#"{"error":{"code":"not_found","message":"…"}}"#, status: 404)
    }
    for name in sent.emailDomains {
      let there = organizations[place].domains.firstIndex { $0.name == name }
      if let there {
        if organizations[place].domains[there].outcome == .imported { continue }
        organizations[place].domains[there] = domain(name, at: now)
      } else {
        organizations[place].domains.append(domain(name, at: now))
      }
    }
    return try told(behaviour.body(of: organizations[place], at: now))
  }

  private func domain(_ name: String, at now: Date) -> FakeDarkWebID.Domain {
    .init(
      name: name, outcome: behaviour.outcomes[name] ?? .imported,
      settles: now.addingTimeInterval(behaviour.importTime.seconds))
  }
}
