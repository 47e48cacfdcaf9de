internal import DarkWebID
internal import Ledger
internal import Pipeline

/// What an answer makes of an entry.
extension LedgerEntry {
  /// Takes over what Dark Web ID tells of the organization: of the domains that are waited for.
  ///
  /// - Parameter isFinal: Whether an import that was taken would be settled by now: then a domain that
  ///   is not listed was not imported, though nothing says so.
  mutating func take(_ remote: OrganizationState, isFinal: Bool = false) {
    uuid = remote.uuid
    detail = nil
    let told = Dictionary(remote.domains.map { ($0.name, $0) }) { first, _ in first }
    domains = domains.map { domain in
      guard domain.status == .pending else { return domain }
      guard let state = told[domain.name] else {
        let mayCome = remote.tellsStatus ? remote.status == .pending : !isFinal
        return mayCome
          ? domain
          : ResultLine.Domain(
            name: domain.name, status: .unimported, reason: .importError,
            detail: "Dark Web ID does not list it")
      }
      return state.status == .pending
        ? domain
        : ResultLine.Domain(
          name: domain.name, status: state.status, reason: state.reason, detail: state.detail)
    }
    conclude()
  }

  /// Takes over that Dark Web ID refused what was sent.
  mutating func refuse(_ why: Reason, detail words: String?) {
    domains = domains.map { domain in
      guard domain.status == .pending else { return domain }
      return ResultLine.Domain(name: domain.name, status: .unimported, reason: why, detail: words)
    }
    conclude()
    if state == .unimported {
      reason = why
      detail = words
    }
  }

  /// Marks the domains that are to be sent once more.
  mutating func retry(_ names: Set<String>) {
    state = .retry
    for index in domains.indices where names.contains(domains[index].name) {
      domains[index].status = .pending
    }
  }

  /// Takes back that it is to be sent once more.
  mutating func giveUpRetry() {
    for index in domains.indices where domains[index].status == .pending {
      domains[index].status = .unimported
      domains[index].reason = domains[index].reason ?? .importError
    }
    conclude()
  }

  /// The state that follows from the domains' own.
  mutating func conclude() {
    let statuses = Set(domains.map(\.status))
    if statuses.contains(.pending) {
      state = .pending
    } else {
      state = statuses.contains(.imported) ? .imported : .unimported
    }
    reason = state == .unimported ? domains.compactMap(\.reason).min() : nil
  }

  /// The line of `results.jsonl`. What is in doubt is unknown, and so are the domains that were sent.
  var result: ResultLine {
    var settled = self
    if state == .retry { settled.giveUpRetry() }
    let status: Status =
      switch settled.state {
      case .intended, .unknown: .unknown
      case .pending, .discarded, .retry: .pending
      case .imported: .imported
      case .unimported: .unimported
      }
    return ResultLine(
      id: id, name: title, uuid: uuid, status: status, reason: settled.reason,
      detail: settled.detail,
      domains: settled.domains.map { domain in
        // The reason of an earlier refusal is for us, not for a person.
        domain.status == .pending
          ? ResultLine.Domain(name: domain.name, status: isInDoubt ? .unknown : .pending) : domain
      },
      attempts: attempts)
  }
}
