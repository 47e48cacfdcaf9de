import Foundation
import TestSupport
import Testing

@Suite("glueport mapping")
struct MappingCommandTests {
  private func sheet(_ place: Workplace, _ text: String) throws -> String {
    try place.write(text, to: "mine.csv")
  }

  @Test("From nothing: the template is made, filled in, checked, and run")
  func wholeWay() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline { $0.spreadsheet = "clients.csv" }
    let made = try await place.glueport(
      "mapping", "template", pipeline, "--output", "clients.csv")
    #expect(made.exit == 0, "\(made.error)")
    #expect(made.output.hasPrefix("clients.csv: 26 organizations\n"))

    let empty = try await place.glueport("mapping", "check", pipeline)
    #expect(empty.exit == 65)
    #expect(empty.output.contains("Refused: 52"))
    #expect(empty.output.contains("0 of 26 organizations are ready to go in"))

    let filled = try place.text("clients.csv").split(separator: "\r\n").map { row in
      row.replacing(/,"","","","","",""$/, with: #","17","Legal","","","","""#)
    }
    _ = try place.write(filled.joined(separator: "\r\n"), to: "clients.csv")
    let checked = try await place.glueport("mapping", "check", pipeline, "--html", "check.html")
    #expect(checked.exit == 0, "\(checked.output)\(checked.error)")
    #expect(try place.text("check.html").contains("Nothing would be refused"))

    let run = try await place.glueport("run", pipeline, "--dry-run", "--json")
    let planned = (try run.json()["summary"] as? [String: Any])?["planned"] as? [String: Any]
    #expect(planned?["organizations"] as? Int ?? 0 > 15, "\(run.output)\(run.error)")
    #expect(try await place.created().isEmpty)
  }

