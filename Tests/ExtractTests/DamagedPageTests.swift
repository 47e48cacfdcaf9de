import TestSupport
import Testing

@testable import Extract

@Suite("A damaged page")
struct DamagedPageTests {
  private static let pages = [
    #"{"data":[{"id":"1","attributes":{"name":"Ü \"x\" \\","n":[1,{"a":null}]}},"#
      + #"{"id":"2","attributes":{}}],"#
      + #""meta":{"next-page":2,"total-count":3},"links":{"next":"https://x/?page%5Bnumber%5D=2"}}"#,
    "{\n  \"meta\": {\"total-count\": 1, \"filters\": {}},\n  \"data\": [\n    {\n"
      + "      \"id\": 7,\n      \"attributes\": {}\n    }\n  ]\n}",
  ]

  @Test("Cut at any byte it is an error, never a shorter page", arguments: pages)
  func cut(page: String) throws {
    let bytes = Array(page.utf8)
    let parser = PageParser()
    #expect(try !parser.parse(bytes).rows.isEmpty)
    for length in bytes.indices {
      #expect(throws: PageProblem.self, "cut at \(length)") {
        try parser.parse(Array(bytes[..<length]))
      }
    }
  }

  @Test(
    "Something behind its end is an error", arguments: ["}", "x", "{}", ",", "[]", "\"a\"", "\0"])
  func trailing(rest: String) {
    for page in Self.pages {
      #expect(throws: PageProblem.self) { try PageParser().parse(Array((page + rest).utf8)) }
    }
  }

  @Test("White space around it is none")
  func white() throws {
    for page in Self.pages {
      #expect(try !PageParser().parse(Array(" \r\n\(page)\n\n".utf8)).rows.isEmpty)
    }
  }

  @Test("A line break within a text, which JSON forbids, never gets into a line")
  func rawLineBreak() {
    for character in ["\n", "\r", "\0"] {
      #expect(throws: PageProblem.self) {
        try PageParser().parse(
          Array("{\"data\":[{\"id\":\"1\",\"a\":\"x\(character)y\"}],\"meta\":{}}".utf8))
      }
    }
  }

  @Test("Bytes that are no UTF-8 are an error")
  func notUnicode() {
    for bad in [[0xFF], [0xC3], [0xED, 0xA0, 0x80]] as [[UInt8]] {
      let body =
        Array(#"{"data":[{"id":"1","a":""#.utf8) + bad + Array(#""}],"meta":{}}"#.utf8)
      #expect(throws: PageProblem.self) { try PageParser().parse(body) }
    }
  }

  @Test("Whatever a bit is turned into, no row takes more than its one line")
  func turned() {
    var random = SplitMix64(seed: 11)
    let parser = PageParser()
    for round in 0..<20_000 {
      var bytes = Array(Self.pages[round % 2].utf8)
      for _ in 0...Int.random(in: 0...2, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      guard let page = try? parser.parse(bytes) else { continue }
      #expect(page.ids.allSatisfy { !$0.isEmpty })
      #expect(
        page.rows.map(page.line).allSatisfy {
          $0.first == 123 && $0.last == 125 && !$0.contains(10)
        })
    }
  }

  @Test("Brackets a hundred thousand deep do not end the program")
  func deep() {
    let deep = String(repeating: "[", count: 100_000)
    let shut = String(repeating: "]", count: 100_000)
    for value in [deep, deep + shut] {
      _ = try? PageParser().parse(Array(#"{"data":[{"id":"1","a":\#(value)}],"meta":{}}"#.utf8))
      _ = try? PageParser().parse(Array(#"{"meta":{"a":\#(value)},"data":[]}"#.utf8))
    }
  }
}
