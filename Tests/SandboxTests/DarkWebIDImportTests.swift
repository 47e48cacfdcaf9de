import Testing

@testable import Sandbox

@Suite("Dark Web ID: imports")
struct DarkWebIDImportTests {
  private func uuid(_ answer: SandboxAnswer) throws -> String {
    try #require(try answer.json["uuid"]?.text)
  }

  @Test("A create is pending until its time has passed, then imported")
  func settles() async throws {
    let stage = try DarkWebIDStage()
    let answer = try await stage.create("New", ["new-sample.com", "new-sample.net"])
    #expect(answer.status == 202)
    #expect(try answer.json["status"]?.text == "pending")
    let uuid = try uuid(answer)
    stage.clock.advance(by: .seconds(9))
    #expect(try await stage.state(uuid) == ["pending", "pending", "pending"])
    stage.clock.advance(by: .seconds(1))
    #expect(try await stage.state(uuid) == ["imported", "imported", "imported"])
  }

  @Test("A sensitive domain is told after pending; the others are imported")
  func sensitive() async throws {
    let stage = try DarkWebIDStage(sensitive: ["secret-sample.com"])
    let uuid = try uuid(try await stage.create("New", ["Secret-sample.com", "new-sample.com"]))
    #expect(try await stage.state(uuid) == ["pending", "pending", "pending"])
    #expect(try await stage.usage == 3)
    stage.clock.advance(by: .seconds(10))
    #expect(try await stage.state(uuid) == ["imported", "sensitive_domain", "imported"])
    #expect(try await stage.usage == 2, "its licence is free again")
  }

  @Test("A .gov domain is refused at once")
  func gov() async throws {
    let stage = try DarkWebIDStage()
    let answer = try await stage.create("Town", ["town-sample.gov"])
    #expect(answer.status == 201)
    #expect(try answer.json["email_domains"]?[0]?["reason"]?.text == "gov_domain")
    #expect(try await stage.state(try uuid(answer)) == ["unimported", "gov_domain"])
    #expect(try await stage.usage == 1)
  }

  @Test("An import error goes away when the domain is sent again")
  func importError() async throws {
    let stage = try DarkWebIDStage(failingAtFirst: ["new-sample.com"])
    let uuid = try uuid(try await stage.create("New", ["new-sample.com"]))
    stage.clock.advance(by: .seconds(10))
    #expect(try await stage.state(uuid) == ["unimported", "import_error"])
    let path = "/services/v2/organization/\(uuid)"
    let body = #"{"email_domains":["new-sample.com"]}"#
    #expect(try await stage.send("PATCH", path, body).status == 202)
    stage.clock.advance(by: .seconds(10))
    #expect(try await stage.state(uuid) == ["imported", "imported"])
    #expect(try await stage.usage == 2)
  }

  @Test("Licences are taken in the order of the requests, and the rest gets license_limit")
  func licences() async throws {
    let stage = try DarkWebIDStage(free: 3)
    let one = try uuid(try await stage.create("One", ["a-sample.com", "b-sample.com"]))
    let two = try uuid(try await stage.create("Two", ["c-sample.com", "d-sample.com"]))
    stage.clock.advance(by: .seconds(10))
    #expect(try await stage.state(one) == ["imported", "imported", "imported"])
    #expect(try await stage.state(two) == ["imported", "imported", "license_limit"])
    #expect(try await stage.usage == 4)
  }

  @Test("A domain that is there already costs nothing again")
  func sameDomain() async throws {
    let stage = try DarkWebIDStage()
    let uuid = try uuid(try await stage.create("New", ["new-sample.com"]))
    let path = "/services/v2/organization/\(uuid)"
    _ = try await stage.send("PATCH", path, #"{"email_domains":["NEW-sample.com"]}"#)
    #expect(try await stage.usage == 2)
    stage.clock.advance(by: .seconds(10))
    #expect(
      try await stage.send("PATCH", path, #"{"email_domains":["new-sample.com"]}"#).status == 200)
    #expect(try await stage.state(uuid) == ["imported", "imported"])
  }

  @Test("A held organization stays pending far longer than others")
  func held() async throws {
    let stage = try DarkWebIDStage(held: ["slow ones": .seconds(600)])
    let uuid = try uuid(try await stage.create("Slow Ones", ["slow-sample.com"]))
    stage.clock.advance(by: .seconds(599))
    #expect(try await stage.state(uuid) == ["pending", "pending"])
    stage.clock.advance(by: .seconds(1))
    #expect(try await stage.state(uuid) == ["imported", "imported"])
  }

  @Test("A title that exists gets 409, whatever its case")
  func titleExists() async throws {
    let answer = try await DarkWebIDStage().create("BLUE heron wealth", ["new-sample.com"])
    #expect(answer.status == 409)
    #expect(try answer.json["error"]?["code"]?.text == "title_exists")
  }

  @Test(
    "What is missing or wrong is named",
    arguments: [
      ("{", 400, "bad_json"), (#"{"title":7}"#, 400, "bad_json"), ("{}", 422, "missing_title"),
      (#"{"title":" "}"#, 422, "missing_title"), (#"{"title":"A"}"#, 422, "missing_industry"),
      (#"{"title":"A","industry":"Legal"}"#, 422, "missing_employee_count"),
      (
        #"{"title":"A","industry":"Legal","employee_count":"1-10"}"#, 422, "missing_email_domains"
      ),
      (DarkWebIDStage.body("A", ["not a domain"]), 422, "invalid_domain"),
      (DarkWebIDStage.body("A", ["a-sample.com", "A-sample.com"]), 422, "duplicate_domain"),
    ])
  func validation(body: String, status: Int, code: String) async throws {
    let stage = try DarkWebIDStage()
    let answer = try await stage.send("POST", "/services/v2/organization", body)
    #expect(answer.status == status)
    #expect(try answer.json["error"]?["code"]?.text == code)
    #expect(await stage.account.journal.creates.isEmpty)
    #expect(await stage.account.journal.rejected.map(\.code) == [code])
  }

  @Test("The same seed gives the same uuids")
  func uuids() async throws {
    let one = try uuid(try await DarkWebIDStage().create("New", ["new-sample.com"]))
    let two = try uuid(try await DarkWebIDStage().create("New", ["new-sample.com"]))
    #expect(one == two)
    #expect(
      one.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
        != nil)
  }
}
