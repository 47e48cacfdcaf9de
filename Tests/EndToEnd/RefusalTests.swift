import Foundation
import TestSupport
import Testing

@Suite("What is wrong is said, and nothing is sent")
struct RefusalTests {
  @Test("A wrong key ends with 77 and names all that may be the cause")
  func wrongKey() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport(
      "run", try place.pipeline(), "--yes",
      environment: ["GLUEPORT_SANDBOX_ITGLUE_KEY": "ITG.not-this-one"])
    #expect(outcome.exit == 77)
    for cause in ["key", "region", "IP addresses"] { #expect(outcome.error.contains(cause)) }
    #expect(!outcome.error.contains("ITG.not-this-one"))
    #expect(try await place.created().isEmpty)
  }

  @Test("A wrong password ends with 77 and names all that may be the cause")
  func wrongPassword() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport(
      "run", try place.pipeline(), "--yes", "--json",
      environment: ["GLUEPORT_SANDBOX_DARKWEBID_PASSWORD": "hunter2-wrong"])
    #expect(outcome.exit == 77)
    for cause in ["password", "web services", "IP addresses"] {
      #expect(outcome.error.contains(cause))
    }
    #expect(!(outcome.error + outcome.output).contains("hunter2-wrong"))
    #expect(try outcome.json()["exit"] as? Int == 77)
    #expect(try await place.created().isEmpty)
  }

  @Test("A key that is not set is named, and nothing is asked of anybody")
  func missingKey() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport(
      "run", try place.pipeline(), "--yes", environment: ["GLUEPORT_SANDBOX_ITGLUE_KEY": ""])
    #expect(outcome.exit == 65)
    #expect(outcome.error.contains("GLUEPORT_SANDBOX_ITGLUE_KEY"))
  }

  @Test("A service that is not there ends with 69 and says how to go on")
  func unreachable() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline { $0.itglueURL = "http://127.0.0.1:1" }
    let running = try place.start("run", pipeline, "--yes", "--run-dir", "run")
    // Six attempts with growing pauses: about ten seconds.
    let outcome = try await running.end()
    #expect(outcome.exit == 69)
    #expect(outcome.error.contains("glueport resume"))
    #expect(outcome.error.contains("Connection refused"))
  }

  @Test("Loading with nobody to ask is refused before any work is done")
  func nobodyToAsk() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport("run", try place.pipeline())
    #expect(outcome.exit == 64)
    #expect(outcome.error.contains("--yes"))
    let runs = try? FileManager.default.contentsOfDirectory(
      atPath: place.folder.appending(path: "runs").path)
    #expect((runs ?? []).isEmpty)
  }

  @Test(
    "Wrong use is 64, a broken pipeline file 65 with its line",
    arguments: [
      (["run"], Int32(64), "pipeline"),
      (["fly", "x.yaml"], 64, "fly"),
      (["run", "missing.yaml", "--dry-run"], 65, "missing.yaml"),
      (["run", "broken.yaml", "--dry-run"], 65, "broken.yaml:3"),
      (["run", "x.yaml", "--from", "load", "--to", "extract"], 64, "--from"),
      (["run", "x.yaml", "--continue", "--first", "1"], 64, "--continue resumes"),
      (["run", "x.yaml", "--continue", "--only", "1"], 64, "--continue resumes"),
      (["run", "x.yaml", "--continue", "--since", "last"], 64, "--continue resumes"),
      (["run", "x.yaml", "--continue", "--save-pages", "p"], 64, "--continue resumes"),
      (["resume", "20200101T000000Z-none"], 64, "20200101T000000Z-none"),
      (["report", "--format", "pdf"], 64, "pdf"),
    ])
  func wrongUse(arguments: [String], exit: Int32, mention: String) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "glueport-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("name: broken\nsource: { pages: pages }\nmaping: {}\n".utf8)
      .write(to: folder.appending(path: "broken.yaml"))
    let outcome = try await RunningProgram(
      Program.glueport.url, arguments, environment: [:], in: folder
    ).end()
    #expect(outcome.exit == exit, "\(outcome.error)")
    #expect(outcome.error.contains(mention))
  }

  @Test(
    "A spreadsheet that is read beside saved pages is refused as it is before IT Glue is walked, and the run goes on when it is mended"
  )
  func wrongSpreadsheetBesidePages() async throws {
    let place = try await Workplace()
    let saving = try place.pipeline { $0.name = "saving" }
    let saved = try await place.glueport("extract", saving, "--save-pages", "pages")
    #expect(saved.exit == 0, "\(saved.error)")
    let sheet = try place.write("Company,Telephone\nAcme,555\n", to: "sheet.csv")
    let pipeline = try place.pipeline {
      $0.source = "pages: pages"
      $0.spreadsheet = sheet
    }
    let refused = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "run")
    #expect(refused.exit == 65, "\(refused.error)")
    #expect(refused.error.contains("sheet.csv"))
    #expect(try place.object("run/run.json")["state"] as? String == "unfinished")
    let samples = Repository.url.appending(path: "samples/clients.csv")
    _ = try place.write(String(contentsOf: samples, encoding: .utf8), to: "sheet.csv")
    let outcome = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "run")
    #expect(outcome.exit == 2, "\(outcome.error)")
    #expect(try place.lines("run/3-validate/plan.jsonl").count > 10)
  }

  @Test("--plan-digest loads that plan and no other, also where another one was approved before")
  func anotherDigest() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let run = try await place.glueport("run", pipeline, "--yes", "--run-dir", "run")
    #expect(run.exit == 69, "\(run.error)")
    let arrived = try await place.arrived().count
    let digest = "sha256:" + String(repeating: "0", count: 64)
    let outcome = try await place.glueport(
      "load", pipeline, "--run-dir", "run", "--plan-digest", digest)
    #expect(outcome.exit == 78, "\(outcome.error)")
    #expect(try await place.arrived().count == arrived)
  }

  @Test("A spreadsheet without the columns is refused by name, before anything is planned")
  func wrongSpreadsheet() async throws {
    let place = try await Workplace()
    let sheet = try place.write("Company,Telephone\nAcme,555\n", to: "phones.csv")
    let pipeline = try place.pipeline { $0.spreadsheet = sheet }
    let outcome = try await place.glueport("run", pipeline, "--yes")
    #expect(outcome.exit == 65)
    #expect(outcome.error.contains("phones.csv"))
    #expect(outcome.error.contains("Employee Count"))
    #expect(try await place.created().isEmpty)
  }

  @Test("The world moving between review and load ends with 78 and sends nothing")
  func overtaken() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let dry = try await place.glueport("run", pipeline, "--dry-run", "--json", "--run-dir", "one")
    let summary = try #require(try dry.json()["summary"] as? [String: Any])
    let digest = try #require(summary["plan"] as? String)
    // Another run, of another ledger, takes the licences and the titles.
    let other = try place.pipeline { $0.name = "other" }
    let text = try String(contentsOfFile: other, encoding: .utf8)
    try Data(text.replacing("ledger.sqlite", with: "other.sqlite").utf8)
      .write(to: URL(filePath: other))
    _ = try await place.glueport("run", other, "--yes", "--run-dir", "two")
    let created = try await place.created()
    let outcome = try await place.glueport(
      "load", pipeline, "--run-dir", "one", "--plan-digest", digest)
    #expect(outcome.exit == 78)
    #expect(outcome.error.contains("exists in Dark Web ID now"))
    #expect(try await place.created() == created)
  }
}
