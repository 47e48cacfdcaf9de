import Foundation
import Pipeline
import Report
import Testing
import Transform

@testable import Mapping

@Suite("The review of a spreadsheet")
struct ReviewTests {
  private static let header = "IT Glue ID,Name,Employee Count,Industry,Import\n"

  @Test("All problems at once, in the sheet's order, then organizations without a row")
  func all() throws {
    let fixture = try MappingFixture(
      Self.header + "2,Acme,many,,\n,Beta Incorporated,5,Law,\n1,Gamma,5,Law,perhaps\n")
    let review = try fixture.review(
      MappingFixture.records(["Gamma", "Acme", "Beta Inc.", "Zulu"]))
    #expect(
      review.entries.map { "\($0.place(in: review.sheet)) \($0.problem.severity)" } == [
        "C2 refusal", "D2 refusal", "B3 refusal", "E4 refusal", "3 note", "4 note",
      ])
    #expect(review.exit == .badInput)
    #expect(review.selected == 4)
    #expect(review.ready == 0)
    #expect(review.entries[2].suggestion == "did you mean “Beta Inc.” 3 (97 %)?")
  }

  @Test("A sheet that is right has nothing to be mended")
  func right() throws {
    let fixture = try MappingFixture(Self.header + "1,Acme,5,Law,\n,Old client,,,no\n")
    let review = try fixture.review(MappingFixture.records(["Acme"]))
    #expect(review.entries.isEmpty)
    #expect(review.exit == .done)
    #expect(review.ready == 1)
    let text = ReviewText(review, made: "today", style: TextStyle(coloured: false)).text
    #expect(text.hasSuffix("Nothing would be refused; 1 of 1 organizations are ready to go in\n"))
  }

  @Test("An organization without a row is refused where the pipeline wants it reported")
  func reported() throws {
    var fixture = try MappingFixture(Self.header)
    fixture.mapping.unlisted = .report
    #expect(try fixture.review(MappingFixture.records(["Acme"])).exit == .badInput)
  }

  @Test("An ambiguity is told once, not for each organization")
  func once() throws {
    let fixture = try MappingFixture(Self.header + ",Acme,5,Law,\n")
    let review = try fixture.review(MappingFixture.records(["Acme", "Acme", "Acme"]))
    #expect(review.entries.count == 1)
    #expect(review.entries[0].problem.text(sheet: "s").contains("1, 2 and 3"))
  }

  @Test("The page stands by itself, and nothing of the sheet is taken for markup")
  func page() throws {
    let fixture = try MappingFixture(Self.header + ",\"<script>alert(1)</script>&\"\"'\",5,Law,\n")
    let review = try fixture.review(MappingFixture.records(["Acme"]))
    let page = ReviewHTML(review, made: "<today>").text
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;"))
    #expect(page.contains("&lt;today&gt;"))
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("http:") && !page.contains("https:"))
  }

  @Test("What a terminal would obey does not reach it")
  func clean() throws {
    let fixture = try MappingFixture(Self.header + ",\u{1B}]0;x\u{7}\u{202E},5,Law,\n")
    let review = try fixture.review(MappingFixture.records(["Acme"]))
    let text = ReviewText(review, made: "", style: TextStyle(coloured: false)).text
    #expect(!text.contains("\u{1B}") && !text.contains("\u{7}") && !text.contains("\u{202E}"))
  }

  @Test("As JSON each problem has its cell, reason and near names")
  func json() throws {
    let fixture = try MappingFixture(Self.header + ",Acme Limited,5,Law,\n1,x,5,Lwa,\n")
    let review = try fixture.review(MappingFixture.records(["Beta", "Acme Ltd"]))
    let bytes = try JSONFile.bytes(of: ReviewJSON(review))
    let object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect(object["exit"] as? Int == 65)
    #expect(object["file"] as? String == "clients.csv")
    let problems = try #require(object["problems"] as? [[String: Any]])
    #expect(problems.map { $0["cell"] as? String } == ["B2", "D3", "B3", nil])
    #expect(problems[1]["reason"] as? String == "unknown_industry")
    let near = try #require(problems[0]["near"] as? [[String: Any]])
    #expect(near.map { $0["id"] as? String } == ["2"])
    #expect(near.map { $0["score"] as? Double } == [0.97])
  }

  @Test(
    "Answers of the command line",
    arguments: [
      ("Acme Limited=2", Aliases.Answer.organization(name: "Acme Limited", id: .number(2))),
      ("a=b= 2 ", .organization(name: "a=b", id: .number(2))), ("Old=NONE", .nobody(name: "Old")),
      ("industry:Lwa=law", .industry(word: "Lwa", value: "Legal")),
      ("employee_count:a dozen=12", .employeeCount(word: "a dozen", value: "11+")),
    ])
  func answer(text: String, answer: Aliases.Answer) throws {
    let fixture = try MappingFixture()
    let picklists = try Picklists(file: fixture.mapping.picklists)
    let records = MappingFixture.records(["Beta", "Acme Ltd"])
    #expect(try AnswerText(text, records: records, picklists: picklists).answer == answer)
  }

  @Test(
    "An answer that names nothing that is there is refused",
    arguments: [
      ("Acme", AnswerError.noAnswer("Acme")), ("=2", .noAnswer("=2")),
      ("Acme=", .noAnswer("Acme=")),
      ("Acme=3", .noOrganization("3")), ("industry:x=Alchemy", .noValue("Alchemy", .industry)),
      ("industry:=Legal", .noAnswer("industry:=Legal")),
    ])
  func badAnswer(text: String, error: AnswerError) throws {
    let fixture = try MappingFixture()
    let picklists = try Picklists(file: fixture.mapping.picklists)
    let records = MappingFixture.records(["Beta", "Acme Ltd"])
    #expect(throws: error) { try AnswerText(text, records: records, picklists: picklists) }
  }
}
