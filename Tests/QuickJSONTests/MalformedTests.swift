import FoundationEssentials
import QuickJSON
import TestSupport
import Testing

@Suite("What is no JSON")
struct MalformedTests {
  private var parser: JSONParser { JSONParser() }

  /// Reads all of a document both ways; what the quick one takes, Foundation takes too, and reads it
  /// alike.
  ///
  /// - Returns: Whether the quick one takes it.
  private func expectNoMore(_ document: [UInt8]) -> Bool {
    guard let read = parser.withValue(of: document, { $0.map { JSONTree($0) } }) else {
      let isTaken = WrittenLine.takesAll(of: document)
      #expect(!isTaken, "\(String(decoding: document, as: UTF8.self).debugDescription)")
      return false
    }
    let known = try? JSONDecoder().decode(JSONTree.self, from: Data(document))
    if !Self.agree(read.plain, known?.plain) {
      let shown = String(decoding: document, as: UTF8.self)
      Issue.record(
        "\(shown.debugDescription): \(read), and Foundation: \(String(describing: known))")
    }
    return true
  }

  /// A whole number that is written as a fraction, such as `1e2`, is one to Foundation only.
  private static func agree(_ read: JSONTree, _ known: JSONTree?) -> Bool {
    switch (read, known) {
    case (.fraction, .number): true
    case (.list(let read), .list(let known)):
      read.count == known.count && zip(read, known).allSatisfy(agree)
    case (.object(let read), .object(let known)):
      read.map(\.key) == known.map(\.key)
        && zip(read, known).allSatisfy { agree($0.value, $1.value) }
    default: read == known
    }
  }

  @Test("A document that is cut is refused, wherever it is", arguments: 0..<20)
  func cut(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let tree = JSONTree.object([
      .init("a", .random(&random)), .init("b", .random(&random, levels: 1)),
    ])
    let document = Array(tree.written(&random).trimmingPrefix { $0.isWhitespace }.utf8)
    let end = document.lastIndex(of: UInt8(ascii: "}")) ?? 0
    for length in 0..<document.count {
      #expect(expectNoMore(Array(document[..<length])) == (length > end))
    }
  }

  @Test("A document of which a byte was changed is refused, or read as Foundation reads it")
  func changed() {
    var taken = 0
    var refused = 0
    for seed in 0..<40 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let document = Array(JSONTree.random(&random).written(&random).utf8)
      for _ in 0..<50 {
        var changed = document
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
          changed[.random(in: changed.indices, using: &random)] = .random(
            in: 0...255, using: &random)
        case 1: changed.remove(at: .random(in: changed.indices, using: &random))
        default:
          let byte = random.one(of: Array("\"\\{}[],:0-.eu ".utf8))
          changed.insert(byte, at: .random(in: 0...changed.count, using: &random))
        }
        if expectNoMore(changed) { taken += 1 } else { refused += 1 }
      }
    }
    #expect(taken > 100)
    #expect(refused > 100)
  }

  @Test(
    "What is nearly JSON is refused",
    arguments: [
      "", " ", "nul", "nulll", "True", "{", "}", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "[1 2]",
      "01", "+1", "1.", ".5", "1e", "--1", "0x1", "NaN", "Infinity", "'a'", "\"a", "\"\u{1}\"",
      "\"\n\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\ud83d\"", "\"\\ud83d\\u0041\"",
      "\"\\ude00\"", "{} {}", "1 2", "[1]]", "// a", "{\"a\":1 /* b */}", "\u{A0}1",
      "{\"a\":\"\t\"}",
    ])
  func nearly(document: String) {
    #expect(!expectNoMore(Array(document.utf8)))
  }

  @Test("Bytes that are no UTF-8 are refused")
  func noUTF8() {
    for bytes in [
      [0x80], [0xC3], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xFF], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]] {
      #expect(!expectNoMore([0x22] + bytes + [0x22]), "\(bytes)")
    }
  }

  @Test("Foundation gives up at 512 levels, the quick one further down; both before the stack does")
  func deep() {
    func document(_ levels: Int) -> [UInt8] {
      Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
    }
    #expect(expectNoMore(document(500)))
    #expect(parser.withValue(of: document(1000)) { $0 != nil })
    #expect(parser.withValue(of: document(1100)) { $0 == nil })
    #expect(parser.withValue(of: document(1_000_000)) { $0 == nil })
  }
}
