import FoundationEssentials
import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import DarkWebID

@Suite("Reading from Dark Web ID")
struct ReadTests {
  private static func organization(_ number: Int) -> String {
    #"{"uuid":"u-\#(number)","title":"Client \#(number)","email_domains":[]}"#
  }

  private static func page(_ numbers: some Sequence<Int>) -> HTTPResponse {
    .json(#"{"list":[\#(numbers.map(organization).joined(separator: ","))]}"#)
  }

  private static func page(of request: HTTPRequest) -> Int? {
    request.query.first { $0.name == "page" }.flatMap { Int($0.value) }
  }

  @Test("Pages are read from 0 until the one that is not there, with the limit of the profile")
  func pages() async throws {
    let fixture = try ClientFixture({ $0.pageSize = 2 }) { request, _ in
      switch Self.page(of: request) {
      case 0: Self.page(1...2)
      case 1: Self.page(3...4)
      case 2: Self.page([5])
      default: .json(#"{"error":{"code":"not_found"}}"#, status: 404)
      }
    }
    let all = try await fixture.client.organizations()
    #expect(all.map(\.uuid) == ["u-1", "u-2", "u-3", "u-4", "u-5"])
    #expect(all.map(\.title).first == "Client 1")
    #expect(
      fixture.asked
        == (0...3).map { "GET /services/organization.json?page=\($0)&limit=2" })
  }

  @Test("The values in use are counted, whatever form they have; what is empty is none")
  func values() async throws {
    let organizations = [
      #"{"uuid":"1","industry":"Legal","employee_count":"1-10"}"#,
      #"{"uuid":"2","industry":"Legal","employee_count":17}"#,
      #"{"uuid":"3","industry":" ","employee_count":null}"#,
      #"{"uuid":"4","industry":["x"],"employee_count":{"from":1}}"#, #"{"uuid":"5"}"#,
    ]
    let fixture = try ClientFixture { request, _ in
      Self.page(of: request) == 0
        ? .json(#"{"list":[\#(organizations.joined(separator: ","))]}"#) : Self.page([])
    }
    let values = try await fixture.client.valuesInUse()
    #expect(values.industries == ["Legal": 2])
    #expect(values.employeeCounts == ["1-10": 1, "17": 1])
    #expect(values.organizations == 5)
  }

  @Test("An empty page is the end too, and an account without organizations is no error")
  func emptyPage() async throws {
    #expect(try await ClientFixture(always: Self.page([])).client.organizations().isEmpty)
    let fixture = try ClientFixture { request, _ in
      Self.page(of: request) == 0 ? Self.page(1...3) : Self.page([])
    }
    #expect(try await fixture.client.organizations().count == 3)
    #expect(fixture.asked.count == 2)
  }

  @Test("A service that repeats a page is not followed for ever")
  func repeatedPage() async throws {
    let fixture = try ClientFixture(always: Self.page(1...2))
    let error = await #expect(throws: ServiceError.self) {
      try await fixture.client.organizations()
    }
    #expect(error?.message.contains("page 1 repeats the pages before it") == true)
    #expect(error?.kind == .unavailable)
    #expect(fixture.asked.count == 2)
  }

  @Test("An organization that two pages show, because the list moved, is there once")
  func overlap() async throws {
    let fixture = try ClientFixture { request, _ in
      switch Self.page(of: request) {
      case 0: Self.page(1...2)
      case 1: Self.page(2...3)
      default: .json("{}", status: 404)
      }
    }
    #expect(try await fixture.client.organizations().map(\.uuid) == ["u-1", "u-2", "u-3"])
  }

  @Test(
    "The account is the origin and the reseller, its numbers text or not",
    arguments: [
      (#"{"uuid":"r-1","name":"MSP","domain_usage":"12","domain_limit":"50"}"#, 50, 12),
      (#"{"uuid":"r-1","domain_usage":12,"domain_limit":50}"#, 50, 12),
      (#"{"uuid":"r-1","domain_usage":3}"#, nil, 3),
      (#"{"uuid":"r-1","domain_usage":null,"domain_limit":null}"#, nil, 0),
    ] as [(String, Int?, Int)])
  func account(body: String, limit: Int?, used: Int) async throws {
    let fixture = try ClientFixture(always: .json(body))
    let (account, licence) = try await fixture.client.account()
    #expect(account == .init(origin: "https://secure.darkwebid.com", reseller: "r-1"))
    #expect(licence == .init(limit: limit, used: used))
    #expect(fixture.asked == ["GET /services/reseller.json"])
  }

  @Test(
    "An answer that is none to the question is told with the URL and what is wrong",
    arguments: [
      (#"{"name":"MSP"}"#, "no uuid"),
      (#"{"uuid":"r-1","domain_limit":"many"}"#, "domain_limit is not a known value"),
      (#"{"uuid":7}"#, "uuid is of the wrong type"), ("[", "not JSON"),
    ])
  func nonsense(body: String, problem: String) async throws {
    let fixture = try ClientFixture(always: .json(body))
    let error = await #expect(throws: ServiceError.self) { try await fixture.client.account() }
    #expect(error?.message.contains(problem) == true, "\(error?.message ?? "")")
    #expect(
      error?.message.contains("https://secure.darkwebid.com/services/reseller.json") == true)
    #expect(error?.kind == .unavailable)
  }

  @Test("A login page with 2xx is a refusal that names the three things to check")
  func loginPage() async throws {
    for read in Self.reads {
      let fixture = try ClientFixture(always: .loginPage())
      let error = await #expect(throws: ServiceError.self) { try await read(fixture.client) }
      try Self.checkRefusal(error)
      #expect(fixture.asked.count == 1)
    }
  }

  @Test("401 and 403 are the same refusal, and nobody knocks twice", arguments: [401, 403])
  func refused(status: Int) async throws {
    for read in Self.reads {
      let fixture = try ClientFixture(always: .json("{}", status: status))
      let error = await #expect(throws: ServiceError.self) { try await read(fixture.client) }
      try Self.checkRefusal(error)
      #expect(error?.message.contains("HTTP \(status)") == true)
      #expect(fixture.asked.count == 1)
    }
  }

  private static let reads: [@Sendable (DarkWebIDClient) async throws -> Void] = [
    { _ = try await $0.account() }, { _ = try await $0.organizations() },
    { _ = try await $0.organization("u-1") },
  ]

  /// The message tells of the password, the right to use web services and the list of addresses.
  static func checkRefusal(_ error: ServiceError?) throws {
    let error = try #require(error)
    #expect(error.kind == .refused)
    let remedy = try #require(error.remedy)
    for check in ["password", "web services", "allowed IP addresses"] {
      #expect(remedy.contains(check), "\(check) is not in: \(remedy)")
    }
  }

  @Test(
    "Other statuses are no answer; a redirect is not followed", arguments: [302, 400, 405, 418])
  func otherStatus(status: Int) async throws {
    let fixture = try ClientFixture(always: .json(#"{"error":"x"}"#, status: status))
    let error = await #expect(throws: ServiceError.self) { try await fixture.client.account() }
    #expect(error?.message.contains("HTTP \(status)") == true)
    #expect(error?.kind == .unavailable)
    #expect(fixture.asked.count == 1)
  }

  @Test("An account that is not found is no account")
  func accountNotFound() async throws {
    let fixture = try ClientFixture(always: .json("{}", status: 404))
    let error = await #expect(throws: ServiceError.self) { try await fixture.client.account() }
    #expect(error?.kind == .unavailable)
  }

  @Test("A service that fails for a while is asked again")
  func transient() async throws {
    let fixture = try ClientFixture { _, number in
      switch number {
      case 1: throw TransportFault(.cut, mayHaveArrived: true)
      case 2: .json("{}", status: 503)
      case 3: .json("{}", status: 429, headers: ["retry-after": "7"])
      default: .json(#"{"uuid":"r-1"}"#)
      }
    }
    _ = try await fixture.client.account()
    #expect(fixture.asked.count == 4)
    #expect(fixture.time.sleeps.contains(.seconds(7)))
  }

  @Test("An organization that is not there is nil")
  func missingOrganization() async throws {
    let fixture = try ClientFixture(always: .json(#"{"error":{}}"#, status: 404))
    #expect(try await fixture.client.organization("u-1") == nil)
  }

  @Test("An id goes into the path percent-encoded: it cannot lead elsewhere")
  func encodedPath() async throws {
    let fixture = try ClientFixture(always: .json(#"{"uuid":"u"}"#))
    _ = try await fixture.client.organization("../v2/a b?c")
    #expect(fixture.asked == ["GET /services/organization/..%2Fv2%2Fa%20b%3Fc.json"])
  }

  @Test("Credentials go with each request, as HTTP Basic, and into no message")
  func basic() async throws {
    let fixture = try ClientFixture { request, _ in
      let echo = "bWlhQG1zcC5leGFtcGxlOnA6c3Mgd8O2cmQ="
      return .json("you sent Basic \(echo)", status: request.path.contains("v2") ? 201 : 418)
    }
    let error = await #expect(throws: ServiceError.self) { try await fixture.client.account() }
    #expect(error.map { "\($0)".contains("bWlhQG1z") } == false)
    _ = try await fixture.client.create(.acme)
    #expect(fixture.exchange.arrivals.count == 2)
    for arrival in fixture.exchange.arrivals {
      #expect(arrival.headers.map(\.0) == ["authorization"])
      #expect(
        arrival.headers.first?.1.value == "Basic bWlhQG1zcC5leGFtcGxlOnA6c3Mgd8O2cmQ=")
      #expect(arrival.origin.text == "https://secure.darkwebid.com")
    }
  }
}
