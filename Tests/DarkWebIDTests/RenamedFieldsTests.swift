import FoundationEssentials
import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import DarkWebID

@Suite("A service whose fields have other names")
struct RenamedFieldsTests {
  @Test("Whatever the fields are called, the same is read and the same is sent", arguments: 1...60)
  func renamed(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let names = Names.random(using: &random)
    let world = Content.random(using: &random)
    let usual = try Self.client(Names(), world, Profile.short())
    let renamed = try Self.client(names, world, Profile.short(names.yaml))

    #expect(try await renamed.client.account() == usual.client.account())
    #expect(try await renamed.client.organizations() == usual.client.organizations())
    #expect(try await renamed.client.valuesInUse() == usual.client.valuesInUse())
    for organization in world.organizations {
      #expect(
        try await renamed.client.organization(organization.id)
          == usual.client.organization(organization.id))
    }
    #expect(try await renamed.client.create(.acme) == usual.client.create(.acme))
    #expect(
      try await renamed.client.add(["a.com"], to: "u") == usual.client.add(["a.com"], to: "u"))

    // The bodies differ in the names alone.
    let sent = try zip(usual.bodies(), renamed.bodies()).map { ($0, $1) }
    #expect(sent.count == 2)
    for ((plain, other), part) in zip(sent, ["create", "update"]) {
      #expect(
        Dictionary(
          uniqueKeysWithValues: plain.map { (names["\(part).\(Names.key(of: $0))"], $1) })
          == other)
    }
  }

  private static func client(
    _ names: Names, _ world: Content, _ profile: Profile
  ) throws -> ClientFixture {
    try ClientFixture({ $0 = profile }) { request, _ in
      switch (request.method, request.path) {
      case (.get, "/services/reseller.json"): .json(names.json(world.reseller, "reseller"))
      case (.get, "/services/organization.json"):
        request.query.first?.value == "0" ? .json(names.page(world)) : .json("{}", status: 404)
      case (.get, let path):
        world.organizations.first { path.contains($0.id) }
          .map { .json(names.json($0)) } ?? .json("{}", status: 404)
      case (.post, _): .json(names.json(world.organizations[0]), status: 201)
      case (.patch, _): .json(names.problem(world), status: 422)
      }
    }
  }
}

/// The names of the fields, by their keys in the profile.
private struct Names {
  private var names: [String: String] = [:]

  /// The keys and the usual names.
  private static let usual: KeyValuePairs = [
    "organization.id": "uuid", "organization.title": "title", "organization.status": "status",
    "organization.industry": "industry", "organization.employee_count": "employee_count",
    "organization.domains": "email_domains", "domain.name": "search_value",
    "domain.status": "status", "domain.reason": "reason", "reseller.id": "uuid",
    "reseller.usage": "domain_usage", "reseller.limit": "domain_limit", "error.code": "code",
    "error.message": "message", "create.title": "title", "create.industry": "industry",
    "create.employee_count": "employee_count", "create.domains": "email_domains",
    "update.domains": "email_domains", "error.object": "error", "list": "list",
  ]

  /// The key of a usual name in what is sent.
  static func key(of name: String) -> String { name == "email_domains" ? "domains" : name }

  /// Other names for all of them; some are those of other fields, and not all are ASCII.
  static func random(using random: inout SplitMix64) -> Names {
    var result = Names()
    var pool = usual.map(\.value) + ["id", "Größe", "a b", "x.y", "$ref", "\"q\"", "#", "名", "7"]
    for (key, usual) in Self.usual {
      pool.shuffle(using: &random)
      let taken = result.names.filter { $0.key.prefix { $0 != "." } == key.prefix { $0 != "." } }
      result.names[key] = pool.first { name in
        name != usual && !taken.values.contains(name)
      }
    }
    if random.oneIn(3) { result.names["error.object"] = "" }
    return result
  }

  subscript(key: String) -> String {
    names[key] ?? Self.usual.first { $0.key == key }?.value ?? key
  }

