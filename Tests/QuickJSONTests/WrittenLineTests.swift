import QuickJSON
import TestSupport
import Testing

@Suite("Lines that are read as programs write them")
struct WrittenLineTests {
  /// Reads a text from a line, behind which there is more to be read.
  private func text(_ line: String) -> (text: String?, isAtEnd: Bool) {
    let bytes = Array((line + String(repeating: "\"", count: WrittenLine.padding)).utf8)
    return bytes.withUnsafeBytes { bytes in
      var written = WrittenLine(UnsafeRawBufferPointer(rebasing: bytes[..<line.utf8.count]))
      let text = written?.text().map { String(decoding: $0, as: UTF8.self) }
      return (text, written?.isAtEnd ?? false)
    }
  }

  @Test("A text of any length, its end at any place of a word")
  func lengths() {
    for count in 0...40 {
      for letter in ["x", "é", "日"] {
        let given = String(repeating: letter, count: count)
        #expect(text("\"\(given)\"") == (given, true))
      }
    }
  }

  @Test("A text with an escape or a control character is none, wherever that stands")
  func escapes() {
    for place in 0...20 {
      for byte in ["\\", "\u{1}", "\n", "\t", "\u{1F}"] {
        let given = String(repeating: "x", count: place) + byte + "more"
        #expect(text("\"\(given)\"").text == nil, "\(place)")
      }
      // A quote ends it.
      let short = text("\"\(String(repeating: "x", count: place))\"more\"")
      #expect(short.text?.count == place && !short.isAtEnd)
    }
    #expect(text("\"\u{7F}\u{80}\"").text == "\u{7F}\u{80}")
  }

  @Test("A text that does not end within the line is none, whatever stands behind")
  func unterminated() {
    for count in 0...20 { #expect(text("\"" + String(repeating: "x", count: count)).text == nil) }
    #expect(text("").text == nil)
    #expect(text("x\"\"").text == nil)
  }

  @Test("Bytes that are no UTF-8 are no text")
  func notText() {
    for bytes in [[0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0xF5, 0x80, 0x80, 0x80]] {
      let line = [UInt8(ascii: "\"")] + bytes.map { UInt8($0) } + [UInt8(ascii: "\"")]
      let isText = (line + [UInt8](repeating: 0, count: WrittenLine.padding)).withUnsafeBytes {
        var written = WrittenLine(UnsafeRawBufferPointer(rebasing: $0[..<line.count]))
        return written?.text() != nil
      }
      #expect(!isText, "\(bytes)")
    }
  }

  @Test(
    "Whole numbers that are JSON, and null",
    arguments: [
      ("0", true), ("7", true), ("10", true), ("null", true), ("123456789012345678", true),
      ("1234567890123456789", false), ("01", false), ("00", false), ("-1", false), ("", false),
      ("nul", false), ("x", false),
    ])
  func numbers(line: String, isTaken: Bool) {
    let bytes = Array((line + String(repeating: "9", count: WrittenLine.padding)).utf8)
    bytes.withUnsafeBytes { bytes in
      var written = WrittenLine(UnsafeRawBufferPointer(rebasing: bytes[..<line.utf8.count]))
      #expect((written?.takeNumberOrNull() ?? false) == isTaken)
    }
  }

  /// That nothing else is taken is seen where bytes are changed, in ``MalformedTests``.
  @Test("Much that is JSON is taken without being wanted")
  func any() {
    var taken = 0
    for seed in 0..<300 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let document = Array(JSONTree.random(&random).written(&random).utf8)
      if WrittenLine.takesAll(of: document) { taken += 1 }
    }
    #expect((101..<250).contains(taken), "\(taken)")
  }

  @Test(
    "What programs write is taken",
    arguments: [
      #"{"a":null,"b":true,"c":false,"d":0,"e":1200,"f":"","g":[],"h":{}}"#,
      #"[1,[2,[3]],{"a":{"b":[]}}]"#, #""\"\\\/\b\f\n\r\t""#, #""AT\u0026T \u003cb\u003e""#,
      #""Zürich""#,
    ])
  func plain(document: String) {
    let isTaken = WrittenLine.takesAll(of: Array(document.utf8))
    #expect(isTaken)
  }

  @Test(
    "What it cannot be sure of is left to the parser",
    arguments: [
      "1.5", "-1", "1e2", " 1", "1 ", "[1, 2]", #""\ud83d\ude00""#, "12345678901234567890",
      String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
    ])
  func left(document: String) {
    let bytes = Array(document.utf8)
    let isTaken = WrittenLine.takesAll(of: bytes)
    let isJSON = JSONParser().withValue(of: bytes) { $0 != nil }
    #expect(!isTaken && isJSON)
  }

  @Test("Keys are known by their place, and by themselves where another one stands there")
  func keys() {
    var order = KeyOrder { key -> String in
      switch key {
      case "id": "the id"
      case "a much longer key than the others": "the long one"
      default: "any"
      }
    }
    func meanings(_ line: String) -> [String]? {
      let bytes = Array(line.utf8)
      return (bytes + Array(repeating: 0, count: WrittenLine.padding)).withUnsafeBytes {
        var line = WrittenLine(UnsafeRawBufferPointer(rebasing: $0[..<bytes.count]))
        var meanings: [String] = []
        let isTaken = line?.takeObject(&order) { meaning, line in
          meanings.append(meaning)
          return line.takeAny()
        }
        return isTaken == true && line?.isAtEnd == true ? meanings : nil
      }
    }
    let long = #""a much longer key than the others":0"#
    for _ in 0..<2 {
      #expect(meanings(#"{"id":1,"x":2,\#(long)}"#) == ["the id", "any", "the long one"])
      #expect(meanings(#"{"id":1,"x":2,\#(long)}"#) == ["the id", "any", "the long one"])
      #expect(meanings(#"{\#(long),"id":1}"#) == ["the long one", "the id"])
      #expect(meanings(#"{"id":1}"#) == ["the id"])
      #expect(
        meanings(#"{"id":1,"y":2,"id":3,\#(long)}"#) == ["the id", "any", "the id", "the long one"])
      #expect(meanings("{}") == [])
      #expect(meanings(#"{"ids":1,"i":2}"#) == ["any", "any"])
      for wrong in [
        #"{"id":1"#, #"{"id""#, #"{"id":"#, #"{"id":1,}"#, #"{"id" :1}"#, "[1]", #"{1:2}"#,
      ] {
        #expect(meanings(wrong) == nil, "\(wrong)")
      }
    }
  }
}
