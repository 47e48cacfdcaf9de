import TestSupport
import Testing

@testable import Transform

@Suite("IT Glue's rows are read the quick way as Decodable reads them")
struct ResourceProperties {
  /// Reads many rows both ways.
  private func check(
    _ rarity: Int, _ read: ([UInt8]) -> LineCheck, _ make: (inout SplitMix64) -> JSONTree
  ) {
    var seen: [LineCheck: Int] = [:]
    for seed in 0..<1500 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let line = make(&random).spoiled(&random, oneIn: rarity).written(&random)
      let check = read(Array(line.utf8))
      if case .different = check { Issue.record("seed \(seed): \(line): \(check)") }
      seen[check, default: 0] += 1
    }
    // Else the rows would prove nothing.
    #expect(seen[.same, default: 0] > 500, "\(seen)")
    #expect(seen[.left, default: 0] > 20, "\(seen)")
    #expect(seen[.refused, default: 0] > 100, "\(seen)")
  }

  @Test("Organizations")
  func organizations() {
    check(40, { LineCheck.of(OrganizationResource.self, $0) }) {
      $0.organization($0.wildID(), name: $0.text())
    }
  }

  @Test("Domains")
  func domains() {
    check(40, { LineCheck.of(DomainResource.self, $0) }) {
      let id = $0.oneIn(2) ? JSONTree.text("1") : $0.wildID()
      return $0.domain(id, name: $0.text(), of: $0.wildID())
    }
  }
}
