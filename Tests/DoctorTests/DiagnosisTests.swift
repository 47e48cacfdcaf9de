import Foundation
import Pipeline
import Report
import TestSupport
import Testing

@testable import Doctor

@Suite("Doctor: the diagnosis")
struct DiagnosisTests {
  private static let checks: [CheckResult] = [
    .pass(.itGlue, "key", "all is well"),
    .warn(.clock, nil, "late", remedy: "set it"),
    .fail(.folder, "runs", "closed\u{1B}[31m", remedy: "open it", .storage),
  ]

  @Test("Each check is a line, in columns, and what to do stands below it")
  func text() {
    let text = DiagnosisText(Diagnosis(Self.checks), style: TextStyle(coloured: false)).text
    #expect(
      text == """
        pass  IT Glue key  all is well
        warn  Clock        late
                           → set it
        fail  Folder runs  closed\u{FFFD}[31m
                           → open it

        """)
  }

  @Test("Colour is for the verdict, and leaves the columns as they are")
  func colour() {
    let text = DiagnosisText(Diagnosis(Self.checks), style: TextStyle(coloured: true)).text
    #expect(text.hasPrefix("\u{1B}[32mpass\u{1B}[0m  IT Glue key  all is well\n"))
    #expect(text.contains("\u{1B}[31mfail\u{1B}[0m"))
  }

  @Test("A program gets the checks and the exit code")
  func json() throws {
    let data = try JSONFile.bytes(of: Diagnosis(Self.checks))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["exit"] as? Int == 74)
    let checks = try #require(object["checks"] as? [[String: String]])
    #expect(
      checks[0] == ["area": "IT Glue", "name": "key", "verdict": "pass", "text": "all is well"])
    #expect(checks[1] == ["area": "Clock", "verdict": "warn", "text": "late", "remedy": "set it"])
  }

  @Test("The exit code is that of the most severe failure, and none for a warning")
  func exit() {
    func exit(_ kinds: FailureKind...) -> Exit {
      Diagnosis(kinds.map { .fail(.ledger, nil, "", remedy: "", $0) }).exit
    }
    #expect(Diagnosis(Array(Self.checks.prefix(2))).exit == .done)
    #expect(exit(.storage) == .storage)
    #expect(exit(.storage, .unavailable) == .unavailable)
    #expect(exit(.unavailable, .badInput) == .badInput)
    #expect(exit(.storage, .badInput, .refused) == .refused)
    #expect(exit(.locked) == .locked)
  }

  @Test("All checks are done whatever the first ones find, nothing is made, no secret is told")
  func all() async throws {
    let fixture = try DoctorFixture(rest: DoctorFixture.destination) { _ in
      .json(#"{"message":"ITG.the-key mia@msp.example"}"#, status: 403)
    }
    let before = try FileManager.default.subpathsOfDirectory(atPath: fixture.folder.url.path)
    let diagnosis = try await fixture.diagnose { _ in true }
    #expect(
      diagnosis.checks.map { "\($0.area.rawValue) \($0.name ?? "")" } == [
        "IT Glue region", "IT Glue key", "Dark Web ID profile", "Dark Web ID login",
        "Dark Web ID licences", "Dark Web ID reading", "Domain list sensitive",
        "Domain list free_mail",
        "Domain list disposable", "Domain list shared_hosts", "Domain list government",
        "Domain list reserved", "Domain list own", "Domain list vendors",
        "Domain list public suffixes", "Mapping ", "Folder runs",
        "Folder state", "Folder locks", "Ledger ", "Clock ",
      ])
    #expect(diagnosis.checks.allSatisfy { ($0.verdict == .pass) == ($0.remedy == nil) })
    for secret in DoctorFixture.secrets { #expect(!diagnosis.everything.contains(secret)) }
    let after = try FileManager.default.subpathsOfDirectory(atPath: fixture.folder.url.path)
    #expect(after == before)
  }
}
