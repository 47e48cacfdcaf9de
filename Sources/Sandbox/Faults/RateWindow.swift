/// A limit of requests in any stretch of time, as IT Glue counts them.
struct RateWindow: Sendable {
  let limit: Int
  let length: Duration
  private var times: [Duration] = []
  private var oldest = 0

  init(limit: Int, length: Duration) {
    self.limit = limit
    self.length = length
  }

  /// Counts a request unless it is one too many; those turned away are not counted.
  mutating func admit(at now: Duration) -> Bool {
    while oldest < times.count, times[oldest] + length <= now { oldest += 1 }
    if oldest > limit {
      times.removeFirst(oldest)
      oldest = 0
    }
    guard times.count - oldest < limit else { return false }
    times.append(now)
    return true
  }
}
