internal import Ledger
internal import Pipeline

/// What a row of a worksheet makes of an entry.
extension LedgerEntry {
  /// Takes over what a person says of some of the domains; what nothing is said of stays as it is.
  mutating func take(_ answers: [String: DoneCell]) {
    for index in domains.indices {
      let domain = domains[index]
      switch answers[domain.name] {
      case nil, .open?: continue
      case .imported?:
        domains[index] = ResultLine.Domain(name: domain.name, status: .imported)
      case .unimported(let reason, let words)?:
        // The same said again, in fewer words, takes none away.
        let isSaid = domain.status == .unimported && domain.reason == reason
        domains[index] = ResultLine.Domain(
          name: domain.name, status: .unimported, reason: reason,
          detail: words ?? (isSaid ? domain.detail : nil))
      }
    }
    conclude()
    detail = state == .unimported ? Self.only(domains.map(\.detail)) : nil
    guard action == .create else { return }
    uuid = state == .imported ? UUIDByHand(of: id, in: run).text : nil
  }

  /// What all of them have in common.
  private static func only(_ details: [String?]) -> String? {
    let all = Set(details)
    return all.count == 1 ? all.first ?? nil : nil
  }
}