  /// The section of a profile that gives the names.
  var yaml: String {
    var sections: [Substring: [String]] = [:]
    var lines = ["fields:"]
    for (key, name) in names.sorted(by: { $0.key < $1.key }) {
      let parts = key.split(separator: ".")
      if parts.count == 1 {
        lines.append("  \(key): \(Self.quoted(name))")
      } else {
        sections[parts[0], default: []].append("    \(parts[1]): \(Self.quoted(name))")
      }
    }
    for (section, entries) in sections.sorted(by: { $0.key < $1.key }) {
      lines += ["  \(section):"] + entries
    }
    return lines.joined(separator: "\n")
  }

  /// An object whose fields are told by their keys.
  func json(_ fields: [String: String], _ part: String) -> String {
    let body = fields.sorted { $0.key < $1.key }
      .map { "\(Self.quoted(self["\(part).\($0.key)"])):\($0.value)" }
    return "{\(body.joined(separator: ","))}"
  }

  func json(_ organization: Content.Organization) -> String {
    var fields = organization.fields
    let domains = organization.domains.map { json($0, "domain") }
    fields["domains"] = "[\(domains.joined(separator: ","))]"
    return json(fields, "organization")
  }

  func page(_ world: Content) -> String {
    "{\(Self.quoted(self["list"])):[\(world.organizations.map(json).joined(separator: ","))]}"
  }

  func problem(_ world: Content) -> String {
    let body = json(world.problem, "error")
    let object = self["error.object"]
    return object.isEmpty ? body : "{\(Self.quoted(object)):\(body)}"
  }

  static func quoted(_ text: String) -> String {
    let data = try? JSONEncoder().encode(text)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}

/// What a service has to tell; the values are JSON.
private struct Content {
  struct Organization {
    var id: String
    var fields: [String: String]
    var domains: [[String: String]]
  }

  var reseller: [String: String]
  var organizations: [Organization]
  var problem: [String: String]

  static func random(using random: inout SplitMix64) -> Content {
    func maybe(_ values: [String], _ random: inout SplitMix64) -> String? {
      random.oneIn(3) ? nil : values.randomElement(using: &random)
    }
    let statuses = [#""pending""#, #""imported""#, #""UNIMPORTED""#, #""odd""#, "null"]
    let reasons = [#""license_limit""#, #""mercury""#, #""Domain license limit reached""#, "7"]
    let organizations = (1...Int.random(in: 1...4, using: &random)).map { number in
      var fields = ["id": "\"u-\(number)\""]
      fields["title"] = maybe([#""Acme""#, #""Größe \"7\"""#], &random)
      fields["status"] = maybe(statuses, &random)
      fields["industry"] = maybe([#""Legal""#, "null"], &random)
      fields["employee_count"] = maybe([#""1-10""#, "12"], &random)
      let domains = (0..<Int.random(in: 0...3, using: &random)).map { place in
        var domain = ["name": "\"D\(place).com\""]
        domain["status"] = maybe(statuses, &random)
        domain["reason"] = maybe(reasons, &random)
        return domain
      }
      return Organization(id: "u-\(number)", fields: fields, domains: domains)
    }
    var reseller = ["id": #""r-1""#]
    reseller["usage"] = maybe(["3", #""4""#], &random)
    reseller["limit"] = maybe(["30", #""40""#], &random)
    var problem = ["code": #""E7""#]
    problem["message"] = maybe([#""No  Industry""#, #""error in the import""#], &random)
    return Content(reseller: reseller, organizations: organizations, problem: problem)
  }
}

extension ClientFixture {
  /// The objects that were sent, their values as JSON.
  fileprivate func bodies() throws -> [[String: [String]]] {
    try exchange.arrivals.compactMap { $0.request.body }.map { body in
      try JSONDecoder().decode([String: TextOrTexts].self, from: Data(body))
        .mapValues(\.texts)
    }
  }
}

private struct TextOrTexts: Decodable {
  var texts: [String]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let list = try? container.decode([String].self) {
      texts = list
    } else {
      texts = [try container.decode(String.self)]
    }
  }
}
