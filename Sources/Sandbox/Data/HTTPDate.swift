internal import Foundation

/// Times as headers of HTTP write them (RFC 9110, IMF-fixdate).
enum HTTPDate {
  /// So many seconds from now on: `Sun, 06 Nov 1994 08:49:37 GMT`.
  static func ahead(seconds: Double) -> String {
    let format: Date.FormatString = """
      \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \
      \(year: .defaultDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\
      \(minute: .twoDigits):\(second: .twoDigits) GMT
      """
    return Date.now.addingTimeInterval(seconds).formatted(
      Date.VerbatimFormatStyle(
        format: format, locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
        calendar: Calendar(identifier: .gregorian)))
  }
}
