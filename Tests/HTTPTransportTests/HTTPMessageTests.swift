import Testing

@testable import HTTPTransport

@Suite("Requests and answers")
struct HTTPMessageTests {
  @Test("Names and values of a query are percent-encoded, whatever is in them")
  func query() {
    let request = HTTPRequest(
      .get, "/organizations",
      query: [.init("page[number]", "2"), .init("filter[name]", "Müller & Söhne+50% =?#")])
    #expect(
      request.target
        == "/organizations?page%5Bnumber%5D=2&"
        + "filter%5Bname%5D=M%C3%BCller%20%26%20S%C3%B6hne%2B50%25%20%3D%3F%23")
    #expect(HTTPRequest(.get, "/organizations").target == "/organizations")
    #expect(HTTPRequest.encode("\u{1}\n") == "%01%0A")
  }

  @Test(
    "JSON is what says that it is JSON",
    arguments: [
      ("application/json", true), ("application/vnd.api+json; charset=utf-8", true),
      ("Application/JSON", true), ("text/html", false), (nil, false),
    ])
  func isJSON(type: String?, isJSON: Bool) {
    var response = HTTPResponse(status: 200)
    response.headers["content-type"] = type
    #expect(response.isJSON == isJSON)
  }

  @Test("An excerpt is one short line without anything that a terminal would obey")
  func excerpt() {
    let text = "<html>\n\t\u{1B}[31mred\u{7} \u{7F}" + String(repeating: "x", count: 500)
    let excerpt = HTTPResponse(status: 200, body: Array(text.utf8)).excerpt(without: [])
    #expect(excerpt.hasPrefix("<html> [31mred x"))
    #expect(excerpt.hasSuffix(" …"))
    #expect(excerpt.count < 205)
    #expect(HTTPResponse(status: 200, body: [0xFF, 0xFE, 0x41]).excerpt(without: []) == "A")
  }
}
