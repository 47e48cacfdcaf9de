import Testing

@testable import Sandbox

@Suite("IT Glue: keys, routes, filters and order")
struct ITGlueServiceTests {
  @Test("Without the right key the answer is 403", arguments: [nil, "ITG.wrong", ""])
  func key(key: String?) async throws {
    let answer = try await ITGlueStage().get("/organizations", key: key)
    #expect(answer.status == 403)
    #expect(answer.body == #"{"message":"Forbidden"}"#)
  }

  @Test("An unknown path is an HTML 404", arguments: ["/", "/domains/5", "/organization-types"])
  func unknownPath(path: String) async throws {
    let answer = try await ITGlueStage().get(path)
    #expect(answer.status == 404)
    #expect(answer.contentType.hasPrefix("text/html"))
  }

  @Test("Ids are strings, foreign keys are numbers, the type has dashes")
  func shape() async throws {
    let stage = try ITGlueStage()
    let domain = try await stage.get("/domains?filter[organization_id]=5310331").json["data"]?[0]
    #expect(domain?["id"]?.text != nil)
    #expect(domain?["attributes"]?["organization-id"]?.number == 5_310_331)
    let type = try await stage.get("/organization_types").json["data"]?[0]
    #expect(type?["type"]?.text == "organization-types")
  }

  @Test("An id beyond 2^53 keeps its digits")
  func longID() async throws {
    let stage = try ITGlueStage()
    let answer = try await stage.get("/organizations/574989297464115201")
    #expect(answer.body.contains(#""id":"574989297464115201""#))
    let domains = try await stage.get("/organizations/574989297464115201/relationships/domains")
    #expect(domains.body.contains(#""organization-id":574989297464115201,"#))
    #expect(try domains.json["data"]?.list?.count == 2)
  }

  @Test("An organization that is not there gets a JSON 404")
  func missingOrganization() async throws {
    let answer = try await ITGlueStage().get("/organizations/1")
    #expect(answer.status == 404)
    #expect(try answer.json["errors"]?[0]?["status"]?.number == 404)
  }

  @Test("An unknown filter is ignored: 200 and everything")
  func unknownFilter() async throws {
    let stage = try ITGlueStage()
    let all = try await stage.get("/organizations").json["meta"]?["total-count"]
    let filtered = try await stage.get("/organizations?filter[shoe_size]=44")
    #expect(filtered.status == 200)
    #expect(try filtered.json["meta"]?["total-count"] == all)
    // Domains know two filters only.
    let domains = try await stage.get("/domains?filter[name]=nothing").json
    #expect(domains["meta"]?["total-count"]?.number == 43)
  }

  @Test(
    "Filters of organizations",
    arguments: [
      ("filter[id]=5310211,5310224", 2), ("filter[organization_type_id]=38303", 1),
      ("filter[organization_status_id]=20812", 1), ("filter[exclude][id]=5310211", 29),
      ("filter[name]=summit", 2), ("filter[name]=Climbing%5C, Inc.", 1),
      ("filter[organization_type_id]=38301&filter[organization_status_id]=20811", 26),
      ("filter[updated_at]=2023-01-01,2023-01-31", 0), ("filter[updated_at]=*,*", 30),
      ("filter[updated_at]=2024-01-01,*", 7),
    ])
  func filters(query: String, count: Int) async throws {
    let page = try await ITGlueStage().get("/organizations?\(query)").json
    #expect(page["meta"]?["total-count"]?.number == Int64(count))
  }

  @Test("Sorting by id goes by value, not by letters, both ways")
  func sortByID() async throws {
    let stage = try ITGlueStage()
    let up = try await stage.ids("/organizations?sort=id")
    #expect(up.first == "5310200")
    #expect(up.last == "574989297464115201")
    #expect(try await stage.ids("/organizations?sort=-id") == up.reversed())
  }

  @Test("Domains sort by times only, and have ties")
  func sortDomains() async throws {
    let stage = try ITGlueStage()
    let rows = try await stage.get("/domains?sort=created_at").json["data"]?.list ?? []
    let times = rows.compactMap { $0["attributes"]?["created-at"]?.text }
    #expect(times == times.sorted())
    #expect(Set(times).count < times.count)
    #expect(try await stage.ids("/domains?sort=-id") == stage.ids("/domains"))
  }

  @Test("More than the allowed requests in five minutes get 429, until some have aged")
  func rateLimit() async throws {
    let stage = try ITGlueStage(limit: 3)
    for _ in 1...3 { #expect(try await stage.get("/organizations").status == 200) }
    let refused = try await stage.get("/organizations")
    #expect(refused.status == 429)
    #expect(refused.headers["Retry-After"] == nil)
    stage.clock.advance(by: .seconds(300))
    #expect(try await stage.get("/organizations").status == 200)
  }
}
