import FoundationEssentials
import Pipeline
import QuickJSON
import TestSupport
import Testing

@Suite("What is written is what Foundation's encoder writes, to the byte")
struct JSONWriterTests {
  private func expectSame(_ text: String) throws {
    var writer = JSONWriter()
    writer.value(text)
    let expected = try JSONLines.encoder().encode(text)
    if !writer.bytes.elementsEqual(expected) {
      Issue.record("\(text.debugDescription): \(String(decoding: writer.bytes, as: UTF8.self))")
    }
  }

  @Test("A text with one special character, at any place of any length", arguments: 0...40)
  func oneSpecial(length: Int) throws {
    let specials = (0...0x1F).map { UInt8($0) } + [0x22, 0x5C, 0x2F, 0x7F]
    for special in specials {
      for place in 0..<length {
        var text = [UInt8](repeating: UInt8(ascii: "a") + UInt8(place % 26), count: length)
        text[place] = special
        try expectSame(String(decoding: text, as: UTF8.self))
      }
    }
  }

  @Test("A text with one special character among letters of several bytes")
  func amongOthers() throws {
    for letter in ["é", "\u{80}", "\u{7FF}", "日", "\u{2028}", "\u{FFFF}", "😀", "\u{7F}", " ", "!"] {
      for special in ["", "\0", "\u{1F}", "\"", "\\", "\n", "/"] {
        for (before, after) in (0...9).flatMap({ before in (0...9).map { (before, $0) } }) {
          let text =
            String(repeating: letter, count: before) + special
            + String(repeating: letter, count: after)
          try expectSame(text)
        }
      }
    }
  }

  @Test("Every scalar of the lowest planes, alone and behind seven others")
  func scalars() throws {
    for code in (0...0x2FF as ClosedRange<UInt32>).map(\.self) + Array(0x2000...0x2070) {
      guard let scalar = Unicode.Scalar(code) else { continue }
      try expectSame(String(scalar))
      try expectSame("1234567\(scalar)89")
    }
  }

  @Test("Random texts", arguments: 0..<20)
  func random(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 { try expectSame(random.text(upTo: 40)) }
  }

  /// All kinds of fields, the keys in their order.
  private struct Everything: Codable, Equatable {
    var boolean: Bool
    var digits: String
    var listed: [String]
    var nested: [[String: Int]]
    var number: Int
    var numberOrNull: Int?
    var orNull: String?
    var some: String?
    var text: String
    var utf8: String
    var utf8OrNull: String?

    init(_ random: inout SplitMix64) {
      let numbers = [0, 1, -1, 9, 10, -10, 99, 100, .min, .max, .random(in: .min ... .max)]
      boolean = random.oneIn(2)
      digits = String(random.oneIn(3) ? .max : random.next() >> UInt64.random(in: 0...63))
      listed = (0..<Int.random(in: 0...3, using: &random)).map { _ in random.text() }
      nested = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        random.oneIn(3) ? [:] : ["a": random.one(of: numbers)]
      }
      number = random.one(of: numbers)
      numberOrNull = random.maybe(2, random.one(of: numbers))
      orNull = random.maybe(2, random.text())
      some = random.maybe(2, random.text())
      text = random.text()
      utf8 = random.text()
      utf8OrNull = random.maybe(2, random.text())
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(boolean, forKey: .boolean)
      try container.encode(digits, forKey: .digits)
      try container.encode(listed, forKey: .listed)
      try container.encode(nested, forKey: .nested)
      try container.encode(number, forKey: .number)
      try container.encode(numberOrNull, forKey: .numberOrNull)
      try container.encode(orNull, forKey: .orNull)
      try container.encodeIfPresent(some, forKey: .some)
      try container.encode(text, forKey: .text)
      try container.encode(utf8, forKey: .utf8)
      try container.encode(utf8OrNull, forKey: .utf8OrNull)
    }

    func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("boolean", boolean)
        writer.field("digits", digitsOf: UInt64(digits) ?? 0)
        writer.field("listed", listed)
        writer.field("nested", nested) { fields, writer in
          writer.object { writer in if let a = fields["a"] { writer.field("a", a) } }
        }
        writer.field("number", number)
        writer.field("numberOrNull", orNull: numberOrNull)
        writer.field("orNull", orNull: orNull)
        writer.field("some", ifAny: some)
        writer.field("text", text)
        Array(utf8.utf8).withUnsafeBytes { writer.field("utf8", utf8: $0) }
        guard let utf8OrNull else { return writer.field("utf8OrNull", utf8OrNull: nil) }
        Array(utf8OrNull.utf8).withUnsafeBytes { writer.field("utf8OrNull", utf8OrNull: $0) }
      }
    }
  }

  @Test("Lines of all kinds of fields, one behind the other, and again in the same room")
  func lines() throws {
    var random = SplitMix64(seed: 1)
    var writer = JSONWriter(capacity: 1)
    for _ in 0..<3 {
      writer.clear()
      var expected: [UInt8] = []
      for _ in 0..<100 {
        let record = Everything(&random)
        record.write(to: &writer)
        writer.endLine()
        expected += try JSONLines.encoder().encode(record) + [UInt8(ascii: "\n")]
      }
      #expect(writer.count == expected.count)
      #expect(
        String(decoding: writer.bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
      #expect(writer.bytes.elementsEqual(expected))
    }
  }
}
