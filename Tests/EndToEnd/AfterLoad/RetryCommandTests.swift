import Foundation
import Testing

@Suite("glueport retry")
struct RetryCommandTests {
  /// A loaded run of which one organization failed.
  private func loaded() async throws -> (Workplace, failed: (id: String, title: String)) {
    let place = try await Workplace(["--organizations", "5", "--domains", "8", "--seed", "3"])
    let sheet = try await place.sheetForAll()
    let pipeline = try place.pipeline {
      $0.spreadsheet = sheet
      $0.organizations = "{}"
    }
    _ = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "dry")
    let line = try #require(try place.lines("dry/3-validate/plan.jsonl").first)
    let failed = (
      id: try #require(line["id"] as? String), title: try #require(line["name"] as? String)
    )
    try await place.arm("darkwebid:import-error=\(failed.title)")
    let run = try await place.glueport("run", pipeline, "--yes", "--run-dir", "run")
    #expect(run.exit == 2, "\(run.error)")
    #expect(run.output.contains("retry"))
    return (place, failed)
  }

  @Test("sends again what failed, adds it to the organization that is there, and tells the end")
  func all() async throws {
    let (place, failed) = try await loaded()
    let created = try await place.created()
    let outcome = try await place.glueport("retry", "./run", "--yes")
    #expect([0, 2].contains(outcome.exit), "\(outcome.error)")
    #expect(try await place.created() == created)
    let patches = try await place.journal()["patches"] as? [[String: Any]]
    #expect(patches?.map { $0["title"] as? String } == [failed.title])
    let result = try place.lines("run/4-load/results.jsonl").first {
      $0["id"] as? String == failed.id
    }
    #expect(result?["status"] as? String == "imported")
    let again = try await place.glueport("retry", "./run", "--yes", "--reason", "import_error")
    #expect(again.exit == 0)
    #expect(again.error.contains("there is nothing to load again"))
  }

  @Test("asks before it sends, and with nobody to ask it sends nothing")
  func nobodyToAsk() async throws {
    let (place, _) = try await loaded()
    let outcome = try await place.glueport("retry", "./run")
    #expect(outcome.exit == 64, "\(outcome.error)")
    #expect(outcome.error.contains("--yes"))
    #expect((try await place.journal()["patches"] as? [Any])?.isEmpty == true)
  }

  @Test("answers for what was held back before load what to mend, and sends nothing of it")
  func heldBack() async throws {
    let place = try await Workplace()
    let run = try await place.glueport(
      "run", try place.pipeline { $0.pendingTimeout = 0.5 }, "--yes", "--run-dir", "run")
    #expect(run.exit == 69)
    let early = try await place.glueport("retry", "./run", "--yes")
    #expect(early.exit == 64)
    #expect(early.error.contains("glueport resume run"))
    #expect(try await place.glueport("discard", "./run").exit == 0)
    let outcome = try await place.glueport("retry", "./run", "--reason", "missing_employee_count")
    #expect(outcome.exit == 2, "\(outcome.error)")
    #expect(outcome.error.contains("fill in Employee Count in the spreadsheet"))
    let unknown = try await place.glueport("retry", "./run", "--organization", "12345")
    #expect(unknown.exit == 64)
    #expect(unknown.error.contains("12345"))
    let wrong = try await place.glueport("retry", "./run", "--reason", "bad_luck")
    #expect(wrong.exit == 64)
  }
}
