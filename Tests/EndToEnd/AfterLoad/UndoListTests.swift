import Foundation
import Testing

@Suite("The list of what a run did, to be undone")
struct UndoListTests {
  @Test("has each organization that was created or linked, with the ids on both sides")
  func complete() async throws {
    let place = try await Workplace()
    let run = try await place.glueport("run", try place.pipeline(), "--yes", "--run-dir", "run")
    #expect(run.exit == 69, "the sandbox holds one back: \(run.error)")
    let text = try place.text("run/report/undo.csv")
    #expect(text.hasPrefix(#""What was done","Organization","IT Glue ID","Dark Web ID""#))
    var known = 0
    for line in try place.lines("run/4-load/results.jsonl") {
      guard let uuid = line["uuid"] as? String, let id = line["id"] as? String else { continue }
      #expect(text.contains("\"\(id)\",\"\(uuid)\""))
      known += 1
    }
    #expect(known > 0)
    #expect(known == (try await place.created().count))
  }
}
