import Foundation
import Testing

@Suite("The whole way, from IT Glue to Dark Web ID")
struct OnboardingTests {
  @Test("The sandbox's default data shows all three statuses, and every reason of the vendor")
  func happyWay() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport(
      "run", try place.pipeline(), "--yes", "--json", "--run-dir", "run")
    #expect(outcome.exit == 69, "one import is held pending: \(outcome.error)")

    let summary = try #require(try outcome.json()["summary"] as? [String: Any])
    let statuses = try #require(summary["statuses"] as? [String: [String: Int]])
    for status in ["imported", "pending", "unimported", "skipped"] {
      #expect((statuses[status]?["organizations"] ?? 0) > 0, "no organization is \(status)")
    }
    let reasons = try #require(summary["reasons"] as? [[String: Any]])
    let codes = Set(reasons.compactMap { $0["reason"] as? String })
    #expect(
      codes.isSuperset(of: ["import_error", "license_limit", "gov_domain", "sensitive_domain"]))

    let total = try #require(summary["total"] as? [String: Int])
    for what in ["organizations", "domains"] {
      let sum = statuses.values.reduce(0) { $0 + ($1[what] ?? 0) }
      #expect(sum == total[what], "every one of the \(what) has exactly one status")
    }
    let created = try await place.created()
    #expect(created.count == Set(created).count)
    #expect(created.count == (try place.lines("run/3-validate/plan.jsonl")).count)
  }

  @Test("A dry run sends nothing, and writes the same plan as a real run")
  func dryRun() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let dry = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "dry")
    #expect(dry.exit == 2, "some organizations stay Unimported: \(dry.error)")
    #expect(dry.output.contains("nothing was sent"))
    #expect(try await place.created().isEmpty)
    let real = try await place.glueport("run", pipeline, "--yes", "--run-dir", "real")
    #expect(real.exit == 69)
    for file in ["plan.jsonl", "unimported.jsonl"] {
      #expect(try place.text("dry/3-validate/\(file)") == place.text("real/3-validate/\(file)"))
    }
  }

  @Test("The plan of a dry run can be loaded, that one and no other")
  func reviewedPlan() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let dry = try await place.glueport("run", pipeline, "--dry-run", "--json", "--run-dir", "run")
    let summary = try #require(try dry.json()["summary"] as? [String: Any])
    let digest = try #require(summary["plan"] as? String)
    let wrong = try await place.glueport(
      "load", pipeline, "--run-dir", "run", "--plan-digest", "sha256:00")
    #expect(wrong.exit == 78)
    #expect(try await place.created().isEmpty)
    let right = try await place.glueport(
      "load", pipeline, "--run-dir", "run", "--plan-digest", digest)
    #expect(right.exit == 69, "\(right.error)")
    #expect(try await place.created().count == (try place.lines("run/3-validate/plan.jsonl")).count)
  }

  @Test("A second run creates nothing that the first one created")
  func twice() async throws {
    let place = try await Workplace(["--organizations", "30", "--domains", "60", "--seed", "7"])
    let sheet = try await place.sheetForAll()
    let whole = try place.pipeline {
      $0.organizations = "{}"
      $0.spreadsheet = sheet
    }
    let first = try await place.glueport("run", whole, "--yes", "--run-dir", "first")
    #expect([0, 2].contains(first.exit), "\(first.error)")
    let created = try await place.created()
    #expect(!created.isEmpty)
    let second = try await place.glueport("run", whole, "--yes", "--run-dir", "second")
    #expect([0, 2].contains(second.exit), "\(second.error)")
    #expect(try await place.created() == created)
  }

  @Test("Pages saved in a folder and a licence limit in the file need neither key nor login")
  func offline() async throws {
    let place = try await Workplace()
    _ = try place.write(
      """
      {"data":[{"id":"574989297464115201","type":"organizations","attributes":{"name":"Acme"}}],
       "meta":{"total-count":1,"next-page":null}}
      """, to: "pages/organizations/1.json")
    _ = try place.write(
      """
      {"data":[{"id":"1","type":"domains","attributes":
        {"organization-id":574989297464115201,"name":"https://WWW.Acme-sample.com/"}}],
       "meta":{"total-count":1,"next-page":null}}
      """, to: "pages/domains/1.json")
    let sheet = try place.write(
      "IT Glue ID,Employee Count,Industry\n574989297464115201,17,Legal\n", to: "sheet.csv")
    let pipeline = try place.pipeline {
      $0.source = "pages: pages"
      $0.spreadsheet = sheet
      $0.licence = "{ limit: 10 }"
      $0.destination = false
    }
    let outcome = try await place.glueport(
      "run", pipeline, "--to", "validate", "--run-dir", "run",
      environment: ["GLUEPORT_SANDBOX_ITGLUE_KEY": "", "GLUEPORT_SANDBOX_DARKWEBID_USER": ""])
    #expect(outcome.exit == 0, "\(outcome.error)")
    let plan = try place.lines("run/3-validate/plan.jsonl")
    #expect(plan.first?["id"] as? String == "574989297464115201")
    #expect(plan.first?["employee_count"] as? String == "11-25")
    let domains = plan.first?["domains"] as? [[String: Any]]
    #expect(domains?.first?["name"] as? String == "www.acme-sample.com")
  }

  @Test("Stages compose through pipes, and give what a run gives")
  func pipes() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let program = Program.glueport.url.path
    let script = """
      set -eo pipefail
      \(program) extract \(pipeline) --run-dir a --output - --quiet \
        | \(program) transform \(pipeline) --run-dir b --input - --output - --quiet \
        | { \(program) validate \(pipeline) --run-dir c --input - --output plan.jsonl --quiet \
            || test $? = 2; }
      """
    let outcome = try await RunningProgram(
      URL(filePath: "/bin/bash"), ["-c", script], environment: place.environment,
      in: place.folder
    ).end()
    #expect(outcome.exit == 0, "\(outcome.error)")
    _ = try await place.glueport("run", pipeline, "--dry-run", "--run-dir", "whole")
    #expect(try place.text("plan.jsonl") == place.text("whole/3-validate/plan.jsonl"))
  }
}
