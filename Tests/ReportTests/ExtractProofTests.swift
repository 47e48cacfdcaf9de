import Testing

@testable import Report

@Suite("How it is known that an extract is whole")
struct ExtractProofTests {
  @Test("Pages, totals, rows that came twice, walks and what was left out, in one line")
  func whole() {
    let proof = ExtractProof(
      "organizations",
      counts: [
        "organizations": 26, "organizations.pages": 3, "organizations.first_total": 25,
        "organizations.last_total": 26, "organizations.repeated": 2, "organizations.walks": 2,
        "organizations.left_out.types": 3, "organizations.left_out.statuses": 1,
        "organizations.left_out.exclude": 0, "domains": 43,
      ])
    #expect(
      proof?.text == "26 on 3 pages, IT Glue told 25 at first and 26 at last, 2 came twice, "
        + "2 walks, 1 left out by “statuses”, 3 left out by “types”")
    #expect(proof?.leftOut == ["types": 3, "statuses": 1])
  }

  @Test("Nothing is said of what did not happen")
  func plain() {
    let proof = ExtractProof(
      "domains", counts: ["domains": 1, "domains.pages": 1, "domains.repeated": 0])
    #expect(proof?.text == "1 on 1 page")
    #expect(ExtractProof("domains", counts: ["organizations": 1]) == nil)
  }

  @Test("After an earlier extract it tells how much is new")
  func delta() {
    let proof = ExtractProof(
      "organizations", counts: ["organizations": 9, "organizations.changed": 2])
    #expect(proof?.text == "9, 2 of them new or changed since the last extract")
  }
}
