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

  @Test("Faults of the other service do not strike")
  func otherService() async throws {
    #expect(try await ITGlueStage(faults: "darkwebid:500x*").get("/domains").status == 200)
  }
}
