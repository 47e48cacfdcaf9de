import FoundationEssentials
import QuickJSON
import TestSupport
import Testing

@Suite("What is read is what Foundation reads")
struct JSONValueTests {
  private var parser: JSONParser { JSONParser() }

  @Test(
    "Random documents, each field in its place and the first of two counting", arguments: 0..<40)
  func random(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<25 {
      let tree = JSONTree.random(&random)
      let document = tree.written(&random)
      let read = parser.withValue(of: document.utf8) { $0.map { JSONTree($0) } }
      #expect(read == tree.inOrder, "\(document)")
      let known = try JSONDecoder().decode(JSONTree.self, from: Data(document.utf8))
      #expect(read?.plain == known.plain, "\(document)")
    }
  }

  /// The numbers of a document, by all that one can ask for.
  private struct Numbers: Equatable {
    var integer: Int?
    var unsigned: UInt64?
  }

  @Test(
    "A whole number is one only where it is written as one and fits",
    arguments: [
      ("0", 0, 0), ("7", 7, 7), ("-7", -7, nil), ("9223372036854775807", .max, 1 << 63 - 1),
      ("-9223372036854775808", .min, nil), ("9223372036854775808", nil, 1 << 63),
      ("18446744073709551615", nil, .max), ("1.0", nil, nil), ("1e2", nil, nil), ("0.5", nil, nil),
      ("\"1\"", nil, nil), ("null", nil, nil), ("true", nil, nil), ("[1]", nil, nil),
    ] as [(String, Int?, UInt64?)])
  func numbers(document: String, integer: Int?, unsigned: UInt64?) {
    let read = parser.withValue(of: document.utf8) { value in
      value.map { Numbers(integer: $0.integer, unsigned: $0.unsigned) }
    }
    #expect(read == Numbers(integer: integer, unsigned: unsigned))
  }

  @Test(
    "A number that no 64 bits hold is not read at all",
    arguments: ["18446744073709551616", "1e400"])
  func tooLarge(document: String) {
    #expect(parser.withValue(of: document.utf8) { $0 == nil })
  }

  @Test("What is optional is there, or null, or absent; anything else is nothing at all")
  func optional() {
    let document = #"{"text":"a","null":null,"number":3,"texts":["a","b"],"mixed":["a",1]}"#
    parser.withValue(of: document.utf8) { value in
      var found: [String: JSONValue] = [:]
      var fields = value?.fields
      while let (key, value) = fields?.next() {
        switch key {
        case "text": found["text"] = value
        case "null": found["null"] = value
        case "number": found["number"] = value
        case "texts": found["texts"] = value
        case "mixed": found["mixed"] = value
        default: Issue.record("an unknown key")
        }
      }
      #expect(found.count == 5)
      #expect(found["text"].optionalText == .some("a"))
      #expect(found["null"].optionalText == .some(nil))
      #expect(found["absent"].optionalText == .some(nil))
      #expect(found["number"].optionalText == nil)
      #expect(found["number"].optionalInteger == .some(3))
      #expect(found["null"].optionalInteger == .some(nil))
      #expect(found["text"].optionalInteger == nil)
      #expect(found["texts"].optionalTexts == .some(["a", "b"]))
      #expect(found["absent"].optionalTexts == .some(nil))
      #expect(found["mixed"].optionalTexts == nil)
      #expect(found["text"].optionalTexts == nil)
      func text(_ bytes: UnsafeRawBufferPointer?) -> String? {
        bytes.map { String(decoding: $0, as: UTF8.self) }
      }
      #expect(found["text"].optionalUTF8.map(text) == .some("a"))
      #expect(found["null"].optionalUTF8.map(text) == .some(nil))
      #expect(found["absent"].optionalUTF8.map(text) == .some(nil))
      #expect(found["number"].optionalUTF8.map(text) == nil)
      #expect(found["texts"].records(\.text) == ["a", "b"])
      #expect(found["mixed"].records(\.text) == nil)
      #expect(found["absent"].records(\.text) == nil)
    }
  }

  @Test("A key is known by all its bytes")
  func keys() {
    for (document, isKnown) in [
      (#"{"name":1}"#, true), (#"{"n\u0061me":1}"#, true), (#"{"nam":1}"#, false),
      (#"{"names":1}"#, false), (#"{"":1}"#, false), (#"{"Name":1}"#, false), ("{}", false),
    ] {
      parser.withValue(of: document.utf8) { value in
        var fields = value?.fields
        let key = fields?.next()?.key
        #expect(key.map { "name" ~= $0 } ?? false == isKnown, "\(document)")
      }
    }
  }
}
