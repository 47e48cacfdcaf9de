/// An organization in Dark Web ID.
struct MonitoredOrganization: Sendable {
  let uuid: String
  let title: String
  let industry: String
  let employeeCount: String
  var domains: [MonitoredDomain]
  /// Neither listed nor found while it is pending.
  var isHiddenWhilePending = false

  /// Pending while any domain is, else imported if any domain is; nil where no domain tells one.
  func status(at now: Duration) -> ImportStatus? {
    let told = domains.compactMap { $0.status(at: now) }
    guard !told.isEmpty else { return nil }
    if told.contains(.pending) { return .pending }
    return told.contains(.imported) || told.count < domains.count ? .imported : .unimported
  }

  /// Whether requests can see it at a time.
  func isVisible(at now: Duration) -> Bool {
    !isHiddenWhilePending || status(at: now) != .pending
  }
}
