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
}
