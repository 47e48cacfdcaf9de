import Foundation
import Testing

@Suite("Extract, from whatever IT Glue does", .ownThread)
struct ExtractTests {
  /// A guard of extract: the fault that calls for it, and what is said then.
  struct Guard: CustomTestStringConvertible {
    var faults: String
    var says: String
    var testDescription: String { faults }
  }

  private static let guards = [
    Guard(faults: "itglue:repeat", says: "page 2 was asked for, and page 1 came"),
    Guard(faults: "itglue:next-same", says: "page 1 names 1 as the page that follows"),
    Guard(faults: "itglue:next-back@3", says: "page 2 names 1 as the page that follows"),
    Guard(faults: "itglue:next-skip@2", says: "page 1 names 3 as the page that follows"),
    Guard(faults: "itglue:no-meta@2", says: "it has no “meta”"),
    Guard(faults: "itglue:no-total@2", says: "its “meta” has no “total-count”"),
    Guard(faults: "itglue:data-object@2", says: "its “data” is not a list"),
    Guard(faults: "itglue:no-attributes@2", says: "of its “data” has no attributes"),
    Guard(faults: "itglue:errors@2", says: "it carries “errors”: {\"errors\":[{"),
    Guard(faults: "itglue:html@2", says: "it is not JSON: <!DOCTYPE html>"),
    Guard(faults: "itglue:too-long@2", says: "an answer of more than 64 MB"),
  ]

  @Test(
    "Each guard ends in an error of one line with the URL, what to do, and no plan",
    arguments: guards)
  func ends(guarded: Guard) async throws {
    let place = try await Workplace(faults: guarded.faults)
    let pipeline = try place.pipeline { $0.organizations = "{}" }
    let outcome = try await place.glueport("run", pipeline, "--to", "validate", "--run-dir", "run")
    #expect(outcome.exit == 69, "\(outcome.error)")
    let line = outcome.error.split(separator: "\n").first { $0.hasPrefix("glueport: ") } ?? ""
    #expect(line.contains(guarded.says), "\(outcome.error)")
    #expect(line.contains("/organizations?page%5Bnumber%5D="), "\(line)")
    #expect(!outcome.error.contains(place.environment["GLUEPORT_SANDBOX_ITGLUE_KEY"] ?? "-"))
    let files = FileManager.default
    #expect(!files.fileExists(atPath: place.folder.appending(path: "run/2-transform").path))
    #expect(!files.fileExists(atPath: place.folder.appending(path: "run/3-validate").path))
    // Nothing is lost: without the fault the same run ends right.
    try await place.arm("")
    let resumed = try await place.glueport("resume", "./run")
    #expect(try place.lines("run/1-extract/organizations.jsonl").count == 30, "\(resumed.error)")
  }

  @Test(
    "What passes by is waited for, and the rows are those of a calm day",
    arguments: [
      "itglue:empty@3,itglue:cut-json@4,itglue:truncate@5,itglue:reset@6",
      "itglue:429-date@2,itglue:429=1@4", "itglue:503x2@3,itglue:timeout-text@6",
      "itglue:no-links", "itglue:ignore-filter", "itglue:drift=4", "itglue:appear=4",
      "itglue:too-large=15",
    ])
  func passing(faults: String) async throws {
    let calm = try await Workplace()
    _ = try await calm.glueport("extract", try calm.pipeline(), "--run-dir", "run")
    let place = try await Workplace(faults: faults)
    let outcome = try await place.glueport(
      "extract", try place.pipeline { $0.pageSize = 20 }, "--run-dir", "run", "--json")
    #expect(outcome.exit == 0, "\(outcome.error)")
    func ids(_ place: Workplace, _ file: String) throws -> Set<String> {
      Set(try place.lines("run/1-extract/\(file)").compactMap { $0["id"] as? String })
    }
    let missing = faults.contains("drift") ? 1 : 0
    let unfiltered = faults.contains("ignore-filter")
    let organizations = try ids(place, "organizations.jsonl")
    #expect(organizations.count == (unfiltered ? 30 : 26 - missing), "\(outcome.error)")
    #expect(try ids(calm, "domains.jsonl").count == ids(place, "domains.jsonl").count + missing)
    #expect(organizations.isSuperset(of: try ids(calm, "organizations.jsonl")) || missing == 1)
  }

