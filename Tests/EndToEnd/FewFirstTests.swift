import Foundation
import Testing

@Suite("A few organizations first: run --first and --only")
struct FewFirstTests {
  /// A small account whose organizations can all be imported.
  private func place() async throws -> (Workplace, String) {
    let place = try await Workplace(
      ["--organizations", "6", "--domains", "9", "--seed", "3"], importTime: 60)
    let sheet = try await place.sheetForAll()
    let pipeline = try place.pipeline {
      $0.spreadsheet = sheet
      $0.organizations = "{}"
      $0.pageSize = 3
    }
    return (place, pipeline)
  }

  private func ids(_ place: Workplace, _ run: String) throws -> [String] {
    try place.lines("\(run)/3-validate/plan.jsonl").compactMap { $0["id"] as? String }
  }

  @Test("One client is tried, then all the others go in; each is created once")
  func oneThenTheRest() async throws {
    let (place, pipeline) = try await place()
    _ = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "all")
    let all = try ids(place, "all")
    let chosen = try #require(all.last)
    let one = try await place.glueport(
      "run", pipeline, "--only", chosen, "--yes", "--json", "--run-dir", "one")
    #expect(one.exit == 0, "what was not asked for is no failure: \(one.error)")
    #expect(try ids(place, "one") == [chosen])
    #expect(try await place.created().count == 1)
    #expect(try place.object("one/run.json")["only"] as? [String] == [chosen])

    let rest = try await place.glueport("run", pipeline, "--yes", "--run-dir", "rest")
    #expect([0, 2].contains(rest.exit), "\(rest.error)")
    #expect(try Set(ids(place, "rest")) == Set(all).subtracting([chosen]))
    let created = try await place.created()
    #expect(created.count == all.count)
    #expect(Set(created).count == all.count)
  }

  @Test(
    "The dry run of the first two is how the whole plan begins, and the report says why no more")
  func firstTwo() async throws {
    let (place, pipeline) = try await place()
    _ = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "all")
    let two = try await place.glueport(
      "run", pipeline, "--dry-run", "--first", "2", "--run-dir", "two")
    #expect([0, 2].contains(two.exit), "\(two.error)")
    #expect(try await place.created().isEmpty)
    let (all, some) = try (
      place.text("all/3-validate/plan.jsonl"), place.text("two/3-validate/plan.jsonl")
    )
    #expect(some.split(separator: "\n").count == 2)
    #expect(all.hasPrefix(some))
    let left = try place.lines("two/3-validate/unimported.jsonl").filter {
      ($0["detail"] as? String)?.hasPrefix("--first 2") == true
    }
    #expect(!left.isEmpty)
    #expect(left.allSatisfy { $0["reason"] as? String == "not_selected" })
    #expect(left.allSatisfy { $0["status"] as? String == "skipped" })
    let report = try await place.glueport("report", "./two", "--format", "csv")
    #expect(report.output.contains("--first 2"))
    #expect(two.output.contains("not_selected"))
  }

  @Test("A run keeps what was asked for: the next one in its directory plans the same")
  func isKept() async throws {
    let (place, pipeline) = try await place()
    _ = try await place.glueport("run", pipeline, "--dry-run", "--first", "2", "--run-dir", "run")
    let plan = try place.text("run/3-validate/plan.jsonl")
    let again = try await place.glueport("run", pipeline, "--yes", "--run-dir", "run")
    #expect(again.error.contains("validate: done before"), "\(again.error)")
    #expect(try place.text("run/3-validate/plan.jsonl") == plan)
    #expect(try await place.created().count == 2)
    // What was loaded keeps its plan.
    let other = try await place.glueport(
      "run", pipeline, "--first", "3", "--yes", "--run-dir", "run")
    #expect(other.exit == 64)
    #expect(other.error.contains("begin a new run"))
    #expect(try place.object("run/run.json")["first"] as? Int == 2)
  }

  @Test("Another number makes another plan in the same run")
  func isReplaced() async throws {
    let (place, pipeline) = try await place()
    _ = try await place.glueport("run", pipeline, "--dry-run", "--first", "2", "--run-dir", "run")
    let begun = try ids(place, "run")
    let chosen = try #require(begun.last)
    let again = try await place.glueport(
      "run", pipeline, "--dry-run", "--only", chosen, "--run-dir", "run")
    #expect(again.error.contains("validate: again, changed: first, only"), "\(again.error)")
    #expect(try ids(place, "run") == [chosen])
    #expect(try place.object("run/run.json")["first"] == nil)
  }

  @Test("An id that IT Glue does not have is named, and nothing is sent")
  func unknownID() async throws {
    let (place, pipeline) = try await place()
    let outcome = try await place.glueport("run", pipeline, "--only", "4711", "--yes")
    #expect(outcome.exit == 65)
    #expect(outcome.error.contains("no organization 4711 in IT Glue's list"))
    #expect(try await place.created().isEmpty)
  }

  @Test(
    "Wrong options are 64, and nothing is made",
    arguments: [
      ["--first", "0"], ["--first", "-1"], ["--first", "all"], ["--only", "acme.com"],
      ["--only", "1,2"], ["--only", ""], ["--from", "load", "--run-dir", "run", "--first", "1"],
      ["--from", "load", "--run-dir", "run", "--only", "1"],
    ])
  func wrongOptions(options: [String]) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "glueport-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try await RunningProgram(
      Program.glueport.url, ["run", "x.yaml", "--yes"] + options, environment: [:], in: folder
    ).end()
    #expect(outcome.exit == 64, "\(outcome.error)")
    let option = options.contains("--first") ? "--first" : "--only"
    #expect(outcome.error.contains(option))
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "run").path))
  }
}
