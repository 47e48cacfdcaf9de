/// What the styles of a workbook say of dates; nothing else of them matters here.
final class CellStyles: XMLHandler {
  /// How a date is written.
  enum DateForm: Equatable {
    /// `10-Jan`: what Excel makes of 1-10.
    case dayAndMonth
    /// `Nov-25`.
    case monthAndYear
    /// `2026-11-25`.
    case whole
  }

  private var codes: [Int: String] = [:]
  private var forms: [DateForm?] = []
  private var isInCellFormats = false

  /// How a cell of a style is written, where it is a date.
  func dateForm(ofStyle style: Int) -> DateForm? {
    forms.indices.contains(style) ? forms[style] : nil
  }

  func begin(_ element: String, _ attributes: XMLAttributes) {
    switch element {
    case "numFmt":
      if let id = attributes["numFmtId"].flatMap({ Int($0) }) {
        codes[id] = attributes["formatCode"]
      }
    case "cellXfs":
      isInCellFormats = true
    case "xf" where isInCellFormats:
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      forms.append((codes[id] ?? Self.builtIn[id]).flatMap(Self.dateForm))
    default: break
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {}

  func end(_ element: String) {
    if element == "cellXfs" { isInCellFormats = false }
  }

  /// The formats of dates that need no code in the file. Source: ECMA-376 part 1, 18.8.30.
  private static let builtIn: [Int: String] = [
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "m/d/yy h:mm",
  ]

  /// How a format code writes a date; nil where it writes none.
  static func dateForm(ofCode code: String) -> DateForm? {
    let letters = significantLetters(of: code)
    let (day, year) = (letters.contains("d"), letters.contains("y"))
    // An `m` alone may be the minutes.
    guard letters.contains("m"), day || year else { return day || year ? .whole : nil }
    return day ? (year ? .whole : .dayAndMonth) : .monthAndYear
  }

  /// The letters of a code's first section, but for those that are quoted, escaped or in brackets.
  private static func significantLetters(of code: String) -> Set<Character> {
    var letters: Set<Character> = []
    var closing: Character?
    var isEscaped = false
    for character in code {
      if isEscaped {
        isEscaped = false
      } else if let end = closing {
        if character == end { closing = nil }
      } else {
        switch character {
        case "\\", "_", "*": isEscaped = true
        case "\"": closing = "\""
        case "[": closing = "]"
        case ";": return letters
        default: letters.formUnion(character.lowercased())
        }
      }
    }
    return letters
  }
}
