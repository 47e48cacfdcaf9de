import Foundation
import TestSupport
import Testing

@Suite("glueport fleet")
struct FleetCommandTests {
  /// A place with a fleet of two, of which one is run to its plan.
  private func place() async throws -> Workplace {
    let place = try await Workplace()
    _ = try place.pipeline {
      $0.name = "alder"
      $0.state = "alder.sqlite"
    }
    let text = try place.text("alder.yaml").replacing("name: alder", with: "name: ${PARTNER}")
    _ = try place.write(
      text.replacing("state: alder.sqlite", with: "state: ${PARTNER}.sqlite"), to: "partner.yaml")
    _ = try place.write(
      "pipeline: partner.yaml\npartners:\n  - name: alder\n  - name: birch\n", to: "partners.yaml")
    let outcome = try await place.glueport(
      "run", "partner.yaml", "--dry-run", environment: ["PARTNER": "alder"])
    #expect(outcome.exit == 2, "\(outcome.error)")
    return place
  }

  @Test("A check finds both partners ready, and asks no service")
  func check() async throws {
    let place = try await place()
    let outcome = try await place.glueport(
      "fleet", "check", "partners.yaml",
      environment: ["GLUEPORT_SANDBOX_ITGLUE_URL": "http://127.0.0.1:9"])
    #expect(outcome.exit == 0, "\(outcome.output)\(outcome.error)")
    #expect(outcome.output.contains("2 of 2 partners ready"))
    let json = try await place.glueport("fleet", "check", "partners.yaml", "--json").json()
    let partners = try #require(json["partners"] as? [[String: Any]])
    #expect(partners.map { $0["name"] as? String } == ["alder", "birch"])
    let key = try #require(place.environment["GLUEPORT_SANDBOX_ITGLUE_KEY"])
    #expect(!"\(json)".contains(key))
  }

  @Test("A file that is not there, and one that is none, are 65")
  func badFile() async throws {
    let place = try await place()
    for name in ["nowhere.yaml", "partner.yaml"] {
      for command in ["check", "summary"] {
        let outcome = try await place.glueport("fleet", command, name, "--json")
        #expect(outcome.exit == 65)
        #expect(try outcome.json()["error"] != nil)
      }
    }
  }

  @Test("The summary tells of each partner, in each of its forms")
  func summary() async throws {
    let place = try await place()
    let text = try await place.glueport("fleet", "summary", "partners.yaml")
    #expect(text.exit == 0 && text.output.hasPrefix("2 partners: 1 planned, 1 no run\n"))
    #expect(text.output.contains("ambiguous_mapping: 2 organizations"))
    let csv = try await place.glueport("fleet", "summary", "partners.yaml", "--format", "csv")
    let lines = csv.output.split(separator: "\r\n")
    #expect(
      lines.count == 3 && lines[1].hasPrefix(#""alder","planned","30","0","0","6","5","19","#),
      "\(csv.output)")
    let page = try await place.glueport(
      "fleet", "summary", "partners.yaml", "--format", "html", "--output", "summary.html")
    #expect(page.exit == 0 && page.output.isEmpty)
    let run = try #require(place.runs().first)
    #expect(try place.text("summary.html").contains("href=\"runs/\(run)/report/report.html\""))
    let later = try await place.glueport(
      "fleet", "summary", "partners.yaml", "--since", "29991231T000000Z")
    #expect(later.output.hasPrefix("2 partners: 2 no run\n"))
    let wrong = try await place.glueport("fleet", "summary", "partners.yaml", "--since", "today")
    #expect(wrong.exit == 64)
  }

  @Test("Partners of one pipeline file do not touch each other's runs")
  func ownRuns() async throws {
    let place = try await place()
    let run = try #require(place.runs().first)
    let before = try place.text("runs/\(run)/run.json")
    let birch = ["PARTNER": "birch"]
    for arguments in [
      ["load", "partner.yaml", "--run-dir", "runs/\(run)"],
      ["run", "partner.yaml", "--run-dir", "runs/\(run)", "--yes"],
    ] {
      let outcome = try await place.glueport(arguments, environment: birch)
      #expect(outcome.exit == 65, "\(arguments): \(outcome.error)")
      #expect(
        outcome.error.contains("is a run of “alder”") && outcome.error.contains("PARTNER=alder"))
    }
    #expect(try place.text("runs/\(run)/run.json") == before)
    #expect(try await place.arrived().isEmpty)
    let loaded = try await place.glueport(
      "run", "partner.yaml", "--yes", environment: ["PARTNER": "alder"])
    #expect(loaded.exit == 69, "\(loaded.error)")
    let open = try #require(place.runs().last)
    let arrived = try await place.arrived().count
    let resumed = try await place.glueport("resume", open, environment: birch)
    #expect(resumed.exit == 65 && resumed.error.contains("is a run of “alder”"), "\(resumed.error)")
    #expect(try await place.arrived().count == arrived)
    let text = try place.text("runs/\(open)/run.json")
    let other = try await place.glueport(
      "run", "partner.yaml", "--continue", "--yes", environment: birch)
    #expect([0, 2, 69].contains(other.exit), "\(other.error)")
    #expect(place.runs().count == 3)
    #expect(try place.text("runs/\(run)/run.json") == before)
    #expect(try place.text("runs/\(open)/run.json") == text)
  }

  @Test("The summary knows what a killed load has reached, by the partner's own ledger", .ownThread)
  func killedLoad() async throws {
    let place = try await place()
    try await place.arm("darkwebid:slow=1500x*@6")
    let running = try place.start(
      ["run", "partner.yaml", "--yes", "--run-dir", "runs/20991231T000000Z-alder"],
      environment: ["PARTNER": "alder"])
    while running.isRunning, try await place.arrived().count < 3 {
      try await Task.sleep(for: .milliseconds(5))
    }
    running.signal(SIGKILL)
    _ = try await running.end()
    let outcome = try await place.glueport("fleet", "summary", "partners.yaml", "--json")
    #expect(outcome.error.isEmpty, "\(outcome.error)")
    let partners = try #require(try outcome.json()["partners"] as? [[String: Any]])
    let summary = try #require(partners[0]["summary"] as? [String: Any])
    let statuses = try #require(summary["statuses"] as? [String: [String: Int]])
    let told = ["pending", "unknown", "imported"].compactMap { statuses[$0]?["organizations"] }
    #expect(told.reduce(0, +) >= 2, "\(statuses)")
  }
}
