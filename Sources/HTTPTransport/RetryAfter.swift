package import FoundationEssentials

/// The header `Retry-After`, in its two forms: seconds, or a date.
package enum RetryAfter {
  /// How long the service asks to wait; nil where it does not say, or says nonsense.
  package static func wait(_ header: String?, now: Date) -> Duration? {
    guard let text = header?.filter({ !$0.isNewline }), !text.isEmpty else { return nil }
    if let seconds = Int(text.filter { $0 != " " }), seconds >= 0 {
      return .seconds(seconds)
    }
    guard let date = HTTPDate.date(text) else { return nil }
    return .seconds(max(0, date.timeIntervalSince(now).rounded(.up)))
  }
}
