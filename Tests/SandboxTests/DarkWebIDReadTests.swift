import Testing

@testable import Sandbox

@Suite("Dark Web ID: login and reading")
struct DarkWebIDReadTests {
  @Test("A wrong login gets the login page, with 200", arguments: [nil, "Basic bm86bm8=", "x"])
  func wrongLogin(authorization: String?) async throws {
    let answer = try await DarkWebIDStage().send(
      "GET", "/services/reseller.json", authorization: authorization)
    #expect(answer.status == 200)
    #expect(answer.contentType.hasPrefix("text/html"))
  }

  @Test(
    "An unknown path gets the login page too",
    arguments: ["/", "/services", "/services/organizations.json", "/services/organization/x"])
  func unknownPath(path: String) async throws {
    #expect(try await DarkWebIDStage().send("GET", path) == .loginPage)
  }

  @Test("A wrong login creates nothing")
  func wrongLoginWrites() async throws {
    let stage = try DarkWebIDStage()
    _ = try await stage.send(
      "POST", "/services/v2/organization", DarkWebIDStage.body("New", ["new-sample.com"]),
      authorization: nil)
    #expect(await stage.account.journal.creates.isEmpty)
  }

  @Test("An organization that was always there has the known shape, without a status")
  func knownShape() async throws {
    let page = try await DarkWebIDStage().send("GET", "/services/organization.json").json
    let organization = try #require(page["list"]?[0])
    #expect(organization["status"] == nil)
    #expect(organization["employee_count"]?.text == "11-25")
    #expect(organization["compromise_count"]?.text == "n/a")
    let feed = organization["email_domains"]?[0]
    #expect(feed?["type"]?.text == "domain")
    #expect(feed?["search_value"]?.text == "blueheron-sample.com")
    #expect(feed?["status"] == nil)
  }

  @Test("Pages count from 0, carry links, and end with 404")
  func paging() async throws {
    let stage = try DarkWebIDStage()
    for number in 1...4 { _ = try await stage.create("New \(number)", ["new\(number)-sample.com"]) }
    let path = "/services/organization.json"
    let middle = try await stage.send("GET", "\(path)?page=1&limit=2").json
    let base = "http://127.0.0.1:8902\(path)"
    #expect(middle["list"]?.list?.compactMap { $0["title"]?.text } == ["New 2", "New 3"])
    #expect(middle["self"]?.text == "\(base)?page=1&limit=2")
    #expect(middle["prev"]?.text == "\(base)?page=0&limit=2")
    #expect(middle["next"]?.text == "\(base)?page=2&limit=2")
    #expect(middle["last"]?.text == "\(base)?page=2&limit=2")
    let last = try await stage.send("GET", "\(path)?page=2&limit=2").json
    #expect(last["next"] == nil)
    #expect(try await stage.send("GET", "\(path)?page=3&limit=2").status == 404)
  }

  @Test("limit is 50 unless told and 200 at most", arguments: [("", 50), ("?limit=999", 200)])
  func limits(query: String, limit: Int) async throws {
    let page = try await DarkWebIDStage().send("GET", "/services/organization.json\(query)").json
    #expect(page["first"]?.text?.hasSuffix("limit=\(limit)") == true)
  }

  @Test("A uuid that is not there gets 404")
  func unknownUUID() async throws {
    #expect(try await DarkWebIDStage().send("GET", "/services/organization/x.json").status == 404)
  }

  @Test("The counters tell usage and limit")
  func counters() async throws {
    let counters = try await DarkWebIDStage(free: 9).send("GET", "/services/reseller.json").json
    #expect(counters["domain_usage"]?.number == 1)
    #expect(counters["domain_limit"]?.number == 10)
  }

  @Test("DELETE is refused")
  func delete() async throws {
    #expect(try await DarkWebIDStage().send("DELETE", "/services/v2/organization/x").status == 405)
  }
}
