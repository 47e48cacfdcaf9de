/// Colour on a terminal, or none of it.
package struct TextStyle: Sendable {
  private let coloured: Bool

  /// Without colour.
  package static let plain = TextStyle(coloured: false)

  package init(coloured: Bool) {
    self.coloured = coloured
  }

  package func bold(_ text: String) -> String { wrap(text, "1") }
  package func dim(_ text: String) -> String { wrap(text, "2") }
  package func red(_ text: String) -> String { wrap(text, "31") }
  package func green(_ text: String) -> String { wrap(text, "32") }
  package func yellow(_ text: String) -> String { wrap(text, "33") }

  /// So many spaces, to bring what follows below what stands above it; none where it is fewer than none.
  package static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(count, 0))
  }

  /// A text from outside, without what a terminal would obey: control characters, escape
  /// sequences, marks that turn the direction of writing.
  package static func clean(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private func wrap(_ text: String, _ code: String) -> String {
    coloured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
