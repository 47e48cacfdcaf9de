import Foundation
import Testing

@Suite("glueport report and why")
struct ReportCommandTests {
  @Test("A dry run leaves its page and its sheet to mend, and every form can be had of it")
  func forms() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let run = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "r")
    #expect(run.exit == 2, "\(run.error)")
    #expect(run.output.contains("Report     r/report/report.html\n"))
    #expect(run.output.contains("To mend    r/report/fixes.csv\n"))
    #expect(try place.text("r/report/report.html").contains("organizations would be imported</h1>"))
    #expect(try place.text("r/report/fixes.csv").contains("unknown_industry: clients.csv row 23"))
    for (format, part) in [
      ("text", "Organization"), ("html", "<!DOCTYPE html>"),
      ("csv", "\"IT Glue ID\",\"Organization\""),
      ("json", "\"licence_forecast\""), ("fixes", "\"Remedy\""), ("worksheet", "\"Done\""),
    ] {
      let report = try await place.glueport("report", "./r", "--format", format)
      #expect(report.exit == 0, "\(format): \(report.error)")
      #expect(report.output.contains(part), "\(format)")
    }
    let without = try await place.glueport("report", "./r", "--format", "xlsx")
    #expect(without.exit == 64)
    let book = try await place.glueport("report", "./r", "--format", "xlsx", "--output", "r.xlsx")
    #expect(book.exit == 0, "\(book.error)")
    #expect(FileManager.default.fileExists(atPath: place.folder.appending(path: "r.xlsx").path))
  }

  @Test("The sheet to mend, mended and given back, goes in; the runs can be compared")
  func mended() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    _ = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "one")
    let mended = try place.text("one/report/fixes.csv")
      .replacing("Manufacturng\",\"2\"", with: "Manufacturing\",\"2\"")
    let again = try place.pipeline {
      $0.name = "again"
      $0.spreadsheet = "mended.csv"
    }
    _ = try place.write(mended, to: "mended.csv")
    _ = try await place.glueport("run", again, "--dry-run", "--run-dir", "two")
    let planned = try place.lines("two/3-validate/plan.jsonl").compactMap { $0["name"] as? String }
    #expect(planned.contains("Riverstone Foundry"))
    let compared = try await place.glueport("report", "--compare", "./one", "./two")
    #expect(compared.exit == 0, "\(compared.error)")
    #expect(
      compared.output.contains(
        "Riverstone Foundry (5310433)  Unimported (unknown_industry) → Would be imported"))
    let wrong = try await place.glueport("report", "--compare", "./one")
    #expect(wrong.exit == 64)
  }

  @Test("A run that fails writes its report too, and says there why")
  func failed() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline { $0.itglueURL = "http://127.0.0.1:9" }
    let run = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "r")
    #expect(run.exit == 69)
    let page = try place.text("r/report/report.html")
    #expect(page.contains("The run ended before its end"))
    #expect(page.contains("No plan was made"))
  }

  @Test("why follows one domain from its page to the answer, and names what it cannot find")
  func why() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    _ = try await place.glueport("run", pipeline, "--yes", "--run-dir", "r")
    let told = try await place.glueport("why", "gmail.com", "--run", "./r")
    #expect(told.exit == 0, "\(told.error)")
    for part in [
      "Juniper Street Bakery (5310296)", "page 1, row 9 of IT Glue's organizations",
      "Employee Count: “6” in clients.csv row 10, column C → 1-10",
      "gmail.com: unimported, free_mail", "in Dark Web ID",
    ] {
      #expect(told.output.contains(part), "\(part)")
    }
    let missing = try await place.glueport("why", "nobody", "--run", "./r")
    #expect(missing.exit == 64)
    #expect(missing.error.contains("has no organization or domain “nobody”"))
  }

  @Test("An organization that is there is adopted where the pipeline file says so")
  func adopts() async throws {
    let place = try await Workplace()
    let first = try place.pipeline()
    _ = try await place.glueport("run", first, "--yes", "--run-dir", "one")
    let second = try place.pipeline {
      $0.name = "second"
      $0.state = "other.sqlite"
      $0.existing = "adopt"
    }
    let run = try await place.glueport("run", second, "--yes", "--run-dir", "two")
    let adopted = try place.lines("two/3-validate/plan.jsonl").filter {
      $0["action"] as? String == "adopt"
    }
    #expect(adopted.count > 10, "\(run.output)\(run.error)")
    let results = try place.lines("two/4-load/results.jsonl")
    #expect(results.allSatisfy { $0["status"] as? String != "unknown" })
    #expect(results.count { $0["status"] as? String == "imported" } >= adopted.count - 1)
    #expect(
      results.filter { ($0["domains"] as? [Any])?.isEmpty == true }
        .allSatisfy { $0["attempts"] as? Int == 0 })
  }
}
