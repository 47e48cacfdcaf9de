import FoundationEssentials
import HTTPTransport
import Pipeline
import TestSupport
import Testing

@testable import DarkWebID

@Suite("Writing to Dark Web ID")
struct WriteTests {
  private static let created =
    #"{"uuid":"u-9","status":"pending","email_domains":[{"search_value":"acme.com","status":"pending"}]}"#
  private static let state = OrganizationState(
    uuid: "u-9", title: "", status: .pending,
    domains: [.init(name: "acme.com", status: .pending)], tellsStatus: true)

  /// What the client makes of an answer, to a create and to an addition.
  private func answers(to response: HTTPResponse) async throws -> [WriteAnswer] {
    let fixture = try ClientFixture(always: response)
    return [
      try await fixture.client.create(.acme),
      try await fixture.client.add(["acme.org"], to: "u-9"),
    ]
  }

  @Test("A create sends the title to the letter, both values and the domains, and nothing else")
  func createBody() async throws {
    let fixture = try ClientFixture(always: .json(Self.created, status: 202))
    _ = try await fixture.client.create(.acme)
    #expect(fixture.asked == ["POST /services/v2/organization"])
    let body = try #require(fixture.exchange.arrivals.first?.request.body)
    #expect(
      String(decoding: body, as: UTF8.self)
        == #"{"email_domains":["acme.com","xn--mller-kva.de"],"employee_count":"11-50","#
        + #""industry":"Legal","title":"Acme “& Söhne” / AG"}"#)
  }

  @Test("An addition sends the domains that are to be added, and nothing else")
  func addBody() async throws {
    let fixture = try ClientFixture(always: .json(Self.created))
    _ = try await fixture.client.add(["acme.org", "acme.net"], to: "u/9")
    #expect(fixture.asked == ["PATCH /services/v2/organization/u%2F9"])
    let body = try #require(fixture.exchange.arrivals.first?.request.body)
    #expect(
      String(decoding: body, as: UTF8.self) == #"{"email_domains":["acme.org","acme.net"]}"#)
  }

  @Test("200, 201 and 202 are taken, with the state of the moment", arguments: [200, 201, 202])
  func accepted(status: Int) async throws {
    let answers = try await answers(to: .json(Self.created, status: status))
    #expect(answers == [.accepted(Self.state), .accepted(Self.state)])
  }

  @Test("A title that exists is told apart from all other refusals, whatever the body")
  func conflict() async throws {
    let body = #"{"error":{"code":"taken","message":"Acme is there"}}"#
    for (response, words) in [
      (HTTPResponse.json(body, status: 409), "HTTP 409 taken: Acme is there"),
      (.json("{}", status: 409), "HTTP 409 {}"), (HTTPResponse(status: 409), "HTTP 409"),
    ] {
      let refusal = WriteRefusal(reason: .titleExists, detail: words, isKnown: true)
      #expect(try await answers(to: response) == [.refused(refusal), .refused(refusal)])
    }
  }

  @Test(
    "A refusal that is about the address and not the organization stops the load, and says why",
    arguments: [
      .json("{}", status: 404), .json("{}", status: 405), HTTPResponse(status: 404),
    ])
  func wrongAddress(response: HTTPResponse) async throws {
    let fixture = try ClientFixture(always: response)
    let line = PlanLine(
      action: .create, id: "1", name: "Acme", employeeCount: "1-10", industry: "Legal",
      domains: [.init(name: "acme.com")], licences: 1)
    let error = await #expect(throws: ServiceError.self) { try await fixture.client.create(line) }
    #expect(error?.kind == .refused)
    #expect(error?.remedy?.contains("base_url") == true)
  }

