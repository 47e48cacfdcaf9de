import Foundation
import Testing

@Suite("The doctor, against real services")
struct DoctorCommandTests {
  @Test("A pipeline that has all it needs passes in every line")
  func well() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport("doctor", try place.pipeline())
    #expect(outcome.exit == 0, "\(outcome.output)")
    #expect(outcome.output.contains("accepts the key; it has 30 organizations and 43 domains"))
    #expect(outcome.output.contains("6 of 33 domain licences used, 27 free"))
    #expect(outcome.output.contains("within 60 s of the services' clocks"))
    #expect(!outcome.output.contains("fail"))
    #expect(!FileManager.default.fileExists(atPath: place.folder.appending(path: "runs").path))
  }

  @Test("What is wrong is told all at once, with remedies and without the secrets")
  func ill() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport(
      "doctor", try place.pipeline { $0.spreadsheet = "nowhere.csv" }, "--json",
      environment: [
        "GLUEPORT_SANDBOX_ITGLUE_KEY": "ITG.not-this-one",
        "GLUEPORT_SANDBOX_DARKWEBID_PASSWORD": "not-this-either",
      ])
    #expect(outcome.exit == 77)
    let checks = try #require(try outcome.json()["checks"] as? [[String: Any]])
    let failed = checks.filter { $0["verdict"] as? String == "fail" }
    #expect(
      failed.compactMap { $0["subject"] as? String } == ["IT Glue", "spreadsheet", "Dark Web ID"])
    #expect(failed.allSatisfy { ($0["remedy"] as? String)?.isEmpty == false })
    #expect(!(outcome.output + outcome.error).contains("not-this"))
  }

  @Test("A pipeline file that cannot be read, and a service that is not there, are told as such")
  func away() async throws {
    let place = try await Workplace()
    let broken = try place.write("name: a\nsorce: {}\n", to: "broken.yaml")
    #expect(try await place.glueport("doctor", broken).exit == 65)
    let away = try await place.glueport(
      "doctor", try place.pipeline(),
      environment: ["GLUEPORT_SANDBOX_ITGLUE_URL": "http://127.0.0.1:1"])
    #expect(away.exit == 69)
    #expect(away.output.contains("no connection"))
  }
}
