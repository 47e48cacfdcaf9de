import Testing

@testable import Sandbox

@Suite("IT Glue: paging and links")
struct ITGluePagingTests {
  @Test("Walking by links.next shows every row once and ends with a null next-page")
  func walking() async throws {
    let stage = try ITGlueStage(GeneratedCatalogue(organizations: 25, domains: 0, seed: 1))
    var target: String? = "/organizations?sort=id&page%5Bsize%5D=10"
    var ids: [String] = []
    var sizes: [Int] = []
    while let here = target {
      let page = try await stage.get(here).json
      let rows = page["data"]?.list ?? []
      ids += rows.compactMap { $0["id"]?.text }
      sizes.append(rows.count)
      let next = page["links"]?["next"]?.text
      #expect((next == nil) == (page["meta"]?["next-page"] == .null))
      target = next.map { String($0.dropFirst("http://127.0.0.1:8901".count)) }
    }
    #expect(sizes == [10, 10, 5])
    #expect(Set(ids).count == 25)
    #expect(ids == ids.sorted(by: RowKeys.idPrecedes))
  }

  @Test("links.next is absolute, percent-encoded, and keeps every other parameter")
  func nextLink() async throws {
    let stage = try ITGlueStage()
    let page = try await stage.get(
      "/organizations?sort=-id&filter[organization_type_id]=38301&page[size]=3&page[number]=2"
    ).json
    #expect(
      page["links"]?["next"]?.text
        == "http://127.0.0.1:8901/organizations?sort=-id"
        + "&filter%5Borganization_type_id%5D=38301&page%5Bnumber%5D=3&page%5Bsize%5D=3")
  }

  @Test("meta counts from 1, with null at either end")
  func meta() {
    #expect(
      PageNumbers(number: 1, size: 50, total: 51).meta(FaultsInForce())
        == #"{"current-page":1,"next-page":2,"prev-page":null,"total-pages":2,"#
        + #""total-count":51,"filters":{}}"#)
    #expect(PageNumbers(number: 2, size: 50, total: 51).next == nil)
  }

  @Test("An empty collection has no pages and no links")
  func empty() async throws {
    let stage = try ITGlueStage(GeneratedCatalogue(organizations: 0, domains: 0, seed: 1))
    let page = try await stage.get("/domains").json
    #expect(page["data"] == .list([]))
    #expect(page["links"] == .object([:]))
    #expect(page["meta"]?["total-pages"]?.number == 0)
  }

  @Test("A page past the end is empty, with 200")
  func pastTheEnd() async throws {
    let answer = try await ITGlueStage().get("/organizations?page[number]=99")
    #expect(answer.status == 200)
    #expect(try answer.json["data"] == .list([]))
    #expect(try answer.json["meta"]?["next-page"] == .null)
  }

  @Test(
    "page[size] is 50 unless told and 1000 at most",
    arguments: [("", 50), ("7", 7), ("1000", 1000), ("5000", 1000), ("0", 50), ("many", 50)])
  func sizes(asked: String, given: Int) {
    let query = QueryParameters(asked.isEmpty ? "" : "page[size]=\(asked)")
    #expect(PageNumbers(query, total: 9999).size == given)
  }

  @Test("A page number that overflows is past the end")
  func overflow() {
    #expect(PageNumbers(number: .max, size: 1000, total: 5).rows.isEmpty)
  }

  @Test(
    "Brackets may come raw or percent-encoded", arguments: ["page[size]=2", "page%5bsize%5D=2"])
  func brackets(query: String) async throws {
    #expect(try await ITGlueStage().ids("/organizations?\(query)").count == 2)
  }

  @Test("A repeated parameter gets 422, in either encoding")
  func duplicates() async throws {
    let answer = try await ITGlueStage().get("/domains?page[size]=2&page%5Bsize%5D=2")
    #expect(answer.status == 422)
    #expect(try answer.json["errors"]?[0]?["title"]?.text == "Duplicate Parameters Specified")
  }
}
