import FoundationEssentials
import QuickJSON
import TestSupport
import Testing

@testable import Pipeline
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

  /// Gives many lines to `read`, one after the other, with what Decodable makes of them.
  ///
  /// - Parameter read: Reads a line, and is false where it leaves it to the parser.
  private func check<Record: Decodable>(
    _ type: Record.Type, _ make: (inout SplitMix64) -> JSONTree,
    _ read: (UnsafeRawBufferPointer, Record?, String) -> Bool
  ) {
    var taken = 0
    var left = 0
    for seed in 0..<1500 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let line = make(&random).spoiled(&random, oneIn: 60).written(&random)
      let known = try? JSONDecoder().decode(type, from: Data(line.utf8))
      let bytes = Array(line.utf8) + Array(repeating: UInt8(ascii: "\""), count: JSONParser.padding)
      let isTaken = bytes.withUnsafeBytes {
        read(
          UnsafeRawBufferPointer(rebasing: $0[..<line.utf8.count]), known, "seed \(seed): \(line)")
      }
      if isTaken { taken += 1 } else { left += 1 }
    }
    #expect(taken > 100 && left > 100, "\(taken), \(left)")
  }

  @Test("Organizations that are read one after the other")
  func organizationLines() {
    var reader = OrganizationLine.Reader()
    check(OrganizationResource.self, { $0.organization($0.wildID(), name: $0.text()) }) {
      line, known, comment in
      guard let read = reader.read(line).map({ OrganizationResource($0) }) else { return false }
      #expect(read == known, "\(comment)")
      return true
    }
  }

  @Test("Domains that are read one after the other")
  func domainLines() {
    var keys = ResourceParts.Keys(DomainLine.Attribute.init)
    check(
      DomainResource.self,
      {
        let id = $0.oneIn(4) ? $0.wildID() : .text("1")
        let owner = $0.oneIn(2) ? $0.wildID() : .number("7")
        return $0.domain(id, name: $0.oneIn(4) ? $0.text() : "Acme.test", of: owner)
      }
    ) { line, known, comment in
      guard let read = DomainLine(line, &keys) else { return false }
      let name = read.name.map { String(decoding: $0, as: UTF8.self) } ?? ""
      #expect(read.id == known?.id && name == known?.name, "\(comment)")
      #expect(read.organizationID == known?.organizationID, "\(comment)")
      return true
    }
  }
}
