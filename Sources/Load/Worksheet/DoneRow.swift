internal import Pipeline

/// What a row of a worksheet says of each of its domains.
struct DoneRow: Sendable, Equatable {
  /// Something in a row that cannot be taken.
  struct Finding: Sendable, Equatable {
    let problem: DoneSheetError.Problem
    let column: WorksheetColumn
  }

  /// What it says, by domain; those that it says nothing of are missing.
  private(set) var byDomain: [String: DoneCell] = [:]
  /// What is wrong with it.
  private(set) var findings: [Finding] = []

  /// - Parameter domains: The domains that the row asks for.
  init(_ row: DoneSheet.Row, domains: [String]) {
    guard let done = DoneCell(row[.done]) else {
      findings.append(Finding(problem: .unknownDone(row[.done]), column: .done))
      return
    }
    let named = NotImportedCell(row[.notImported]).entries
    for entry in named {
      if let text = entry.unknownReason, entry.name != nil {
        findings.append(Finding(problem: .unknownReason(text), column: .notImported))
      } else if let name = entry.name, domains.contains(name) {
        byDomain[name] = Self.refusal(entry, done)
      } else {
        findings.append(Finding(problem: .notPlanned(entry.given), column: .notImported))
      }
    }
    let others = Self.others(done, areNamed: !named.isEmpty)
    guard others != .open else { return }
    for domain in domains where byDomain[domain] == nil { byDomain[domain] = others }
  }

  /// Why a domain is not imported: for its own reason, or for that of the row.
  private static func refusal(_ entry: NotImportedCell.Entry, _ done: DoneCell) -> DoneCell {
    if let reason = entry.reason { return .unimported(reason, words: entry.words) }
    if case .unimported = done { return done }
    return .unimported(.importError, words: nil)
  }

  /// What the row says of the domains that are not named as not imported.
  private static func others(_ done: DoneCell, areNamed: Bool) -> DoneCell {
    guard case .unimported = done, areNamed else { return done }
    return .imported
  }
}
