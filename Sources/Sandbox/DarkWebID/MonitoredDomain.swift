/// A domain of an organization in Dark Web ID. What becomes of it is decided when it is sent, and
/// shows once it has settled: there are no timers, only the clock at the time of each request.
struct MonitoredDomain: Sendable {
  let name: String
  let uuid: String
  /// How often it was sent.
  var attempts = 1
  var outcome: Outcome
  /// When the outcome shows; nil is never.
  var settles: Duration?

  /// What becomes of a domain.
  enum Outcome: Sendable, Equatable {
    /// It was there before the sandbox started, from when nothing tells a status.
    case known
    case imported
    case unimported(VendorReason)
  }

  /// The status at a time; nil for a domain that was always there.
  func status(at now: Duration) -> ImportStatus? {
    guard outcome != .known else { return nil }
    guard let settles, settles <= now else { return .pending }
    return outcome == .imported ? .imported : .unimported
  }

  /// The reason at a time, once it shows.
  func reason(at now: Duration) -> VendorReason? {
    guard status(at: now) == .unimported, case .unimported(let reason) = outcome else { return nil }
    return reason
  }

  /// Whether the domain occupies a licence at a time: from the moment it is accepted, and no longer
  /// once it has turned out that it is not imported.
  func takesLicence(at now: Duration) -> Bool {
    switch outcome {
    case .known, .imported: true
    case .unimported(.licenceLimit), .unimported(.govDomain): false
    case .unimported: status(at: now) == .pending
    }
  }
}
