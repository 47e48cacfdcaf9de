import Testing

@testable import Sandbox

@Suite("The sandbox's own pages change the far side")
struct SandboxControlTests {
  @Test("Licences: creates see the new limit at once, up and down")
  func licences() async throws {
    let stage = try DarkWebIDStage(free: 0)
    #expect(await stage.page("POST", "/sandbox/licences", "3\n")?.status == 200)
    let counters = try await stage.send("GET", "/services/reseller.json").json
    #expect(counters["domain_limit"]?.number == 3)
    let answer = try await stage.create("A", ["a-sample.com", "b-sample.com", "c-sample.com"])
    #expect(
      try answer.json["email_domains"]?.list?.map { $0["status"]?.text }
        == ["pending", "pending", "unimported"])
    // Fewer than are in use: what is there stays, and nothing more gets in.
    #expect(await stage.page("POST", "/sandbox/licences", "1")?.status == 200)
    #expect(try await stage.usage == 3)
    let late = try await stage.create("B", ["d-sample.com"])
    #expect(try late.json["email_domains"]?[0]?["reason"]?.text == "license_limit")
  }

  @Test("What is no number of licences changes nothing", arguments: ["", "-1", "many", "1 2"])
  func noNumber(text: String) async throws {
    let stage = try DarkWebIDStage(free: 4)
    #expect(await stage.page("POST", "/sandbox/licences", text)?.status == 400)
    let counters = try await stage.send("GET", "/services/reseller.json").json
    #expect(counters["domain_limit"]?.number == 5)
  }

  @Test("A deleted organization is gone from every answer, and its licences and title are free")
  func remove() async throws {
    let stage = try DarkWebIDStage(sensitive: ["secret-sample.com"])
    _ = try await stage.create("A", ["a-sample.com"])
    let uuid = try await stage.create("B", ["b-sample.com", "secret-sample.com"]).json["uuid"]?.text
    _ = try await stage.create("C", ["c-sample.com"])
    #expect(try await stage.usage == 5)
    #expect(await stage.page("POST", "/sandbox/remove", "b")?.status == 200)
    #expect(try await stage.usage == 3, "those of a pending domain that would be refused too")
    let gone = try #require(uuid)
    #expect(try await stage.send("GET", "/services/organization/\(gone).json").status == 404)
    let list = try await stage.send("GET", "/services/organization.json").json["list"]?.list
    #expect(list?.compactMap { $0["title"]?.text } == ["Blue Heron Wealth", "A", "C"])
    for title in ["A", "C"] {
      let there = list?.first { $0["title"]?.text == title }?["uuid"]?.text ?? ""
      let read = try await stage.send("GET", "/services/organization/\(there).json")
      #expect(try read.json["title"]?.text == title, "each uuid still leads to its own")
    }
    #expect(try await stage.create("B", ["b-sample.com"]).status == 202)
    let removed = await stage.account.journal.removed
    #expect(removed.map(\.title) == ["B"])
    #expect(removed.map(\.uuid) == [gone])
    stage.clock.advance(by: .seconds(10))
    #expect(try await stage.usage == 4)
  }

  @Test("Of two with one title the older goes first; the title is taken until both are gone")
  func removeTwins() async throws {
    let stage = try DarkWebIDStage(faults: "darkwebid:duplicate-201@1")
    let first = try await stage.create("A", ["a-sample.com"]).json["uuid"]?.text
    let second = try await stage.create("A", ["b-sample.com"]).json["uuid"]?.text
    #expect(try await stage.page("POST", "/sandbox/remove", "A")?.json["removed"]?.text == first)
    #expect(try await stage.create("A", ["c-sample.com"]).status == 409)
    let uuid = try #require(second)
    #expect(await stage.page("POST", "/sandbox/remove", uuid)?.status == 200)
    #expect(try await stage.create("A", ["c-sample.com"]).status == 202)
  }

  @Test("A hidden one can be deleted, and the others are listed as before")
  func removeHidden() async throws {
    let stage = try DarkWebIDStage(faults: "darkwebid:hide-pending")
    _ = try await stage.create("A", ["a-sample.com"])
    _ = try await stage.create("B", ["b-sample.com"])
    #expect(await stage.page("POST", "/sandbox/remove", "A")?.status == 200)
    let list = try await stage.send("GET", "/services/organization.json").json["list"]?.list
    #expect(list?.compactMap { $0["title"]?.text } == ["Blue Heron Wealth", "B"])
  }

  @Test("Nobody of that name is 404, and so is a page that there is not")
  func unknown() async throws {
    let stage = try DarkWebIDStage()
    #expect(await stage.page("POST", "/sandbox/remove", "Nobody")?.status == 404)
    #expect(await stage.page("GET", "/sandbox/remove", "Blue Heron Wealth")?.status == 404)
    let answer = await stage.page("GET", "/sandbox/nonsense")
    #expect(answer?.body.contains("POST /sandbox/licences") == true)
    #expect(await stage.account.journal.removed.isEmpty)
  }
}
