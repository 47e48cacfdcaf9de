import Testing

@testable import Extract

@Suite("Taking a page apart")
struct PageParserTests {
  private func parse(_ text: String) throws -> Page { try PageParser().parse(Array(text.utf8)) }

  private func lines(_ text: String) throws -> [String] {
    try parse(text).rows.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// What is wrong with a page.
  private func problem(_ text: String) throws -> String {
    try #require(#expect(throws: PageParser.Problem.self) { try parse(text) }).text
  }

  @Test("A page is its rows in order, how many there are in all, and the page that follows")
  func page() throws {
    let page = try parse(
      #"{"data":[{"id":"2","type":"domains"},{"id":"1","type":"domains"}],"#
        + #""meta":{"current-page":1,"next-page":2,"total-count":3},"links":{}}"#)
    #expect(page.rows.map(\.id) == ["2", "1"])
    #expect(page.totalCount == 3)
    #expect(page.nextPage == 2)
  }

  @Test(
    "An end is a next page that is null or missing; a total may be missing too",
    arguments: [
      (#"{"next-page":null,"total-count":0,"total-pages":0}"#, 0), ("{}", nil),
      (#"{"total-count":null}"#, 0), (#"{"filters":{"next-page":9,"total-count":9}}"#, nil),
    ] as [(String, Int?)])
  func end(meta: String, total: Int?) throws {
    let page = try parse(#"{"data":[],"meta":\#(meta)}"#)
    #expect(page.rows.isEmpty)
    #expect(page.nextPage == nil)
    #expect(page.totalCount == total)
  }

  @Test("The bytes of a row are those of the page: spaces, escapes, numbers, unknown keys")
  func bytes() throws {
    let rows = [
      #"{"id":"1","attributes":{"name":"M\u00fcller \"&\" S\u00f6hne \/ \n","x":1.50e+3}}"#,
      #"{ "attributes" : { "id" : "9", "name":"日本 🙂 ]}" } ,  "id":"2" , "new-key":[ 1 , {} ] }"#,
      #"{"type":"a","type":"b","big":574989297464115201,"id":"574989297464115201"}"#,
      "{\"id\":\"4\",\"separators\":\"\u{2028}\u{85}\"}",
    ]
    let body =
      #"{"meta":{},"jsonapi":{"version":"1.0"},"data":[ \#(rows.joined(separator: " , ")) ]}"#
    #expect(try lines(body) == rows)
    #expect(try parse(body).rows.map(\.id) == ["1", "2", "574989297464115201", "4"])
  }

  @Test(
    "A row over many lines becomes exactly one, its texts untouched",
    arguments: ["\n", "\r\n", "\r"])
  func oneLine(lineBreak: String) throws {
    let row = [
      "{", #"  "id": "7","#, #"  "attributes": {"#, #"    "name": "a  b\n c","#,
      "\t\"list\": [1, 2]", "  }", "}",
    ].joined(separator: lineBreak)
    let body = "{\(lineBreak)\"data\": [\(lineBreak)\(row),\(lineBreak)\(row)], \"meta\": {}}"
    let one = #"{"id":"7","attributes":{"name":"a  b\n c","list":[1,2]}}"#
    #expect(try lines(body) == [one, one])
  }

  @Test("Rows of any length are put on one line")
  func longRows() throws {
    for length in [1, 63, 64, 65, 1000, 300_000] {
      let text = String(repeating: "x", count: length)
      #expect(
        try lines("{\"data\":[{\n\"id\":\"1\",\"a\":\"\(text)\"\n}],\"meta\":{}}")
          == [#"{"id":"1","a":"\#(text)"}"#])
    }
  }

  @Test("An id is text with its escapes undone; a number is taken digit by digit")
  func id() throws {
    let page = try parse(
      #"{"data":[{"id":"\u0031\/2"},{"id":9007199254740993},{"id" : 7 }],"meta":{}}"#)
    #expect(page.rows.map(\.id) == ["1/2", "9007199254740993", "7"])
  }

  @Test(
    "A row without an id is told, not left out",
    arguments: [
      #"{"type":"organizations"}"#, #"{"id":null}"#, #"{"id":true}"#, #"{"id":""}"#,
      #"{"id":{}}"#, "7", "null", "[]", #""text""#, #"{"attributes":{"id":"1"}}"#,
    ])
  func noID(row: String) throws {
    for body in [row, #"{"id":"1"},\#(row)"#] {
      #expect(
        try problem(#"{"data":[\#(body)],"meta":{}}"#).contains("not a resource with an id"))
    }
  }

  @Test(
    "What is no page is told in words",
    arguments: [
      (#"{"meta":{}}"#, "no “data”"), (#"{"data":[]}"#, "no “meta”"), ("{}", "no “data”"),
      (#"{"data":{},"meta":{}}"#, "“data” is not a list"),
      (#"{"data":null,"meta":{}}"#, "“data” is not a list"),
      (#"{"data":[],"meta":[]}"#, "“meta” is not what paging needs"),
      (#"{"data":[],"meta":{"total-count":"3"}}"#, "“meta” is not what paging needs"),
      (#"{"data":[],"meta":{"next-page":1.5}}"#, "“meta” is not what paging needs"),
      (#"{"errors":[{"status":401}]}"#, "it carries “errors”"),
      (#"{"data":[{"id":"1"}],"meta":{},"errors":[]}"#, "it carries “errors”"),
      ("[]", "not a JSON object"), ("7", "not a JSON object"), ("", "it is not JSON"),
      ("   ", "it is not JSON"), ("<!DOCTYPE html><p>Not found", "not a JSON object"),
    ])
  func noPage(body: String, text: String) throws {
    let found = try problem(body)
    #expect(found.contains(text), "\(found)")
  }

  @Test("One parser reads page after page, an error between them too")
  func again() throws {
    let parser = PageParser()
    let first = try parser.parse(Array(#"{"data":[{"id":"1"}],"meta":{}}"#.utf8))
    #expect(throws: PageParser.Problem.self) { try parser.parse(Array("{".utf8)) }
    let second = try parser.parse(Array(#"{"data":[{"id":"2"}],"meta":{}}"#.utf8))
    #expect(first.rows.map(\.id) == ["1"])
    #expect(second.rows.map(\.id) == ["2"])
  }
}