  @Test(
    "A refusal that no rule knows is an import error with the service's words to the letter",
    arguments: [
      (400, #"{"error":{"code":"bad","message":"No title"}}"#, "HTTP 400 bad: No title"),
      (422, #"{"error":{"message":"No  Industry"}}"#, "HTTP 422 No  Industry"),
      (422, #"{"error":{"code":17}}"#, "HTTP 422 17"),
      // Not in the fields where it should be: the beginning of what there is.
      (422, #"{"errors":["No Industry"]}"#, #"HTTP 422 {"errors":["No Industry"]}"#),
      (422, "<html>", "HTTP 422 <html>"), (422, "", "HTTP 422"),
    ])
  func refused(status: Int, body: String, words: String) async throws {
    let refusal = WriteRefusal(reason: .importError, detail: words, isKnown: false)
    let answers = try await answers(to: .json(body, status: status))
    #expect(answers == [.refused(refusal), .refused(refusal)])
  }

  @Test("A refusal that a rule knows has its reason, and keeps the words")
  func known() async throws {
    let response = HTTPResponse.json(
      #"{"error":{"code":"E7","message":"Domain license limit reached (50)"}}"#, status: 422)
    let refusal = WriteRefusal(
      reason: .licenceLimit, detail: "HTTP 422 E7: Domain license limit reached (50)",
      isKnown: true)
    #expect(try await answers(to: response) == [.refused(refusal), .refused(refusal)])
  }

  @Test("An addition to an organization that is gone is refused, and does not stop the load")
  func gone() async throws {
    let fixture = try ClientFixture(
      always: .json(#"{"error":{"code":"not_found"}}"#, status: 404))
    let refusal = WriteRefusal(
      reason: .importError, detail: "HTTP 404 not_found", isKnown: false)
    #expect(try await fixture.client.add(["a.com"], to: "u") == .refused(refusal))
  }

  @Test(
    "After a server's failure it is not known what happened, and nothing is sent again",
    arguments: [408, 500, 502, 503, 504])
  func serverFailure(status: Int) async throws {
    let fixture = try ClientFixture(always: .json("{}", status: status))
    #expect(try await fixture.client.create(.acme) == .unknown("HTTP \(status)"))
    #expect(try await fixture.client.add(["a.com"], to: "u") == .unknown("HTTP \(status)"))
    #expect(fixture.asked.count == 2)
  }

  @Test(
    "After a cut or a silence it is not known what happened, and nothing is sent again",
    arguments: [
      TransportFault.Problem.cut, .timeout, .tooLong(limit: 1 << 20),
    ])
  func lost(problem: TransportFault.Problem) async throws {
    let fixture = try ClientFixture { _, _ in throw TransportFault(problem, mayHaveArrived: true) }
    let answer = try await fixture.client.create(.acme)
    guard case .unknown(let why) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(!why.isEmpty)
    #expect(fixture.asked.count == 1)
  }

  @Test(
    "An answer that cannot be read proves nothing: what was sent is in doubt",
    arguments: ["{}", "[]", #"{"uuid":"#, ""])
  func unreadable(body: String) async throws {
    let answers = try await answers(to: .json(body, status: 201))
    #expect(answers == Array(repeating: .unknown("an answer that cannot be read"), count: 2))
  }

  @Test(
    "An answer with neither JSON nor a page proves nothing either: only HTML is the login page",
    arguments: [
      HTTPResponse(status: 204), HTTPResponse(status: 200), HTTPResponse(status: 201),
      HTTPResponse(
        status: 200, headers: ["content-type": "text/plain"], body: Array("Created".utf8)),
      HTTPResponse(
        status: 201, headers: ["content-type": "application/octet-stream"], body: [0, 1, 2]),
    ])
  func neitherJSONNorHTML(response: HTTPResponse) async throws {
    for answer in try await answers(to: response) {
      guard case .unknown(let why) = answer else {
        Issue.record("\(answer)")
        continue
      }
      #expect(!why.isEmpty)
    }
  }

  @Test("429 is waited for, as long as the service asks, and then sent again")
  func rateLimit() async throws {
    let fixture = try ClientFixture { _, number in
      number == 1
        ? .json("{}", status: 429, headers: ["retry-after": "30"])
        : .json(Self.created, status: 201)
    }
    #expect(try await fixture.client.create(.acme) == .accepted(Self.state))
    #expect(fixture.asked.count == 2)
    #expect(fixture.time.sleeps.contains(.seconds(30)))
  }

  @Test("Without a connection it is sent again a few times, then given up: certainly not sent")
  func noConnection() async throws {
    let fixture = try ClientFixture { _, _ in
      throw TransportFault(.notConnected("Connection refused"), mayHaveArrived: false)
    }
    let error = await #expect(throws: ServiceError.self) {
      try await fixture.client.create(.acme)
    }
    #expect(error?.kind == .unavailable)
    #expect(fixture.asked.count == RetryPolicy().attempts)
  }

  @Test(
    "An answer that is not the service's own stops the load too, and nothing is certain",
    arguments: [
      HTTPResponse(status: 302, headers: ["location": "/login"]),
      HTTPResponse(status: 303, headers: ["location": "/organization/7"]),
      HTTPResponse(status: 400, headers: ["content-type": "text/html"]),
      HTTPResponse(status: 499, body: Array("<html>".utf8)),
    ])
  func notItsOwn(response: HTTPResponse) async throws {
    let fixture = try ClientFixture(always: response)
    guard case .doubtful(let error) = try await fixture.client.create(.acme) else {
      Issue.record("the next request would be sent")
      return
    }
    #expect(error.kind == .refused)
    #expect(error.remedy?.contains("base_url") == true)
    #expect(fixture.asked.count == 1)
  }

  @Test(
    "A login page with 2xx stops the load with the three checks; whether it arrived is in doubt")
  func loginPage() async throws {
    for status in [200, 201] {
      let fixture = try ClientFixture(always: .loginPage(status: status))
      for answer in [
        try await fixture.client.create(.acme), try await fixture.client.add(["a.com"], to: "u"),
      ] {
        guard case .doubtful(let error) = answer else {
          Issue.record("\(answer)")
          continue
        }
        try ReadTests.checkRefusal(error)
      }
      #expect(fixture.asked.count == 2)
    }
  }

  @Test("401 and 403 are a refusal with the three checks", arguments: [401, 403])
  func unauthorized(status: Int) async throws {
    let fixture = try ClientFixture(always: .json("{}", status: status))
    try ReadTests.checkRefusal(
      await #expect(throws: ServiceError.self) { try await fixture.client.create(.acme) })
    #expect(fixture.asked.count == 1)
  }

  @Test("Stopped in the middle of a request, nothing is certain")
  func stopped() async throws {
    let fixture = try ClientFixture { _, _ in throw CancellationError() }
    let answer = try await fixture.client.create(.acme)
    #expect(answer == .unknown("stopped before the answer came"))
    #expect(fixture.asked.count == 1)
  }

  @Test("There is no way to delete or to replace anything", arguments: ["DELETE", "PUT"])
  func neverDeletes(method: String) {
    #expect(HTTPRequest.Method(rawValue: method) == nil)
  }
}
