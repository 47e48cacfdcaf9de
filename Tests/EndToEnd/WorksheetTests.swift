import Foundation
import Testing

@Suite("A worksheet for the vendor's wizard, there and back")
struct WorksheetTests {
  private func pipeline(_ place: Workplace, licence: String = "{ limit: 40 }") throws -> String {
    try place.pipeline {
      $0.worksheet = "Example MSP"
      $0.licence = licence
    }
  }

  /// A place with a run whose plan is on its worksheet.
  private func begun() async throws -> (place: Workplace, pipeline: String) {
    let place = try await Workplace()
    let pipeline = try pipeline(place)
    let outcome = try await place.glueport("run", pipeline, "--yes", "--run-dir", "runs/one")
    #expect(outcome.exit == 69, "\(outcome.error)")
    return (place, pipeline)
  }

  private func darkWebIDRequests(_ place: Workplace) async throws -> Int? {
    (try await place.journal()["requests"] as? [String: Int])?["darkwebid"]
  }

  @Test("Typed in, marked and given back it ends as a load does", arguments: ["csv", "xlsx"])
  func wholeWay(format: String) async throws {
    let place = try await Workplace()
    let pipeline = try pipeline(place)
    let run = try await place.glueport("run", pipeline, "--yes", "--run-dir", "runs/one")
    #expect(run.exit == 69, "\(run.error)")
    #expect(
      run.output.contains(
        "load test.yaml --run-dir runs/one --done runs/one/report/worksheet.xlsx\n"))
    #expect(run.output.contains("Worksheet  runs/one/report/worksheet.xlsx\n"))
    var sheet = try FilledSheet(place, "runs/one/report/worksheet.\(format)")
    let planned = try place.lines("runs/one/3-validate/plan.jsonl")
    #expect(sheet.rows.count == planned.count)
    let results = try place.lines("runs/one/4-load/results.jsonl")
    #expect(Set(results.map { $0["status"] as? String }) == ["pending"])
    #expect(results.count == planned.count)

    let several = try #require(sheet.rows.indices.first { sheet.domains(of: $0).count > 1 })
    let refused = try #require(sheet.rows.indices.first { sheet.domains(of: $0).count == 1 })
    let last = try #require(sheet.rows.indices.last { $0 != several && $0 != refused })
    for row in sheet.rows.indices where row != last { sheet[row, "Done"] = "x" }
    let domain = sheet.domains(of: several)[1]
    sheet[several, "Not imported"] = "\(domain): gov_domain"
    sheet[refused, "Done"] = "Domain license limit reached"
    try sheet.write(place, "first.\(format)")
    let first = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--done", "first.\(format)", "--json")
    #expect(first.exit == 69, "\(first.error)")
    let told = try #require(try first.json()["summary"] as? [String: Any])
    let statuses = try #require(told["statuses"] as? [String: [String: Int]])
    #expect(statuses["pending"]?["organizations"] == 1)
    #expect(statuses["imported"]?["organizations"] == planned.count - 2)

    sheet[last, "Done"] = "Imported"
    try sheet.write(place, "second.\(format)")
    for _ in 1...2 {
      let second = try await place.glueport(
        "load", pipeline, "--run-dir", "runs/one", "--done", "second.\(format)")
      #expect(second.exit == 2, "\(second.error)")
      #expect(second.output.contains("Run one: finished"))
    }
    let final = try place.final("runs/one")
    #expect(final["\(sheet[several, "IT Glue ID"])/\(domain)"] == "unimported gov_domain")
    #expect(final[sheet[refused, "IT Glue ID"]] == "unimported license_limit")
    #expect(final[sheet[last, "IT Glue ID"]] == "imported -")

