package import QuickJSON

/// A JSON value that a test makes up, and that can be written in many ways.
package indirect enum JSONTree: Sendable, Equatable {
  /// A field of an object.
  package struct Field: Sendable, Equatable {
    package var key: String
    package var value: JSONTree

    package init(_ key: String, _ value: JSONTree) {
      self.key = key
      self.value = value
    }
  }

  case null
  case boolean(Bool)
  /// A number as it is written.
  case number(String)
  case text(String)
  case list([JSONTree])
  /// Fields in their order; a key may stand there more than once.
  case object([Field])

  /// What stands for every number that is written as no whole one.
  package static let fraction = JSONTree.number("a fraction")

  /// The same value as it compares: whole numbers in one form, of two fields with one key the first,
  /// and fields in the order of their keys.
  package var plain: JSONTree {
    switch self {
    case .null, .boolean, .text: return self
    case .number(let text):
      return Int(text).map { .number("\($0)") } ?? UInt64(text).map { .number("\($0)") }
        ?? .fraction
    case .list(let elements): return .list(elements.map(\.plain))
    case .object(let fields):
      var seen: Set<String> = []
      return .object(
        fields.filter { seen.insert($0.key).inserted }.map { Field($0.key, $0.value.plain) }
          .sorted { $0.key < $1.key })
    }
  }
}

// MARK: - Writing

extension JSONTree {
  /// The value in one line: now and then with white space between its parts, and with escapes where
  /// none are needed.
  package func written(_ random: inout SplitMix64) -> String {
    let rarity = random.oneIn(2) ? 6 : Int.max
    return written(&random, oneIn: rarity)
  }

  private func written(_ random: inout SplitMix64, oneIn rarity: Int) -> String {
    var text: String
    switch self {
    case .null: text = "null"
    case .boolean(let value): text = "\(value)"
    case .number(let digits): text = digits
    case .text(let value): text = Self.quoted(value, &random, oneIn: rarity)
    case .list(let elements):
      text = "[" + elements.map { $0.written(&random, oneIn: rarity) }.joined(separator: ",") + "]"
    case .object(let fields):
      let each = fields.map { field in
        Self.quoted(field.key, &random, oneIn: rarity) + ":"
          + field.value.written(&random, oneIn: rarity)
      }
      text = "{" + each.joined(separator: ",") + "}"
    }
    if random.oneIn(rarity) { text = random.one(of: [" ", "\t", "\r", "  "]) + text }
    if random.oneIn(rarity) { text += random.one(of: [" ", "\t", "\r", "  "]) }
    return text
  }

  private static func quoted(
    _ text: String, _ random: inout SplitMix64, oneIn rarity: Int
  ) -> String {
    let short: [Unicode.Scalar: String] = [
      "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n",
      "\r": "\\r", "\t": "\\t",
    ]
    var result = "\""
    for scalar in text.unicodeScalars {
      let mustBe = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
      if !mustBe, !random.oneIn(rarity) {
        result.unicodeScalars.append(scalar)
      } else if let escape = short[scalar], !random.oneIn(3) {
        result += escape
      } else {
        for unit in String(scalar).utf16 {
          let hex = String(unit, radix: 16, uppercase: random.oneIn(2))
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      }
    }
    return result + "\""
  }
}

// MARK: - Other values

extension JSONTree {
  /// A value of a few levels.
  package static func random(_ random: inout SplitMix64, levels: Int = 4) -> JSONTree {
    switch Int.random(in: 0..<(levels > 0 ? 9 : 6), using: &random) {
    case 0: return .null
    case 1: return .boolean(random.oneIn(2))
    case 2, 3: return .number(random.one(of: numbers))
    case 4, 5: return .text(random.text())
    case 6:
      let count = Int.random(in: 0...4, using: &random)
      return .list((0..<count).map { _ in .random(&random, levels: levels - 1) })
    default:
      let count = Int.random(in: 0...5, using: &random)
      return .object(
        (0..<count).map { _ in
          Field(random.one(of: keys), .random(&random, levels: levels - 1))
        })
    }
  }