  @Test("It tells what it will take, and the proof that all is there")
  func told() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport(
      "extract", try place.pipeline { $0.organizations = "{}" }, "--run-dir", "run")
    #expect(outcome.error.contains("IT Glue has 30 organizations, and 43 domains"))
    #expect(outcome.error.contains("8 requests for pages of 10: well within the limit"))
    #expect(
      outcome.output.contains(
        "organizations 30 on 3 pages, IT Glue told 30 at first and 30 at last"))
    #expect(
      outcome.output.contains(
        "domains       43 on 5 pages, IT Glue told 43 at first and 43 at last"))
  }

  @Test("What the filters of IT Glue leave out is counted by rule, and its domains are not orphans")
  func selection() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let outcome = try await place.glueport(
      "run", pipeline, "--to", "validate", "--run-dir", "run", "--json")
    let summary = try #require(try outcome.json()["summary"] as? [String: Any])
    let proofs = try #require(summary["extract"] as? [[String: Any]])
    #expect(proofs.first?["left_out"] as? [String: Int] == ["types": 3, "statuses": 1])
    let total = summary["total"] as? [String: Int]
    #expect(total == ["organizations": 30, "domains": 43])
    let reasons = try #require(summary["reasons"] as? [[String: Any]])
    let left = reasons.first { $0["reason"] as? String == "not_selected" }
    #expect((left?["counts"] as? [String: Int])?["organizations"] == 4)
    #expect(!reasons.contains { $0["reason"] as? String == "orphan_domain" })

    // The same selection, applied to the rows alone, selects the same.
    try await place.arm("itglue:ignore-filter")
    _ = try await place.glueport("run", pipeline, "--to", "validate", "--run-dir", "rows")
    #expect(try place.text("run/3-validate/plan.jsonl") == place.text("rows/3-validate/plan.jsonl"))
  }

  @Test("By id and by name, by time, and the first few: the plan has those and no others")
  func rules() async throws {
    let place = try await Workplace()
    _ = try await place.glueport(
      "extract", try place.pipeline { $0.organizations = "{}" }, "--run-dir", "scout")
    func planned(_ selection: String) async throws -> Set<String> {
      let run = "run-\(UUID())"
      let pipeline = try place.pipeline { $0.organizations = selection }
      _ = try await place.glueport("run", pipeline, "--to", "validate", "--run-dir", run)
      return Set(
        try place.lines("\(run)/2-transform/candidates.jsonl")
          .filter { candidate in
            let findings = candidate["findings"] as? [[String: Any]] ?? []
            return !findings.contains { $0["reason"] as? String == "not_selected" }
          }.compactMap { $0["name"] as? String })
    }
    let all = try await planned("{}")
    let rows = try place.lines("scout/1-extract/organizations.jsonl")
    let id = try #require(rows.first?["id"] as? String)
    let name = try #require(
      (rows.first?["attributes"] as? [String: Any])?["name"] as? String)
    #expect(try await planned("{ include: ['\(id)'] }") == [name])
    #expect(try await planned("{ include_names: ['\(name.uppercased())'] }") == [name])
    #expect(try await planned("{ exclude: ['\(id)'] }") == all.subtracting([name]))
    #expect(try await planned("{ exclude_names: ['\(name)'] }") == all.subtracting([name]))
    #expect(try await planned("{ limit: 2 }").count == 2)
    #expect(try await planned("{ updated_since: 2999-01-01 }").isEmpty)
    #expect(try await planned("{ updated_since: 1999-01-01 }") == all)
  }

  @Test("What passes after a time-out or two passes where no page can be smaller, too")
  func timeoutsWithoutSmallerPages() async throws {
    let place = try await Workplace(faults: "itglue:504x2,itglue:timeout-textx2@4")
    let pipeline = try place.pipeline {
      $0.licence = "{ limit: 100 }"
      $0.pageSize = 10
    }
    let outcome = try await place.glueport("extract", pipeline)
    #expect(outcome.exit == 0, "\(outcome.error)")
  }

  @Test("Kept pages are a source for someone who has no key: the same rows, the same plan")
  func savedPages() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline { $0.licence = "{ limit: 100 }" }
    let extract = try await place.glueport(
      "extract", pipeline, "--run-dir", "first", "--save-pages", "saved")
    #expect(extract.exit == 0, "\(extract.error)")
    _ = try await place.glueport("run", pipeline, "--to", "validate", "--run-dir", "first")
    let replay = try place.pipeline {
      $0.name = "replay"
      $0.source = "pages: saved\n  organizations: { types: [Customer], statuses: [Active] }"
      $0.licence = "{ limit: 100 }"
    }
    let outcome = try await place.glueport(
      "run", replay, "--to", "validate", "--run-dir", "second",
      environment: [
        "GLUEPORT_SANDBOX_ITGLUE_KEY": "", "GLUEPORT_SANDBOX_ITGLUE_URL": "http://127.0.0.1:1",
      ])
    #expect(outcome.exit == 2, "\(outcome.error)")
    for file in [
      "1-extract/organizations.jsonl", "1-extract/domains.jsonl", "3-validate/plan.jsonl",
      "3-validate/unimported.jsonl",
    ] {
      #expect(try place.text("first/\(file)") == place.text("second/\(file)"), "\(file)")
    }
    // A page is gone, and no other tells how many rows there were.
    let pages = place.folder.appending(path: "saved/domains")
    for name in try FileManager.default.contentsOfDirectory(atPath: pages.path) {
      let text = try String(contentsOf: pages.appending(path: name), encoding: .utf8)
      try text.replacing("total-count", with: "other-count")
        .write(to: pages.appending(path: name), atomically: true, encoding: .utf8)
    }
    let short = try await place.glueport("run", replay, "--to", "validate", "--run-dir", "short")
    #expect(short.exit == 65 && short.error.contains("total-count"), "\(short.error)")
    let again = try await place.glueport(
      "extract", pipeline, "--run-dir", "third", "--save-pages", "saved")
    #expect(again.exit == 65 && again.error.contains("there is something in it already"))
    let wrong = try await place.glueport("extract", replay, "--save-pages", "elsewhere")
    #expect(wrong.exit == 64)
  }

  @Test(
    "Killed in the middle of a walk it goes on from its last checkpoint, and the files are the same"
  )
  func killed() async throws {
    let data = ["--organizations", "9000", "--domains", "9000", "--seed", "5"]
    // After two requests of the survey and twelve pages IT Glue is slow: time enough for the kill.
    let place = try await Workplace(data, faults: "itglue:slow=5000x8@14")
    let pipeline = try place.pipeline {
      $0.organizations = "{}"
      $0.pageSize = 500
    }
    let running = try place.start("extract", pipeline, "--run-dir", "run")
    let checkpoint = place.folder.appending(path: "run/1-extract/checkpoint.json")
    func nextPage() throws -> Int {
      let text = (try? String(contentsOf: checkpoint, encoding: .utf8)) ?? ""
      return text.firstMatch(of: /"organizations.next_page" : (\d+)/).flatMap { Int($0.1) } ?? 1
    }
    while try nextPage() < 6, running.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    running.signal(SIGKILL)
    #expect(try await running.end().exit == -SIGKILL)
    let reached = try nextPage()
    let requests = try await requestCount(place)
    let resumed = try await place.glueport("resume", "./run")
    #expect(resumed.exit == 0, "\(resumed.error)")
    #expect(resumed.error.contains("extract: goes on"))
    // A survey of two requests, the organizations that were left, and 18 pages of domains. Up to
    // four requests were on their way when the process died, and may be counted after that.
    let expected = 2 + (18 - reached + 1) + 18
    let counted = try await requestCount(place) - requests
    #expect(reached >= 6 && (expected...expected + 4).contains(counted))

    let calm = try await Workplace(data)
    _ = try await calm.glueport("extract", pipeline, "--run-dir", "run")
    for file in ["organizations.jsonl", "domains.jsonl"] {
      #expect(try place.text("run/1-extract/\(file)") == calm.text("run/1-extract/\(file)"))
    }
  }

  private func requestCount(_ place: Workplace) async throws -> Int {
    (try await place.journal()["requests"] as? [String: Int])?["itglue"] ?? 0
  }

  @Test("Since the last extract only what changed is asked for, and later stages see all")
  func since() async throws {
    let place = try await Workplace(["--organizations", "2500", "--domains", "100"])
    let pipeline = try place.pipeline {
      $0.organizations = "{}"
      $0.pageSize = 1000
    }
    let none = try await place.glueport("extract", pipeline, "--since", "last")
    #expect(none.exit == 0 && none.error.contains("there is no extract to go on from"))
    let outcome = try await place.glueport(
      "extract", pipeline, "--since", "last", "--run-dir", "second", "--json")
    #expect(outcome.exit == 0, "\(outcome.error)")
    #expect(outcome.error.contains("organizations are new or changed since"))
    let whole = try #require(
      FileManager.default.contentsOfDirectory(atPath: place.folder.appending(path: "runs").path)
        .first)
    #expect(
      try place.text("second/1-extract/organizations.jsonl")
        == place.text("runs/\(whole)/1-extract/organizations.jsonl"))
    let checkpoint = try place.text("second/1-extract/checkpoint.json")
    #expect(checkpoint.contains("\"organizations\" : 2500"))
    let wrong = try await place.glueport(
      "extract", pipeline, "--since", "last", "--save-pages", "saved")
    #expect(wrong.exit == 64)
  }
}
