/// Keeps a text in a CSV file from being run: a spreadsheet program takes a cell that begins with
/// one of these characters for a formula, and a client's name may be anything.
///
/// Source: OWASP, “CSV Injection”.
package enum FormulaGuard {
  /// The text with an apostrophe before it where it would be taken for a formula.
  static func guarded(_ text: String) -> String {
    begins(text.utf8.first) ? "'" + text : text
  }

  /// The text that was guarded.
  package static func unguarded(_ text: String) -> String {
    text.utf8.first == UInt8(ascii: "'") && begins(text.utf8.dropFirst().first)
      ? String(text.dropFirst()) : text
  }

  private static func begins(_ first: UInt8?) -> Bool {
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }
}
