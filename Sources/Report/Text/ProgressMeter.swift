package import Pipeline

/// Puts progress into words: how far, how fast, how long still, or why it waits.
package struct ProgressMeter: Sendable {
  /// What is under way, and where its rate is counted from.
  private struct Course {
    var start: Duration
    var doneAtStart: Int
  }

  private var stage: StageName?
  /// By unit: several may be counted side by side.
  private var courses: [String: Course] = [:]
  /// Before this much time has passed a rate says nothing.
  private static let firstRate = 0.5
  private static let barWidth = 10

  package init() {}

  /// The line for so much done.
  ///
  /// - Parameters:
  ///   - now: The time since any fixed moment.
  ///   - hasBar: Whether a bar is drawn, where the total is known.
  package mutating func line(
    _ stage: StageName, unit: String, done: Int, total: Int?, pages: ProgressEvent.Pages?,
    at now: Duration, hasBar: Bool
  ) -> String {
    if self.stage != stage { courses = [:] }
    self.stage = stage
    var course = courses[unit] ?? Course(start: now, doneAtStart: done)
    if done < course.doneAtStart { course = Course(start: now, doneAtStart: done) }
    courses[unit] = course
    var parts = [total.map { "\(done) of \($0) \(unit)" } ?? "\(done) \(unit)"]
    if let rate = Self.rate(course, done: done, now: now) {
      parts.append("\(Int(rate.rounded()))/s")
      if let total, total > done {
        let left = Duration.seconds((Double(total - done) / rate).rounded(.up))
        parts.append("\(Self.text(left)) left")
      }
    }
    // Last, since it is what a narrow terminal can do without.
    if let pages {
      parts.append(pages.total.map { "page \(pages.done) of \($0)" } ?? "page \(pages.done)")
    }
    var bar = ""
    if hasBar, let total, total > 0 { bar = Self.bar(done: done, of: total) }
    return "\(stage.rawValue)  \(bar)\(parts.joined(separator: " · "))"
  }

  /// The line for a wait.
  package static func line(_ cause: ProgressEvent.Cause, _ wait: Duration) -> String {
    switch cause {
    case .asked(let service): "\(service) asks us to wait \(text(wait))"
    case .trouble(let trouble): "\(trouble), trying again in \(text(wait))"
    case .busy(let what): "\(what): waiting \(text(wait))"
    }
  }

  /// A span of time as a person says it.
  static func text(_ duration: Duration) -> String {
    let seconds = duration.seconds
    switch seconds {
    case ..<1: return "\(Int((seconds * 1000).rounded())) ms"
    case ..<120: return "\(Int(seconds.rounded(.up))) s"
    default: return "\(Int((seconds / 60).rounded(.up))) min"
    }
  }

  private static func rate(_ course: Course, done: Int, now: Duration) -> Double? {
    let elapsed = (now - course.start).seconds
    guard elapsed >= firstRate, done > course.doneAtStart else { return nil }
    return Double(done - course.doneAtStart) / elapsed
  }

  private static func bar(done: Int, of total: Int) -> String {
    let share = min(1, Double(done) / Double(total))
    let full = Int(share * Double(barWidth))
    let percent = Int(share * 100)
    return String(repeating: "█", count: full) + String(repeating: "░", count: barWidth - full)
      + " \(percent) %  "
  }
}
