/// Keeps a text in a CSV file from being run: a spreadsheet program takes a cell that begins with
/// one of these characters for a formula, and a client's name may be anything.
///
/// Source: OWASP, “CSV Injection”.
package enum FormulaGuard {
  /// The text with an apostrophe before it where it would be taken for a formula, or for a text that
  /// was guarded.
  static func guarded(_ text: String) -> String {
    isFormula(text) ? "'" + text : text
  }

  /// The text that was guarded.
  package static func unguarded(_ text: String) -> String {
    guard text.utf8.first == apostrophe else { return text }
    let rest = String(text.dropFirst())
    return isFormula(rest) ? rest : text
  }

  /// Whether a formula begins behind the apostrophes, of which there may be none.
  private static func isFormula(_ text: String) -> Bool {
    switch text.utf8.first(where: { $0 != apostrophe }) {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }

  private static let apostrophe = UInt8(ascii: "'")
}
