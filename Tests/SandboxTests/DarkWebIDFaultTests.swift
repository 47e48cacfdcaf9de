import Testing

@testable import Sandbox

@Suite("Dark Web ID: faults and the journal")
struct DarkWebIDFaultTests {
  @Test("lost and 500-after take effect; 500-before and reset do not")
  func effects() async throws {
    let stage = try DarkWebIDStage(
      faults: "darkwebid:lost,darkwebid:500-after,darkwebid:500-before,darkwebid:reset")
    #expect(try await stage.create("A", ["a-sample.com"]).delivery == .cut)
    #expect(try await stage.create("B", ["b-sample.com"]).status == 500)
    #expect(try await stage.create("C", ["c-sample.com"]).status == 500)
    #expect(try await stage.create("D", ["d-sample.com"]).delivery == .cut)
    let journal = await stage.account.journal
    #expect(journal.creates.map(\.title) == ["A", "B"])
    #expect(journal.createRequests.map(\.title) == ["A", "B", "C", "D"])
    #expect(journal.createRequests.map(\.tookEffect) == [true, true, false, false])
  }

  @Test("Faults of writes leave reads alone")
  func readsPass() async throws {
    let stage = try DarkWebIDStage(faults: "darkwebid:500-beforex*")
    #expect(try await stage.send("GET", "/services/organization.json").status == 200)
  }

  @Test("hide-pending hides a new organization until it has settled")
  func hidePending() async throws {
    let stage = try DarkWebIDStage(faults: "darkwebid:hide-pending")
    let uuid = try #require(try await stage.create("A", ["a-sample.com"]).json["uuid"]?.text)
    let path = "/services/organization/\(uuid).json"
    #expect(try await stage.send("GET", path).status == 404)
    let list = try await stage.send("GET", "/services/organization.json").json["list"]
    #expect(list?.list?.count == 1)
    // The title is taken all the same.
    #expect(try await stage.create("A", ["a-sample.com"]).status == 409)
    stage.clock.advance(by: .seconds(10))
    #expect(try await stage.send("GET", path).status == 200)
  }

  @Test("duplicate-201 makes a second organization of one title, with licences of its own")
  func duplicate() async throws {
    let stage = try DarkWebIDStage(faults: "darkwebid:duplicate-201x*")
    let first = try await stage.create("A", ["a-sample.com"])
    let second = try await stage.create("a", ["a-sample.com"])
    #expect([first.status, second.status] == [202, 202])
    #expect(try first.json["uuid"] != second.json["uuid"])
    #expect(await stage.account.journal.creates.map(\.title) == ["A", "a"])
    #expect(try await stage.usage == 3)
    // Refused at the door, nothing of it is pending.
    #expect(try await stage.create("A", ["a-sample.gov"]).status == 201)
  }

  @Test("duplicate-201 strikes creates only, and does not keep other faults from striking")
  func duplicateBesides() async throws {
    let stage = try DarkWebIDStage(faults: "darkwebid:duplicate-201x2,darkwebid:lost@1")
    _ = try await stage.create("A", ["a-sample.com"])
    #expect(try await stage.send("GET", "/services/reseller.json").status == 200)
    #expect(try await stage.create("A", ["a-sample.com"]).delivery == .cut)
    #expect(await stage.account.journal.creates.map(\.title) == ["A", "A"])
    #expect(try await stage.create("A", ["a-sample.com"]).status == 409, "it has struck twice")
  }

  @Test("taken takes licences away after the first create")
  func taken() async throws {
    let stage = try DarkWebIDStage(faults: "darkwebid:taken=2", free: 3)
    #expect(try await stage.create("A", ["a-sample.com"]).status == 202)
    #expect(try await stage.usage == 4)
    let answer = try await stage.create("B", ["b-sample.com"])
    #expect(try answer.json["email_domains"]?[0]?["reason"]?.text == "license_limit")
  }

  @Test("import-error and hold strike the organization that they name")
  func titled() async throws {
    let stage = try DarkWebIDStage(faults: "darkwebid:import-error=b,darkwebid:hold=C")
    var uuids: [String] = []
    for name in ["A", "B", "C"] {
      let answer = try await stage.create(name, ["\(name)-sample.com"])
      uuids.append(try #require(try answer.json["uuid"]?.text))
    }
    stage.clock.advance(by: .seconds(1_000_000))
    #expect(try await stage.state(uuids[0]) == ["imported", "imported"])
    #expect(try await stage.state(uuids[1]) == ["unimported", "import_error"])
    #expect(try await stage.state(uuids[2]) == ["pending", "pending"])
  }

  @Test("The journal lists creates and patches in their order, and counts requests")
  func journal() async throws {
    let stage = try DarkWebIDStage()
    let uuid = try #require(try await stage.create("A", ["a-sample.com"]).json["uuid"]?.text)
    stage.clock.advance(by: .milliseconds(1500))
    _ = try await stage.send(
      "PATCH", "/services/v2/organization/\(uuid)", #"{"email_domains":["b-sample.com"]}"#)
    let journal = try #require(try await stage.page("GET", "/sandbox/journal.json")?.json)
    #expect(journal["creates"]?[0]?["title"]?.text == "A")
    #expect(journal["creates"]?[0]?["uuid"]?.text == uuid)
    #expect(journal["patches"]?[0]?["domains"] == .list([.text("b-sample.com")]))
    #expect(journal["patches"]?[0]?["at"]?.number == 1500)
    #expect(journal["requests"]?["darkwebid"]?.number == 2)
    #expect(journal["rejected"] == .list([]))
    #expect(journal["removed"] == .list([]))
  }

  @Test("Faults can be replaced while it runs")
  func replacing() async throws {
    let stage = try DarkWebIDStage(faults: "darkwebid:500x*")
    #expect(try await stage.send("GET", "/services/reseller.json").status == 500)
    func arm(_ spec: String) async -> SandboxAnswer? {
      await stage.page("POST", "/sandbox/faults", spec)
    }
    #expect(await arm("nonsense")?.status == 400)
    #expect(try await stage.send("GET", "/services/reseller.json").status == 500)
    #expect(await arm("")?.status == 200)
    #expect(try await stage.send("GET", "/services/reseller.json").status == 200)
  }
}