  @Test("An answer given once is used from then on, by check and by run")
  func answers() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline {
      $0.spreadsheet = "mine.csv"
    }
    _ = try sheet(place, "Client,Employees,Industry\nHarborview Dentel,17,Dental\n")
    let asked = try await place.glueport("mapping", "check", pipeline)
    #expect(asked.exit == 65)
    #expect(asked.output.contains("did you mean “Harborview Dental” 5310211 (94 %)"))
    let answered = try await place.glueport(
      "mapping", "check", pipeline, "--answer", "Harborview Dentel=5310211")
    #expect(answered.exit == 0, "\(answered.output)\(answered.error)")
    #expect(answered.output.contains("was said to mean “Harborview Dental”"))
    #expect(try place.text("test.aliases.yaml").contains("5310211"))
    let run = try await place.glueport("run", pipeline, "--to", "transform", "--run-dir", "r")
    #expect(run.exit == 0)
    let mapped = try place.lines("r/2-transform/candidates.jsonl").filter {
      !($0["mapping_row"] is NSNull)
    }
    #expect(mapped.map { $0["id"] as? String } == ["5310211"])
  }

  @Test("A person at the terminal is asked, and the answer is kept")
  func asked() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline { $0.spreadsheet = "mine.csv" }
    _ = try sheet(
      place,
      "Client,Employees,Industry\nHarborview Dentel,17,Dental\nTidewatr Logistics,5,Helthcare\n")
    let command = "\(Program.glueport.url.path) mapping check \(pipeline) --ask"
    let outcome = try await RunningProgram(
      URL(filePath: "/usr/bin/script"), ["-qec", command, "/dev/null"],
      environment: place.environment, in: place.folder, input: "1\n\n"
    ).end()
    #expect(outcome.exit == 65, "\(outcome.output)")
    #expect(outcome.output.contains("1  “Harborview Dental” 5310211 (94 %)"))
    let kept = try place.text("test.aliases.yaml")
    #expect(kept.contains("Harborview Dentel") && !kept.contains("Tidewatr"))
    let blind = try await place.glueport("mapping", "check", pipeline, "--ask")
    #expect(blind.exit == 64)
  }

  @Test("A file that is there is not written over, and nothing is asked of IT Glue for it")
  func noOverwriting() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    _ = try sheet(place, "Name\nHarborview Dental\n")
    let refused = try await place.glueport("mapping", "template", pipeline, "--output", "mine.csv")
    #expect(refused.exit == 65)
    #expect(refused.error.contains("--from"))
    #expect(try place.text("mine.csv") == "Name\nHarborview Dental\n")
    let odd = try await place.glueport("mapping", "template", pipeline, "--output", "mine.ods")
    #expect(odd.exit == 64)
    let runs = place.folder.appending(path: "runs").path
    #expect(!FileManager.default.fileExists(atPath: runs))
    let carried = try await place.glueport(
      "mapping", "template", pipeline, "--from", "mine.csv", "--output", "new.xlsx", "--json")
    #expect(carried.exit == 0, "\(carried.error)")
    #expect(try carried.json()["new"] as? Int == 25)
    let again = try await place.glueport(
      "mapping", "template", pipeline, "--output", "new.xlsx", "--force", "--quiet")
    #expect(again.exit == 0)
    // The extract of before was enough.
    #expect(try FileManager.default.contentsOfDirectory(atPath: runs).count == 1)
  }

  @Test("A spreadsheet that cannot be read, or is not there, is told before IT Glue is read")
  func unreadable() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline { $0.spreadsheet = "mine.csv" }
    let missing = try await place.glueport("mapping", "check", pipeline, "--json")
    #expect(missing.exit == 65)
    #expect(missing.error.contains("glueport mapping template"))
    _ = try sheet(place, "Client,Company,Employees,Industry\nA,A,1,Legal\n")
    let twice = try await place.glueport("mapping", "check", pipeline)
    #expect(twice.exit == 65)
    #expect(twice.error.contains("“Client” (A) and “Company” (B)"))
    let runs = place.folder.appending(path: "runs").path
    #expect(!FileManager.default.fileExists(atPath: runs))
    let noMapping = try place.write(
      "name: bare\nsource: { pages: pages }\n", to: "bare.yaml")
    for command in ["template", "check", "learn"] {
      let options = command == "template" ? ["--output", "x.csv"] : []
      let outcome = try await RunningProgram(
        Program.glueport.url, ["mapping", command, noMapping] + options,
        environment: place.environment, in: place.folder
      ).end()
      #expect(outcome.exit == 65)
      #expect(outcome.error.contains("mapping \(command) needs “mapping”"))
    }
  }

  @Test("The tenant's values are proposed as a diff, and written where that is wanted")
  func learn() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let own = try place.text("test.yaml").replacing(
      /picklists: .*/, with: "picklists: picklists.yaml")
    _ = try place.write(own, to: "test.yaml")
    let shipped = Repository.url.appending(path: "pipelines/picklists.yaml")
    let before = try String(contentsOf: shipped, encoding: .utf8)
    _ = try place.write(before, to: "picklists.yaml")
    let proposed = try await place.glueport("mapping", "learn", pipeline)
    #expect(proposed.exit == 0, "\(proposed.error)")
    #expect(proposed.output.contains("\n-  - value: Finance\n"))
    #expect(proposed.output.contains("\n+  - value: \"Financial Services\"\n"))
    #expect(proposed.output.contains("\n+  - value: \"Automotive\" # 1 organization has it\n"))
    #expect(try place.text("picklists.yaml") == before)
    let written = try await place.glueport("mapping", "learn", pipeline, "--write")
    #expect(written.exit == 0)
    let again = try await place.glueport("mapping", "learn", pipeline, "--json")
    #expect(try again.json()["diff"] as? String == "")
    #expect(try again.json()["organizations"] as? Int == 3)
    #expect(try await place.created().isEmpty)
  }

  @Test("Defaults, hand-made domains and Import are in the plan and in the report, never silent")
  func inTheReport() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline { $0.spreadsheet = "mine.csv" }
    let text = try place.text("test.yaml").replacing(
      "mapping:\n", with: "mapping:\n  defaults: { types: [Customer], industry: Other }\n")
    _ = try place.write(text, to: "test.yaml")
    _ = try sheet(
      place,
      """
      IT Glue ID,Domains,Employee Count,Industry,Import
      5310211,"harborview-dental-sample.com, harborview-new-sample.com",17,,
      5310224,,26-50,Law Firm,no
      """)
    let outcome = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "r")
    #expect(outcome.output.contains("By default"), "\(outcome.output)\(outcome.error)")
    let plan = try place.lines("r/3-validate/plan.jsonl")
    #expect(plan.count == 1)
    #expect(plan.first?["defaulted"] as? [String] == ["industry"])
    let domains = plan.first?["domains"] as? [[String: Any]] ?? []
    #expect(
      domains.map { $0["name"] as? String } == [
        "harborview-dental-sample.com", "harborview-new-sample.com",
      ])
    let left = try place.lines("r/3-validate/unimported.jsonl").filter {
      $0["reason"] as? String == "not_selected"
        && ["5310211", "5310224"].contains($0["organization_id"] as? String)
    }
    #expect(left.contains { $0["domain"] as? String == "harborviewdental-sample.net" })
    #expect(left.contains { ($0["detail"] as? String)?.contains("column E: “no”") == true })
  }

  @Test("Two runs of the same inputs have the same candidates, byte for byte")
  func deterministic() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    for run in ["a", "b"] {
      let outcome = try await place.glueport(
        "run", pipeline, "--to", "transform", "--run-dir", run,
        environment: run == "a" ? [:] : ["SWIFT_DETERMINISTIC_HASHING": "1"])
      #expect(outcome.exit == 0, "\(outcome.error)")
    }
    for file in ["candidates.jsonl", "orphans.jsonl"] {
      #expect(try place.text("a/2-transform/\(file)") == place.text("b/2-transform/\(file)"))
    }
  }
}
