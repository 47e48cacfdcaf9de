/// The door through which each request of either service comes: counts it, and says which faults
/// strike it.
actor FaultGate {
  private var schedule: FaultSchedule
  private var window: RateWindow
  private var counts: [SandboxService: Int] = [:]
  private let now: SandboxClock

  init(faults: [FaultRule], window: RateWindow, now: @escaping SandboxClock) {
    schedule = FaultSchedule(faults)
    self.window = window
    self.now = now
  }

  /// Lets a request in.
  func admit(_ request: FaultTarget) -> FaultsInForce {
    counts[request.service, default: 0] += 1
    let isOverLimit = request.service == .itglue && !window.admit(at: now())
    return FaultsInForce(
      rules: isOverLimit ? [] : schedule.admit(request), isOverLimit: isOverLimit)
  }

  /// Arms other faults in place of the ones so far.
  func arm(_ rules: [FaultRule]) {
    schedule = FaultSchedule(rules)
  }

  /// How many requests a service has had.
  func requests(of service: SandboxService) -> Int {
    counts[service, default: 0]
  }
}
