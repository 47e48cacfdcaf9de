internal import Doctor
package import FoundationEssentials
package import Pipeline

/// What a look at all partners found: `glueport fleet check`.
package struct FleetCheck: Sendable {
  /// The partners, in the file's order.
  package let partners: [PartnerCheck]

  /// Looks at all partners, whatever is found of those before.
  ///
  /// - Parameter environment: The program's own.
  /// - Throws: `CancellationError`; what is no failure.
  package init(of fleet: Fleet, environment: [String: String], now: Date) throws {
    var checks = try fleet.partners.map { partner in
      try Task.checkCancellation()
      return try PartnerCheck(partner, environment: environment, now: now)
    }
    let ofLedger = Dictionary(grouping: checks.indices) { checks[$0].ledger?.standardizedFileURL }
    for (ledger, places) in ofLedger where places.count > 1 {
      guard let ledger else { continue }
      for place in places {
        let others = places.filter { $0 != place }.map { checks[$0].partner.name }
        checks[place].add(
          .fail(
            .ledger, "shared", "\(ledger.path) is the ledger of \(others.named) too",
            remedy: "give each partner one of its own: state: …/${\(Partner.nameVariable)}.sqlite",
            .badInput))
      }
    }
    partners = checks
  }

  /// The exit code: bad input where something has to be mended, and none for a warning.
  package var exit: Exit { partners.contains { !$0.failures.isEmpty } ? .badInput : .done }
}
