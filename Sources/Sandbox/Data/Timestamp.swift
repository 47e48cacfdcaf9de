/// A point in time as IT Glue writes and reads it, in whole seconds since 1970.
struct Timestamp: Sendable, Comparable, Hashable {
  let seconds: Int

  init(seconds: Int) {
    self.seconds = seconds
  }

  /// Reads `2025-03-01`, `2025-03-01T09:30:00Z` and `2025-03-01T09:30:00.000Z`; nil for the rest.
  init?(_ text: some StringProtocol) {
    let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count >= 3, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else {
      return nil
    }
    let time = numbers.count >= 6 ? numbers[3] * 3600 + numbers[4] * 60 + numbers[5] : 0
    seconds = Self.days(year: numbers[0], month: numbers[1], day: numbers[2]) * 86_400 + time
  }

  /// The time in UTC, `2025-03-01T09:30:00Z`, or with the milliseconds that some answers carry.
  func text(milliseconds: Bool = false) -> String {
    let (days, rest) = Self.divide(seconds, by: 86_400)
    let (year, month, day) = Self.civil(days: days)
    var digits = ContiguousArray<UInt8>()
    digits.reserveCapacity(24)
    func two(_ number: Int, _ separator: Unicode.Scalar) {
      digits.append(UInt8(truncatingIfNeeded: 48 + number / 10))
      digits.append(UInt8(truncatingIfNeeded: 48 + number % 10))
      digits.append(UInt8(ascii: separator))
    }
    digits.append(contentsOf: "\(year)-".utf8)
    two(month, "-")
    two(day, "T")
    two(rest / 3600, ":")
    two(rest / 60 % 60, ":")
    two(rest % 60, milliseconds ? "." : "Z")
    if milliseconds { digits.append(contentsOf: "000Z".utf8) }
    return String(decoding: digits, as: UTF8.self)
  }

  static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds < right.seconds
  }

  private static func divide(_ number: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let remainder = ((number % divisor) + divisor) % divisor
    return ((number - remainder) / divisor, remainder)
  }

  // Days and civil dates of the Gregorian calendar, by eras of 400 years that begin in March.

  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = divide(shifted, by: 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = divide(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }
}
