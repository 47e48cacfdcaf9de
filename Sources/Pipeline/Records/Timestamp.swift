package import FoundationEssentials

/// Times as text: those of IT Glue, which come with and without milliseconds, and those that a
/// person writes.
package enum Timestamp {
  /// The moment that a text means: a time of ISO 8601, or a date, whose beginning in UTC is meant.
  package static func date(_ text: String) -> Date? {
    let styles: [Date.ISO8601FormatStyle] = [
      .iso8601, .iso8601.time(includingFractionalSeconds: true), .iso8601.year().month().day(),
    ]
    // A style is content with the beginning of a text; a day of three digits is none.
    let isDate = text.count == 10
    return (isDate ? styles.suffix(1) : styles.prefix(2)).lazy
      .compactMap { try? Date(text, strategy: $0) }.first
  }

  /// A moment to the millisecond, for what happens many times in a second.
  package static func precise(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  /// A moment as IT Glue's filters take it, to the second.
  package static func text(_ date: Date) -> String {
    date.formatted(.iso8601)
  }
}
