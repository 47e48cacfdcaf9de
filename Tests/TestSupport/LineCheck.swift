internal import FoundationEssentials
package import Pipeline
internal import QuickJSON

/// What became of a line that was read both ways.
package enum LineCheck: Sendable, Hashable {
  /// Both read the same.
  case same
  /// The quick way leaves it to the long one, which reads it.
  case left
  /// Neither reads it.
  case refused
  /// The quick way reads what the long one refuses, or reads something else: this is wrong.
  case different(quick: String, long: String)

  /// Reads a line both ways.
  package static func of<Record: LineRecord>(_ type: Record.Type, _ line: [UInt8]) -> LineCheck {
    let quick = JSONParser().withValue(of: line) { $0.flatMap(Record.init) }
    do {
      let long = try JSONDecoder().decode(type, from: Data(line))
      guard let quick else { return .left }
      // By their scalars: two spellings of one letter are equal as texts.
      let texts = ("\(quick)", "\(long)")
      return texts.0.unicodeScalars.elementsEqual(texts.1.unicodeScalars)
        ? .same : .different(quick: texts.0, long: texts.1)
    } catch {
      return quick.map { .different(quick: "\($0)", long: "\(error)") } ?? .refused
    }
  }
}
