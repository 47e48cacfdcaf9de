package import FoundationEssentials

/// The header `Retry-After`, in its two forms: seconds, or a date.
package enum RetryAfter {
  /// How long the service asks to wait; nil where it does not say, or says nonsense.
  package static func wait(_ header: String?, now: Date) -> Duration? {
    guard let text = header?.filter({ !$0.isNewline }), !text.isEmpty else { return nil }
    if let seconds = Int(text.filter { $0 != " " }), seconds >= 0 {
      return .seconds(seconds)
    }
    guard let date = httpDate(text) else { return nil }
    return .seconds(max(0, date.timeIntervalSince(now).rounded(.up)))
  }

  /// An IMF-fixdate of RFC 9110: `Sun, 06 Nov 1994 08:49:37 GMT`.
  private static func httpDate(_ text: String) -> Date? {
    let parts = text.split(whereSeparator: { " ,:".contains($0) })
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard parts.count == 8, parts[7] == "GMT", let day = Int(parts[1]), (1...31).contains(day),
      let month = months.firstIndex(of: String(parts[2])),
      let year = Int(parts[3]), (1970...9999).contains(year),
      let hour = Int(parts[4]), (0...23).contains(hour),
      let minute = Int(parts[5]), (0...59).contains(minute),
      let second = Int(parts[6]), (0...60).contains(second)
    else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.date(
      from: DateComponents(
        year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second))
  }
}
