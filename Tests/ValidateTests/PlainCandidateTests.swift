import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Validate

@Suite("Candidates that are read to the byte as transform writes them")
struct PlainCandidateTests {
  @Test("Every candidate that the quick way can judge is read as it is")
  func candidates() throws {
    var read = 0
    let judge = QuickJudge(
      OrganizationRules(
        domainRules: DomainRules(
          PipelineFile.Validation(), lists: DomainLists(), suffixes: .sample),
        world: WorldIndex(World(account: nil, licence: World.Licence(limit: nil, used: 0))),
        existing: PipelineFile.Validation().existing))
    for seed in 0..<60 as Range<UInt64> {
      for candidate in RandomBatch(seed: seed).candidates {
        let line = try JSONLines.encoder().encode(candidate)
        let padded = Array(line) + [UInt8](repeating: 0, count: 64)
        var plain = PlainCandidate()
        padded.withUnsafeBytes { bytes in
          guard plain.read(UnsafeRawBufferPointer(rebasing: bytes[..<line.count]), judge) else {
            return
          }
          read += 1
          func text(_ bytes: UnsafeRawBufferPointer?) -> String? {
            bytes.map { String(decoding: $0, as: UTF8.self) }
          }
          #expect(plain.id.description == candidate.id)
          #expect(text(plain.name) == candidate.name)
          #expect(text(plain.employeeCount) == candidate.employeeCount)
          #expect(text(plain.industry) == candidate.industry)
          #expect(plain.domains.map { text($0) } == candidate.domains.map(\.name))
          #expect(plain.foundByTransform == candidate.findings)
          #expect(candidate.priority == nil && candidate.defaulted.isEmpty)
          #expect(candidate.domains.allSatisfy { $0.addedBy == nil && $0.leftOutBy == nil })
        }
      }
    }
    #expect(read > 1000)
  }
}
