internal import Pipeline

/// Whether our clock goes right, judged by the answers of the services.
struct ClockCheck {
  /// By how many seconds it is ahead of each answer's.
  let offsets: [Double]

  private static let allowed = 60.0

  /// What was found.
  var result: CheckResult {
    // A service whose own clock is wrong is not our clock's fault: the nearest one counts.
    guard let offset = offsets.min(by: { abs($0) < abs($1) }) else {
      return .pass(.clock, nil, "not compared: no answer told the time")
    }
    let seconds = Int(abs(offset).rounded())
    if abs(offset) <= Self.allowed {
      return .pass(.clock, nil, "right to within a minute, as the services see it")
    }
    return .warn(
      .clock, nil, "\(seconds) seconds \(offset > 0 ? "ahead of" : "behind") the services' clocks",
      remedy: "set this computer's clock; deadlines and the times in the reports depend on it")
  }
}
