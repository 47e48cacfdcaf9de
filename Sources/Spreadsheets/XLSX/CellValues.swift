private import Glibc

/// Turns what a cell holds into the text that a person sees in it.
struct CellValues {
  /// The texts that cells refer to.
  let texts: [String]
  /// Which styles are dates.
  let styles: CellStyles
  /// Whether day 0 is the first of January 1904, as on old Macs.
  let countsFrom1904: Bool

  /// The text of a cell.
  ///
  /// - Parameters:
  ///   - value: What the file has for it.
  ///   - type: The kind of value: `s`, `b`, `n` …
  ///   - style: The number of its style.
  /// - Returns: Nil where it refers to a text that is not there.
  func text(_ value: String, type: String, style: Int) -> String? {
    switch type {
    case "s":
      guard let position = Int(value), texts.indices.contains(position) else { return nil }
      return texts[position]
    case "b": return value == "1" ? "TRUE" : "FALSE"
    case "n": return number(value, style: style)
    default: return value
    }
  }

  private func number(_ value: String, style: Int) -> String {
    if let form = styles.dateForm(ofStyle: style), let serial = Double(value),
      let date = date(serial, as: form)
    {
      return date
    }
    if value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return value }
    // From here on a double may have been rounded: left as it is, it is taken for no id.
    guard let number = Double(value), abs(number) < 1e15, let whole = Int(exactly: number) else {
      return value
    }
    return String(whole)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Days are counted from the last of December 1899, and the 29th of February 1900, which there
  /// was not, is one of them.
  private func date(_ serial: Double, as form: CellStyles.DateForm) -> String? {
    guard (0..<2_958_466).contains(serial) else { return nil }
    var day = Int(serial)
    if countsFrom1904 { day += 1462 } else if day < 60 { day += 1 }
    var seconds = time_t((day - 25_569) * 86_400)
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return nil }
    let month = Self.months[Int(parts.tm_mon)]
    switch form {
    case .dayAndMonth: return "\(parts.tm_mday)-\(month)"
    case .monthAndYear: return "\(month)-\(padded(parts.tm_year % 100))"
    case .whole:
      return "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    }
  }

  private func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
