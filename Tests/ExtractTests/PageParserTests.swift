import Testing

@testable import Extract

@Suite("Taking a page apart")
struct PageParserTests {
  private static let page =
    #"{"data":[{"id":"1","type":"organizations","attributes":{"name":"A \"B\" \u00e9 é","x":1.50}},"#
    + #" {"type":"organizations","id":"2"}],"#
    + #""meta":{"current-page":1,"next-page":2,"prev-page":null,"total-pages":2,"total-count":3},"#
    + #""links":{}}"#

  private func parse(_ text: String) throws(PageParser.Problem) -> Page {
    try PageParser().parse(Array(text.utf8))
  }

  private func texts(_ page: Page) -> [String] {
    page.rows.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test("Rows keep their bytes; ids, total and next page are read")
  func whole() throws {
    let page = try parse(Self.page)
    #expect(page.rows.map(\.id) == ["1", "2"])
    #expect(
      texts(page) == [
        #"{"id":"1","type":"organizations","attributes":{"name":"A \"B\" \u00e9 é","x":1.50}}"#,
        #"{"type":"organizations","id":"2"}"#,
      ])
    #expect(page.totalCount == 3)
    #expect(page.nextPage == 2)
  }

  @Test("The last page has no next one, whether it says null or nothing")
  func last() throws {
    #expect(try parse(#"{"data":[],"meta":{"next-page":null,"total-count":0}}"#).nextPage == nil)
    let bare = try parse(#"{"meta":{},"data":[]}"#)
    #expect(bare.nextPage == nil)
    #expect(bare.totalCount == nil)
  }

  @Test("A row that was sent over several lines becomes one, and its strings stay as they are")
  func severalLines() throws {
    let page = try parse("{\"data\":[{\n \"id\" : 7 ,\r\n\t\"name\":\"a  b\\n\" }\n],\"meta\":{}}")
    #expect(page.rows.map(\.id) == ["7"])
    #expect(texts(page) == [#"{"id":7,"name":"a  b\n"}"#])
  }

  @Test("A page that is cut anywhere is an error, never a shorter page")
  func cut() {
    let bytes = Array(Self.page.utf8)
    for length in bytes.indices {
      #expect(throws: PageParser.Problem.self, "cut at \(length)") {
        try PageParser().parse(Array(bytes[..<length]))
      }
    }
  }

  @Test(
    "What is no page is an error that says what is wrong",
    arguments: [
      ("", "not JSON"), ("<html>", "not a JSON object"), ("null", "not a JSON object"),
      ("[]", "not a JSON object"), ("{}", "no “data”"), (#"{"data":[]}"#, "no “meta”"),
      (#"{"data":null,"meta":{}}"#, "“data” is not a list"),
      (#"{"data":{"id":"1"},"meta":{}}"#, "“data” is not a list"),
      (#"{"data":[1],"meta":{}}"#, "a resource with an id"),
      (#"{"data":[{"type":"x"}],"meta":{}}"#, "a resource with an id"),
      (#"{"data":[{"id":null}],"meta":{}}"#, "a resource with an id"),
      (#"{"data":[{"id":""}],"meta":{}}"#, "a resource with an id"),
      (#"{"data":[],"meta":7}"#, "“meta”"), (#"{"data":[],"meta":{"total-count":"x"}}"#, "“meta”"),
      (#"{"data":[],"meta":{},"errors":[{"title":"no"}]}"#, "“errors”"),
      (#"{"data":[],"meta":{}} {}"#, "behind its JSON"),
    ])
  func notAPage(text: String, problem: String) {
    let error = #expect(throws: PageParser.Problem.self) { try parse(text) }
    #expect(error?.text.contains(problem) == true, "\(error?.text ?? "none")")
  }

  @Test("One parser reads page after page, and an error leaves nothing behind")
  func again() throws {
    let parser = PageParser()
    let good = Array(Self.page.utf8)
    let first = try parser.parse(good)
    #expect(throws: PageParser.Problem.self) { try parser.parse(Array(good.dropLast())) }
    #expect(try parser.parse(good) == first)
  }
}
