import Pipeline
import TestSupport

/// Records with everything that they may have, or not.
extension SplitMix64 {
  mutating func few<Element>(_ make: (inout SplitMix64) -> Element) -> [Element] {
    (0..<Int.random(in: 0...3, using: &self)).map { _ in make(&self) }
  }

  mutating func reason() -> Reason { one(of: Reason.allCases) }

  mutating func number() -> Int { one(of: [0, 1, 7, -1, .max, .min]) }

  mutating func candidate() -> Candidate {
    Candidate(
      id: text(), name: text(), type: maybe(2, text()), status: maybe(2, text()),
      domains: few {
        CandidateDomain(
          id: $0.maybe(3, $0.text()), name: $0.text(), addedBy: $0.maybe(2, $0.text()),
          leftOutBy: $0.maybe(2, $0.text()))
      },
      employeeCount: maybe(2, text()), employeeCountGiven: maybe(2, text()),
      industry: maybe(2, text()), industryGiven: maybe(2, text()), selected: oneIn(2),
      priority: maybe(2, number()), mappingRow: maybe(2, number()), defaulted: few { $0.text() },
      findings: few { Finding($0.reason(), $0.text()) })
  }

  mutating func orphan() -> OrphanDomain {
    OrphanDomain(
      id: text(), name: text(), organizationID: maybe(2, text()), organization: maybe(2, text()),
      isFiltered: maybe(2, oneIn(2)))
  }

  mutating func planLine() -> PlanLine {
    PlanLine(
      action: one(of: [.create, .adopt, .addDomains]), id: text(), name: text(),
      employeeCount: text(), industry: text(),
      domains: few {
        PlanLine.Domain(
          name: $0.text(), given: $0.maybe(2, $0.text()), warning: $0.maybe(2, $0.reason()),
          exception: $0.maybe(2, $0.text()), claims: $0.maybe(2, $0.few { $0.text() }),
          addedBy: $0.maybe(2, $0.text()))
      },
      licences: number(), uuid: maybe(2, text()), defaulted: maybe(2, few { $0.text() }))
  }

  mutating func unimportedLine() -> UnimportedLine {
    UnimportedLine(
      organizationID: maybe(2, text()), organization: maybe(2, text()), domain: maybe(2, text()),
      reason: reason(), detail: text())
  }
}
