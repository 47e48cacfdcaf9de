/// The id of a record in IT Glue. Two are the same when their texts are.
package enum RecordID: Sendable, Hashable, CustomStringConvertible {
  /// A decimal number of 64 bits: what IT Glue gives.
  case number(UInt64)
  /// Anything else that came in an id's place.
  case text(String)

  /// The id in a text, without the white space around it; nil where there is nothing else.
  package init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let first = words.first, let last = words.last else { return nil }
    let trimmed = String(text[first.startIndex..<last.endIndex])
    // Only the canonical form is a number: `007` and `+7` must stay what they are.
    if let number = UInt64(trimmed), String(number) == trimmed {
      self = .number(number)
    } else {
      self = .text(trimmed)
    }
  }

  package var description: String {
    switch self {
    case .number(let number): String(number)
    case .text(let text): text
    }
  }
}

extension KeyedDecodingContainer {
  /// An id that is a text or a whole number; nil for null, nothing and an empty text.
  ///
  /// Never through floating point: ids pass 2^53.
  func decodeID(forKey key: Key) throws -> RecordID? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    if let number = try? decode(UInt64.self, forKey: key) { return .number(number) }
    return RecordID(try decode(String.self, forKey: key))
  }
}
