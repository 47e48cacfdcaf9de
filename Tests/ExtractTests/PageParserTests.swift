import Pipeline
import Testing

@testable import Extract

@Suite("Taking a page apart")
struct PageParserTests {
  private func parse(_ text: String) throws -> Page { try PageParser().parse(Array(text.utf8)) }

  private func lines(_ text: String) throws -> [String] {
    try parse(text).lines
  }

  /// What is wrong with a page.
  private func problem(_ text: String) throws -> String {
    try #require(#expect(throws: PageProblem.self) { try parse(text) }).text
  }

  @Test("A page is its rows in order, how many there are in all, and the page that follows")
  func page() throws {
    let page = try parse(
      #"{"data":[{"id":"2","type":"domains","attributes":{}},{"id":"1","attributes":{}}],"#
        + #""meta":{"current-page":1,"next-page":2,"total-pages":2,"total-count":3},"links":{}}"#)
    #expect(page.ids == ["2", "1"])
    #expect([page.currentPage, page.nextPage, page.totalPages, page.totalCount] == [1, 2, 2, 3])
    #expect(page.tellsNextPage)
  }

  @Test(
    "An end is a next page that is null or missing; a total may be missing too",
    arguments: [
      (#"{"next-page":null,"total-count":0,"total-pages":0}"#, 0), ("{}", nil),
      (#"{"total-count":null}"#, nil), (#"{"filters":{"next-page":9,"total-count":9}}"#, nil),
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
      #"{"type":"a","type":"b","big":574989297464115201,"id":"574989297464115201","attributes":{}}"#,
      "{\"id\":\"4\",\"attributes\":{\"separators\":\"\u{2028}\u{85}\"}}",
    ]
    let body =
      #"{"meta":{},"jsonapi":{"version":"1.0"},"data":[ \#(rows.joined(separator: " , ")) ]}"#
    #expect(try lines(body) == rows)
    #expect(try parse(body).ids == ["1", "2", "574989297464115201", "4"])
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
        try lines("{\"data\":[{\n\"id\":\"1\",\"attributes\":{\"a\":\"\(text)\"}\n}],\"meta\":{}}")
          == [#"{"id":"1","attributes":{"a":"\#(text)"}}"#])
    }
  }

  @Test("An id is text with its escapes undone; a number is taken digit by digit")
  func id() throws {
    let page = try parse(
      #"{"data":[{"id":"\u0031\/2","attributes":{}},{"id":9007199254740993,"attributes":{}},"#
        + #"{"id" : 1e3 ,"attributes":{}}],"meta":{}}"#)
    #expect(page.ids == ["1/2", "9007199254740993", "1e3"])
  }

  @Test(
    "A row without an id is told, not left out",
    arguments: [
      #"{"type":"organizations"}"#, #"{"id":null}"#, #"{"id":true}"#, #"{"id":""}"#,
      #"{"id":{}}"#, "7", "null", "[]", #""text""#, #"{"attributes":{"id":"1"}}"#,
    ])
  func noID(row: String) throws {
    for (number, body) in [row, #"{"id":"1","attributes":{}},\#(row)"#].enumerated() {
      #expect(
        try problem(#"{"data":[\#(body)],"meta":{}}"#)
          == "resource \(number + 1) of its “data” has no id")
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
      (#"{"data":[],"meta":{},"errors":{}}"#, "it carries “errors”"),
      (
        #"{"data":[],"meta":{"total-count":9223372036854775807}}"#,
        "“meta” is not what paging needs"
      ),
      (#"{"data":[],"meta":{"total-count":-1}}"#, "“meta” is not what paging needs"),
      (#"{"data":[{"id":"1"}],"meta":{}}"#, "resource 1 of its “data” has no attributes"),
      (#"{"data":[{"id":"1","attributes":null}],"meta":{}}"#, "has no attributes"),
      ("[]", "not a JSON object"), ("7", "not a JSON object"), ("", "it is empty"),
      ("   ", "it is empty"), ("<!DOCTYPE html><p>Not found", "it is not JSON"),
      (#"{"data":[{"id":"1","attributes":{}"#, "its JSON is cut short"),
    ])
  func noPage(body: String, text: String) throws {
    let found = try problem(body)
    #expect(found.contains(text), "\(found)")
  }

  @Test("One parser reads page after page, an error between them too")
  func again() throws {
    let parser = PageParser()
    let first = try parser.parse(Array(#"{"data":[{"id":"1","attributes":{}}],"meta":{}}"#.utf8))
    #expect(throws: PageProblem.self) { try parser.parse(Array("{".utf8)) }
    let second = try parser.parse(Array(#"{"data":[{"id":"2","attributes":{}}],"meta":{}}"#.utf8))
    #expect(first.ids == ["1"])
    #expect(second.ids == ["2"])
  }

  @Test("A resource of another type is told, with its type: somebody mixed up folders or addresses")
  func otherType() {
    let body = Array(
      #"{"data":[{"id":"1","type":"contacts","attributes":{}}],"meta":{}}"#.utf8)
    #expect(throws: PageProblem.otherType("contacts", row: 1)) {
      try PageParser().parse(body, type: "organizations")
    }
    #expect(throws: Never.self) { try PageParser().parse(body, type: "contacts") }
  }

  @Test("The id of a line is read back as it was on its page")
  func idOfLine() throws {
    let body =
      #"{"data":[{"id":"\u0031\/2","attributes":{}},{"id":"18446744073709551616","attributes":{}},"#
      + #"{"attributes":{"id":"9"},"id":1e3},{"id":"007","attributes":{}}],"meta":{}}"#
    let page = try parse(body)
    let parser = PageParser()
    #expect(page.rows.map { parser.id(of: page.line(of: $0)) } == page.rows.map(\.id))
    #expect(parser.id(of: Array(#"{"type":"a"}"#.utf8)[...]) == nil)
    #expect(parser.id(of: []) == nil)
  }
}

extension Page {
  /// The ids of its rows as text.
  var ids: [String] { rows.map(\.id.description) }
  /// Its rows, each on its line.
  var lines: [String] { rows.map { String(decoding: line(of: $0), as: UTF8.self) } }
}
