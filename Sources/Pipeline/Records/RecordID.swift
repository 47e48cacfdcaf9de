package import QuickJSON

/// The id of a record in IT Glue. Two are the same when their texts are.
package enum RecordID: Sendable, Hashable, CustomStringConvertible {
  /// A decimal number of 64 bits: what IT Glue gives.
  case number(UInt64)
  /// Anything else that came in an id's place.
  case text(String)

  /// The id in a text, without the white space around it; nil where there is nothing else.
  package init?(_ text: String) {
    var given = text
    if let number = given.withUTF8({ Self.number(in: UnsafeRawBufferPointer($0)) }) {
      self = .number(number)
      return
    }
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let first = words.first, let last = words.last else { return nil }
    var trimmed = String(text[first.startIndex..<last.endIndex])
    self = trimmed.withUTF8 { RecordID(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// The id in bytes of UTF-8, which are taken as they stand.
  package init(utf8 bytes: UnsafeRawBufferPointer) {
    self = Self.number(in: bytes).map(Self.number) ?? .text(String(decoding: bytes, as: UTF8.self))
  }

  /// Only the canonical form is a number: `007` and `+7` must stay what they are.
  private static func number(in bytes: UnsafeRawBufferPointer) -> UInt64? {
    guard let first = bytes.first, first != UInt8(ascii: "0") || bytes.count == 1 else {
      return nil
    }
    var number: UInt64 = 0
    for byte in bytes {
      let digit = byte &- UInt8(ascii: "0")
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, passes) = tens.addingReportingOverflow(UInt64(digit))
      guard digit < 10, !isTooLarge, !passes else { return nil }
      number = sum
    }
    return number
  }

  package var description: String {
    switch self {
    case .number(let number): String(number)
    case .text(let text): text
    }
  }
}

extension JSONWriter {
  /// Writes a field that holds an id.
  package mutating func field(_ key: StaticString, _ id: RecordID) {
    switch id {
    case .number(let number): field(key, digitsOf: number)
    case .text(let text): field(key, text)
    }
  }
}
