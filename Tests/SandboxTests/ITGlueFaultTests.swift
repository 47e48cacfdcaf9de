import Testing

@testable import Sandbox

@Suite("IT Glue: faults")
struct ITGlueFaultTests {
  @Test("Answers of the gateway come as often as was asked for, then the real one")
  func statuses() async throws {
    let stage = try ITGlueStage(faults: "itglue:429=7x2,itglue:503@1,itglue:504")
    var statuses: [Int] = []
    for _ in 1...5 { statuses.append(try await stage.get("/organizations").status) }
    #expect(statuses == [429, 429, 503, 504, 200])
  }

  @Test("429 tells Retry-After unless it is told not to")
  func retryAfter() async throws {
    let stage = try ITGlueStage(faults: "itglue:429,itglue:429=9,itglue:429=none")
    #expect(try await stage.get("/domains").headers["Retry-After"] == "1")
    #expect(try await stage.get("/domains").headers["Retry-After"] == "9")
    #expect(try await stage.get("/domains").headers["Retry-After"] == nil)
  }

  @Test("The application's own timeout is told by its text")
  func timeoutText() async throws {
    let answer = try await ITGlueStage(faults: "itglue:timeout-text").get("/domains")
    #expect(answer.body.contains("The request took too long to process and timed out."))
  }

  @Test("repeat serves page 1 for every page number")
  func repeating() async throws {
    let stage = try ITGlueStage(faults: "itglue:repeat")
    let first = try await stage.ids("/organizations?page[size]=5")
    #expect(try await stage.ids("/organizations?page[size]=5&page[number]=4") == first)
  }

  @Test("no-meta leaves meta out")
  func noMeta() async throws {
    let page = try await ITGlueStage(faults: "itglue:no-meta").get("/organizations").json
    #expect(page["meta"] == nil)
    #expect(page["data"]?.list?.count == 30)
  }

  @Test("drift takes the first row away after N pages, and the count with it")
  func drift() async throws {
    let stage = try ITGlueStage(faults: "itglue:drift=1")
    let first = try await stage.get("/organizations?page[size]=10").json
    let second = try await stage.get("/organizations?page[size]=10&page[number]=2").json
    #expect(first["meta"]?["total-count"]?.number == 30)
    #expect(second["meta"]?["total-count"]?.number == 29)
    // The eleventh row has slipped onto the first page, behind the walker's back.
    #expect(second["data"]?[0]?["id"]?.text == DefaultAccount.clients[11].organization.id)
  }

  @Test("appear hides the first row for N pages; move puts it to the end after N")
  func appearAndMove() async throws {
    let first = DefaultAccount.clients[0].organization.id
    let hidden = try ITGlueStage(faults: "itglue:appear=1")
    #expect(try await hidden.ids("/organizations").contains(first) == false)
    #expect(try await hidden.ids("/organizations").first == first)
    let moved = try ITGlueStage(faults: "itglue:move=1")
    #expect(try await moved.ids("/organizations").first == first)
    let ids = try await moved.ids("/organizations")
    #expect(ids.last == first && ids.count == 30)
  }

  @Test(
    "The next page can be the page itself, the first, or one too far",
    arguments: [("next-same", 2), ("next-back", 1), ("next-skip", 4)])
  func next(fault: String, next: Int) async throws {
    let stage = try ITGlueStage(faults: "itglue:\(fault)")
    let page = try await stage.get("/organizations?page[size]=5&page[number]=2").json
    #expect(page["meta"]?["next-page"]?.number == Int64(next))
  }

  @Test("A page can lack links, its total, the list of its data, and attributes")
  func lacking() async throws {
    func page(_ fault: String) async throws -> JSON {
      try await ITGlueStage(faults: "itglue:\(fault)").get("/organizations").json
    }
    #expect(try await page("no-links")["links"] == nil)
    #expect(try await page("no-total")["meta"]?["total-count"] == nil)
    #expect(try await page("data-object")["data"]?.list == nil)
    let rows = try await page("no-attributes")["data"]
    #expect(rows?[0]?["attributes"] == nil)
    #expect(rows?[1]?["attributes"] != nil)
  }

  @Test("A body can be empty, cut, too long, or full of errors, all with status 200")
  func bodies() async throws {
    let stage = try ITGlueStage(faults: "itglue:empty,itglue:cut-json")
    let empty = try await stage.get("/domains")
    #expect(empty.status == 200 && empty.body.isEmpty)
    let cut = try await stage.get("/domains")
    let whole = try await stage.get("/domains")
    #expect(whole.body.hasPrefix(cut.body) && cut.body.utf8.count == whole.body.utf8.count / 2)
    let errors = try await ITGlueStage(faults: "itglue:errors").get("/domains")
    #expect(errors.status == 200 && errors.body.hasPrefix("{\"errors\":["))
    let long = try await ITGlueStage(faults: "itglue:too-long").get("/domains")
    #expect(long.body.utf8.count > 64 << 20)
  }

  @Test("too-large times out for pages of more rows only")
  func tooLarge() async throws {
    let stage = try ITGlueStage(faults: "itglue:too-large=20")
    #expect(try await stage.get("/domains?page[size]=21").body.contains("took too long"))
    #expect(try await stage.get("/domains?page[size]=20").status == 200)
  }

  @Test("429-date tells the time at which one may come back")
  func retryAfterDate() async throws {
    let answer = try await ITGlueStage(faults: "itglue:429-date").get("/domains")
    #expect(answer.status == 429)
    let date = try #require(answer.headers["Retry-After"])
    #expect(date.wholeMatch(of: /\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT/) != nil, "\(date)")
  }

  @Test("ignore-filter lets all rows through")
  func ignoreFilter() async throws {
    let target = "/organizations?filter[id]=1"
    #expect(try await ITGlueStage(faults: "itglue:ignore-filter").ids(target).count == 30)
    #expect(try await ITGlueStage().ids(target).isEmpty)
  }

  @Test("Faults of the other service do not strike")
  func otherService() async throws {
    #expect(try await ITGlueStage(faults: "darkwebid:500x*").get("/domains").status == 200)
  }
}
