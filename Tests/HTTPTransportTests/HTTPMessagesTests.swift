import Pipeline
import Testing

@testable import HTTPTransport

@Suite("Requests and answers")
struct HTTPMessagesTests {
  @Test(
    "All but the unreserved characters is percent-encoded, byte by byte",
    arguments: [
      ("", ""), ("AZaz09-._~", "AZaz09-._~"), ("a b", "a%20b"), ("page[size]", "page%5Bsize%5D"),
      ("a+b&c=d", "a%2Bb%26c%3Dd"), ("50%", "50%25"), ("../x?#", "..%2Fx%3F%23"),
      ("ü", "%C3%BC"), ("日", "%E6%97%A5"), ("🙂", "%F0%9F%99%82"), ("\r\n\t\0", "%0D%0A%09%00"),
      ("\"'<>\\", "%22%27%3C%3E%5C"),
    ])
  func encode(text: String, encoded: String) {
    #expect(HTTPRequest.encode(text) == encoded)
  }

  @Test("A query keeps its order, and names are encoded like values")
  func target() {
    let request = HTTPRequest(
      .get, "/organizations",
      query: [
        .init("page[number]", "2"), .init("filter[name]", "Müller & Co"), .init("sort", ""),
      ])
    #expect(
      request.target
        == "/organizations?page%5Bnumber%5D=2&filter%5Bname%5D=M%C3%BCller%20%26%20Co&sort=")
  }

  @Test("Without a query there is no question mark")
  func noQuery() {
    #expect(HTTPRequest(.post, "/a%2Fb").target == "/a%2Fb")
  }

  @Test(
    "JSON is told by its Content-Type alone",
    arguments: [
      ("application/json", true), ("application/vnd.api+json; charset=utf-8", true),
      ("Application/JSON", true), ("text/html", false), ("", false),
    ])
  func json(type: String, isJSON: Bool) {
    #expect(HTTPResponse(status: 200, headers: ["content-type": type]).isJSON == isJSON)
  }

  @Test("An answer without a Content-Type is not JSON")
  func noType() {
    #expect(!HTTPResponse(status: 200, body: Array("{}".utf8)).isJSON)
  }

  @Test(
    "An excerpt is one line without control characters",
    arguments: [
      ("", ""), ("a\n  b\r\n\tc ", "a b c"), ("\u{1B}[31mred\u{7}", "[31mred"), ("ü", "ü"),
    ])
  func excerpt(body: String, text: String) {
    #expect(HTTPResponse(status: 500, body: Array(body.utf8)).excerpt { $0 } == text)
  }

  @Test("A long answer is cut, and one cut within a character or no text at all does no harm")
  func longExcerpt() {
    let long = HTTPResponse(status: 500, body: Array(String(repeating: "x", count: 5000).utf8))
    #expect(long.excerpt { $0 } == String(repeating: "x", count: 200) + " …")
    let cut = HTTPResponse(
      status: 500, body: Array(("x" + String(repeating: "ü", count: 200)).utf8))
    #expect(cut.excerpt { $0 }.hasPrefix("xüü"))
    #expect(cut.excerpt { $0 }.hasSuffix(" …"))
    let binary = HTTPResponse(status: 500, body: [0, 0xFF, 0xFE, 10, 65])
    #expect(!binary.excerpt { $0 }.contains("\n"))
  }

  @Test(
    "A fault is told in words",
    arguments: [
      (TransportFault.Problem.notConnected("refused"), "no connection (refused)"),
      (.untrusted("expired"), "its certificate cannot be trusted (expired)"),
      (.timeout, "no answer in time"), (.cut, "the connection was cut before the answer was whole"),
      (.tooLong(limit: 64 << 20), "an answer of more than 64 MB"),
    ])
  func fault(problem: TransportFault.Problem, text: String) {
    #expect(TransportFault(problem, mayHaveArrived: true).text == text)
  }
}
