import Pipeline
import Synchronization
import TestSupport
import Testing

@testable import Extract

@Suite("Rows that come, go and move while they are read")
struct DriftTests {
  /// An index that changes once at most between two pages, and now and then does not answer.
  private func restless(seed: UInt64) -> SampleIndex {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 0...30, using: &random)
    let size = Int.random(in: 1...6, using: &random)
    let calm = Int.random(in: 2...30, using: &random)
    let generator = Mutex(random)
    let next = Mutex(count)
    return SampleIndex(0..<count, size: size) { rows, _ in
      try generator.withLock { random in
        if random.oneIn(9) { throw SampleIndex.Stopped() }
        guard random.oneIn(calm) else { return }
        switch Int.random(in: 0...2, using: &random) {
        case 0:
          let id = next.withLock { number in
            defer { number += 1 }
            return number
          }
          rows.insert(id, at: Int.random(in: 0...rows.count, using: &random))
        case 1 where !rows.isEmpty:
          rows.remove(at: Int.random(in: rows.indices, using: &random))
        default:
          guard !rows.isEmpty else { return }
          let row = rows.remove(at: Int.random(in: rows.indices, using: &random))
          rows.insert(row, at: Int.random(in: 0...rows.count, using: &random))
        }
      }
    }
  }

  @Test("A walk has all rows that were there throughout, once, or ends in an error that says so")
  func never() async throws {
    var successes = 0
    var errors = 0
    var anew = 0
    for seed in 1...80 as ClosedRange<UInt64> {
      let source = restless(seed: seed)
      let fixture = try WalkFixture()
      while true {
        do {
          let (written, position) = try await fixture.run(source)
          let ids = try fixture.ids()
          #expect(Set(ids).count == ids.count, "seed \(seed): a row is there twice")
          #expect(
            source.throughout.isSubset(of: ids),
            "seed \(seed): missing \(source.throughout.subtracting(ids))")
          #expect(written.lines == ids.count)
          successes += 1
          if position.round > 1 { anew += 1 }
        } catch is SampleIndex.Stopped {
          continue
        } catch let error as WalkError {
          #expect(error.kind == .unavailable)
          errors += 1
        }
        break
      }
    }
    // All three must have happened, or this shows nothing.
    #expect(successes > 20 && errors > 2 && anew > 2, "\(successes) \(errors) \(anew)")
  }
}