    let next = try await place.glueport("run", pipeline, "--yes", "--run-dir", "runs/two")
    #expect(next.exit == 69, "\(next.error)")
    let rest = try place.lines("runs/two/3-validate/plan.jsonl")
    let actions = rest.map { "\($0["id"] ?? "") \($0["action"] ?? "")" }
    #expect(
      Set(actions) == [
        "\(sheet[several, "IT Glue ID"]) add_domains", "\(sheet[refused, "IT Glue ID"]) create",
      ])
    let added = rest.first { $0["action"] as? String == "add_domains" }
    let names = (added?["domains"] as? [[String: Any]])?.map { $0["name"] as? String }
    #expect(names == [domain])
    let why = try await place.glueport("why", sheet[several, "IT Glue ID"], "--run", "one")
    #expect(why.output.contains("by hand, in the vendor's wizard"))
    #expect(try await darkWebIDRequests(place) == 0)
  }

  @Test("As long as something is open on it, resume says what to do and a new run is refused")
  func blocks() async throws {
    let (place, pipeline) = try await begun()
    let command = "load test.yaml --run-dir runs/one --done runs/one/report/worksheet.xlsx"
    let resume = try await place.glueport("resume")
    #expect(resume.exit == 69)
    #expect(resume.output.contains(command))
    let again = try await place.glueport("run", pipeline, "--yes", "--continue")
    #expect(again.exit == 69)
    #expect(again.output.contains(command))
    let new = try await place.glueport("run", pipeline, "--yes")
    #expect(new.exit == 78)
    #expect(new.error.contains("`glueport load PIPELINE --run-dir DIR --done FILE`"))
    #expect(new.error.contains("`glueport resume one`"))
    #expect(new.error.contains("`glueport discard one`"))
    let remove = try await place.glueport("links", "remove", "--all", "--yes")
    #expect(remove.exit == 78)

    let discard = try await place.glueport("discard", "one")
    #expect(discard.exit == 0, "\(discard.error)")
    let late = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--done", "runs/one/report/worksheet.csv")
    #expect(late.exit == 64)
    #expect(late.error.contains("one was discarded"))
    let free = try await place.glueport("run", pipeline, "--yes", "--run-dir", "runs/two")
    #expect(free.exit == 69, "\(free.error)")
    #expect(
      try place.text("runs/two/3-validate/plan.jsonl")
        == place.text("runs/one/3-validate/plan.jsonl"))
    #expect(try await darkWebIDRequests(place) == 0)
  }

  @Test("A sheet with a mistake is refused by its cell, and the run is as it was")
  func mistake() async throws {
    let (place, pipeline) = try await begun()
    let before = try place.text("runs/one/4-load/results.jsonl")
    var sheet = try FilledSheet(place, "runs/one/report/worksheet.csv")
    for row in sheet.rows.indices { sheet[row, "Done"] = "x" }
    sheet[2, "Done"] = "perhaps"
    try sheet.write(place, "done.csv")
    let outcome = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--done", "done.csv")
    #expect(outcome.exit == 65)
    let line = "done.csv row 4, column A: “perhaps” is neither a mark nor a reason"
    #expect(outcome.error.contains(line))
    #expect(outcome.error.contains("nothing was taken back"))
    #expect(try place.text("runs/one/4-load/results.jsonl") == before)
    let links = try await place.glueport("links", "list")
    #expect(links.output.isEmpty)
    let missing = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--done", "none.csv")
    #expect(missing.exit == 65)
  }

  @Test("The worksheet belongs to the person who fills it in: nothing writes over it")
  func kept() async throws {
    let (place, pipeline) = try await begun()
    var sheet = try FilledSheet(place, "runs/one/report/worksheet.csv")
    sheet[0, "Done"] = "x"
    try sheet.write(place, "runs/one/report/worksheet.csv")
    let text = try place.text("runs/one/report/worksheet.csv")
    let resume = try await place.glueport("resume", "one")
    #expect(resume.exit == 69)
    #expect(try place.text("runs/one/report/worksheet.csv") == text)
    let load = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--done", "runs/one/report/worksheet.csv")
    #expect(load.exit == 69, "\(load.error)")
    #expect(try place.text("runs/one/report/worksheet.csv") == text)
    let fresh = try await place.glueport(
      "report", "one", "--format", "worksheet", "--output", "fresh.csv")
    #expect(fresh.exit == 0)
    let now = try FilledSheet(place, "fresh.csv")
    #expect(
      now.rows.indices.map { now[$0, "Done"] } == ["x"] + now.rows.dropFirst().map { _ in "" })
  }

  @Test("A dry run puts nothing on a worksheet; its reviewed plan can be put there")
  func dryRun() async throws {
    let place = try await Workplace()
    let pipeline = try pipeline(place)
    let dry = try await place.glueport(
      "run", pipeline, "--dry-run", "--json", "--run-dir", "runs/one")
    #expect(dry.exit == 2)
    let sheet = place.folder.appending(path: "runs/one/report/worksheet.csv").path
    #expect(!FileManager.default.fileExists(atPath: sheet))
    _ = try await place.glueport(
      "report", "one", "--format", "worksheet", "--output", "early.csv")
    let early = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--done", "early.csv")
    #expect(early.exit == 64)
    #expect(early.error.contains("one has put nothing on a worksheet"))
    let summary = try #require(try dry.json()["summary"] as? [String: Any])
    let digest = try #require(summary["plan"] as? String)
    let load = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--plan-digest", digest)
    #expect(load.exit == 69, "\(load.error)")
    #expect(FileManager.default.fileExists(atPath: sheet))
  }

  @Test("A link that is removed brings its organization onto the next worksheet")
  func removed() async throws {
    let (place, pipeline) = try await begun()
    var sheet = try FilledSheet(place, "runs/one/report/worksheet.csv")
    for row in sheet.rows.indices { sheet[row, "Done"] = "x" }
    try sheet.write(place, "done.csv")
    let load = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--done", "done.csv")
    #expect(load.exit == 2, "\(load.error)")
    let id = sheet[0, "IT Glue ID"]
    let links = try await place.glueport("links", "remove", id, "--yes")
    #expect(links.exit == 0, "\(links.error)")
    _ = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "runs/two")
    #expect(try place.lines("runs/two/3-validate/plan.jsonl").map { $0["id"] as? String } == [id])
  }

  @Test("What works through the interface says that it cannot")
  func interface() async throws {
    let (place, pipeline) = try await begun()
    let words = "works through Dark Web ID's interface, and the destination is a worksheet"
    let learn = try await place.glueport("mapping", "learn", pipeline)
    let adopt = try await place.glueport("links", "adopt", "5310211", "u-1", "--yes")
    for outcome in [learn, adopt] {
      #expect(outcome.exit == 64)
      #expect(outcome.error.contains(words))
    }
    var sheet = try FilledSheet(place, "runs/one/report/worksheet.csv")
    for row in sheet.rows.indices { sheet[row, "Done"] = "import_error" }
    try sheet.write(place, "done.csv")
    let load = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--done", "done.csv")
    #expect(load.exit == 2, "\(load.error)")
    let retry = try await place.glueport("retry", "one", "--yes")
    #expect(retry.exit == 64)
    #expect(retry.error.contains("import it again in the wizard"))
    sheet[0, "Done"] = "x"
    try sheet.write(place, "done.csv")
    let again = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--done", "done.csv")
    #expect(again.exit == 2, "\(again.error)")
    #expect(try place.final("runs/one")[sheet[0, "IT Glue ID"]] == "imported -")
    #expect(try await darkWebIDRequests(place) == 0)
  }

  @Test("--done wants a run, and one whose destination is a worksheet")
  func usage() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    _ = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "runs/one")
    let sheet = try place.write("Done,IT Glue ID\n", to: "done.csv")
    let other = try await place.glueport("load", pipeline, "--run-dir", "runs/one", "--done", sheet)
    #expect(other.exit == 64)
    #expect(other.error.contains("“existing: adopt”"))
    let without = try await place.glueport("load", pipeline, "--done", sheet)
    #expect(without.exit == 64)
    let both = try await place.glueport(
      "load", pipeline, "--run-dir", "runs/one", "--done", sheet, "--plan-digest", "sha256:0")
    #expect(both.exit == 64)
    let limit = try await place.glueport(
      "run", try self.pipeline(place, licence: "{ limit: account }"), "--dry-run")
    #expect(limit.exit == 65)
    #expect(limit.error.contains("test.yaml:"))
    #expect(limit.error.contains("limit: NUMBER"))
  }
}