  /// The value as somebody else may have written it: fields in another order, some twice, unknown
  /// ones; and, one part out of so many, what is missing, null, or of another type.
  package func spoiled(_ random: inout SplitMix64, oneIn rarity: Int) -> JSONTree {
    switch self {
    case .list(let elements):
      return .list(
        elements.map {
          random.oneIn(rarity) ? .random(&random, levels: 1) : $0.spoiled(&random, oneIn: rarity)
        })
    case .object(let fields):
      var spoiled: [Field] = []
      for field in fields {
        let value = field.value.spoiled(&random, oneIn: rarity)
        guard random.oneIn(rarity) else {
          spoiled.append(Field(field.key, value))
          continue
        }
        let other = random.oneIn(3) ? .null : JSONTree.random(&random, levels: 1)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: break
        case 1: spoiled.append(Field(field.key, other))
        case 2: spoiled += [Field(field.key, other), Field(field.key, value)]
        default: spoiled += [Field(field.key, value), Field(field.key, other)]
        }
      }
      if random.oneIn(rarity) {
        spoiled.append(Field(random.one(of: Self.keys), .random(&random, levels: 2)))
      }
      return .object(random.oneIn(3) ? spoiled.shuffled(using: &random) : spoiled)
    // One of the texts that a field may have, or none of them.
    case .text: return random.oneIn(rarity) ? .text(random.text(upTo: 2)) : self
    default: return self
    }
  }

  private static let keys = [
    "a", "b", "key", "a longer key", "", "\"", "\\", "ключ", "\u{1F511}", "id", "name", "idx",
    "nam",
    "\n", "null",
  ]

  private static let numbers = [
    "0", "1", "-1", "7", "-0", "42", "574989297464115201", "9007199254740993",
    "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551615",
    "0.5", "-1.25e-3", "1e-7", "3.141592653589793", "1.5E+0",
  ]
}

// MARK: - Reading

extension JSONTree: Decodable {
  /// The value as Foundation reads it.
  package init(from decoder: any Decoder) throws {
    if var elements = try? decoder.unkeyedContainer() {
      var list: [JSONTree] = []
      while !elements.isAtEnd { list.append(try elements.decode(JSONTree.self)) }
      self = .list(list)
    } else if let object = try? decoder.container(keyedBy: Key.self) {
      self = .object(
        try object.allKeys.sorted { $0.stringValue < $1.stringValue }
          .map { Field($0.stringValue, try object.decode(JSONTree.self, forKey: $0)) })
    } else {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let boolean = try? value.decode(Bool.self) {
        self = .boolean(boolean)
      } else if let number = try? value.decode(Int.self) {
        self = .number("\(number)")
      } else if let number = try? value.decode(UInt64.self) {
        self = .number("\(number)")
      } else if (try? value.decode(Double.self)) != nil {
        self = .fraction
      } else {
        self = .text(try value.decode(String.self))
      }
    }
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

extension JSONParser {
  /// Reads a document, behind which stands what would mislead whoever looked at it.
  package borrowing func withValue<Result>(
    of document: some Collection<UInt8>, _ body: (JSONValue?) throws -> Result
  ) rethrows -> Result {
    let behind = Array("]}\",0".utf8)
    let bytes = document + (0..<Self.padding).map { behind[$0 % behind.count] }
    return try bytes.withUnsafeBytes { bytes in
      try body(parse(UnsafeRawBufferPointer(rebasing: bytes[..<document.count])))
    }
  }
}

extension WrittenLine {
  /// Whether a document is taken as one value, behind which stands what would mislead whoever looked at
  /// it.
  package static func takesAll(of document: [UInt8]) -> Bool {
    let behind = Array("]}\",0".utf8)
    let bytes = document + (0..<padding).map { behind[$0 % behind.count] }
    return bytes.withUnsafeBytes { bytes in
      guard var line = WrittenLine(UnsafeRawBufferPointer(rebasing: bytes[..<document.count]))
      else { return false }
      return line.takeAny() && line.isAtEnd
    }
  }
}
