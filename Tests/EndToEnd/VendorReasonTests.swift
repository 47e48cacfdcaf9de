import Foundation
import Testing

@Suite("Each reason of the vendor arrives under its own code")
struct VendorReasonTests {
  private func reasons(
    _ place: Workplace, _ change: (inout Workplace.Settings) -> Void
  ) async throws -> [String: Set<String>] {
    let outcome = try await place.glueport(
      "run", try place.pipeline(change), "--yes", "--run-dir", "run")
    #expect([2, 69].contains(outcome.exit), "\(outcome.error)")
    var found: [String: Set<String>] = [:]
    for line in try place.lines("run/4-load/results.jsonl") {
      for domain in line["domains"] as? [[String: Any]] ?? [] {
        guard let reason = domain["reason"] as? String, let name = domain["name"] as? String
        else { continue }
        found[reason, default: []].insert(name)
      }
    }
    return found
  }

  @Test("sensitive_domain and import_error, from the default data")
  func defaultData() async throws {
    let found = try await reasons(try await Workplace()) { _ in }
    #expect(found["sensitive_domain"] == ["meridian-trust-sample.com"])
    #expect(found["import_error"]?.isEmpty == false)
  }

  @Test("gov_domain, where our own policy lets a .gov domain through")
  func gov() async throws {
    let found = try await reasons(try await Workplace()) { $0.gov = "allow" }
    #expect(found["gov_domain"] == ["marlowfalls-sample.gov"])
  }

  @Test("license_limit, where somebody else takes the licences while we load")
  func licence() async throws {
    let place = try await Workplace(faults: "darkwebid:taken=20")
    let found = try await reasons(place) { _ in }
    #expect(found["license_limit"]?.isEmpty == false)
  }

  @Test("A domain that was refused is not taken for a monitored one by the next run")
  func refusedIsNotMonitored() async throws {
    let place = try await Workplace(faults: "darkwebid:taken=40@2")
    // On a busy computer an import takes its time.
    let pipeline = try place.pipeline { $0.pendingTimeout = 30 }
    let first = try await place.glueport("run", pipeline, "--yes", "--run-dir", "first")
    // Of requests that are sent side by side the sandbox's long import may be one of the first two,
    // which are granted: it is pending then, and says nothing here.
    #expect([2, 69].contains(first.exit), "\(first.error)")
    let refused = try place.lines("first/4-load/results.jsonl")
      .flatMap { $0["domains"] as? [[String: Any]] ?? [] }
      .filter { $0["reason"] as? String == "license_limit" }
      .compactMap { $0["name"] as? String }
    #expect(!refused.isEmpty)
    _ = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "second")
    let left = try place.lines("second/3-validate/unimported.jsonl")
      .filter { refused.contains($0["domain"] as? String ?? "") }
      .compactMap { $0["reason"] as? String }
    #expect(left.contains("license_limit"))
    #expect(!left.contains("already_linked"))
    #expect(!left.contains("monitored_elsewhere"))
  }
}
