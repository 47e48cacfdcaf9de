import Foundation
import TestSupport
import Testing

@Suite("glueport doctor")
struct DoctorCommandTests {
  /// The checks of `doctor --json`, by area and name.
  private func checks(_ outcome: Outcome) throws -> [String: [String: String]] {
    let checks = try outcome.json()["checks"] as? [[String: String]] ?? []
    return Dictionary(
      uniqueKeysWithValues: checks.map { check in
        ([check["area"], check["name"]].compactMap { $0 }.joined(separator: " "), check)
      })
  }

  @Test("Where all is well each line passes, and nothing is made or sent")
  func allIsWell() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let outcome = try await place.glueport("doctor", pipeline)
    #expect(outcome.exit == 0, "\(outcome.output)\(outcome.error)")
    let lines = outcome.output.split(separator: "\n")
    // The shipped lists grow old, and then there are warnings, with remedies.
    let others = lines.filter { !$0.contains("Domain list") && !$0.contains("→") }
    #expect(others.count == 13)
    #expect(others.allSatisfy { $0.hasPrefix("pass  ") }, "\(outcome.output)")
    #expect(outcome.output.contains("30 organizations, 43 domains"))
    #expect(outcome.output.contains("6 of 33 used, 27 free"))
    #expect(outcome.output.contains("organizations (3), domains (6); the writes are not tried"))
    #expect(try await place.created().isEmpty)
    for name in ["runs", "locks", "ledger.sqlite"] {
      let path = place.folder.appending(path: name).path
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("A profile that is not what the service answers is 65, with the key that is to be set")
  func otherProfile() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let shipped = Repository.url.appending(path: "pipelines/darkwebid.yaml")
    let profile = try String(contentsOf: shipped, encoding: .utf8)
      .replacing("first_page: 0", with: "first_page: 1")
      .replacing("name: search_value", with: "name: host")
    let file = try place.write(profile, to: "profile.yaml")
    let text = try String(contentsOfFile: pipeline, encoding: .utf8)
    _ = try place.write(text.replacing(shipped.path, with: file), to: "other.yaml")
    let outcome = try await place.glueport("doctor", "other.yaml", "--json")
    #expect(outcome.exit == 65, "\(outcome.output)\(outcome.error)")
    let reading = try #require(try checks(outcome)["Dark Web ID reading"])
    #expect(reading["verdict"] == "fail")
    #expect(reading["text"]?.contains("page 0 holds organizations that it lacks") == true)
    #expect(reading["text"]?.contains("has no “host”; there is “search_value”") == true)
    #expect(
      reading["remedy"]?.hasSuffix(
        "profile.yaml: set fields.domain.name; set paging.first_page: 0") == true)
    #expect(try await place.created().isEmpty)
  }

  @Test("A wrong key is 77 with all causes; the other checks are told, and no secret is")
  func wrongKey() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport(
      "doctor", try place.pipeline(),
      environment: ["GLUEPORT_SANDBOX_ITGLUE_KEY": "ITG.not-this-one"])
    #expect(outcome.exit == 77)
    for cause in ["key is wrong", "another region", "allowed IP addresses"] {
      #expect(outcome.output.contains(cause))
    }
    #expect(outcome.output.contains("27 free"))
    #expect(!(outcome.output + outcome.error).contains("ITG.not-this-one"))
  }

  @Test("A wrong password is 77, and with --json an object says so")
  func wrongPassword() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport(
      "doctor", try place.pipeline(), "--json",
      environment: ["GLUEPORT_SANDBOX_DARKWEBID_PASSWORD": "hunter2-wrong"])
    #expect(outcome.exit == 77)
    #expect(try outcome.json()["exit"] as? Int == 77)
    let checks = try checks(outcome)
    #expect(checks["Dark Web ID login"]?["verdict"] == "fail")
    #expect(checks["Dark Web ID login"]?["remedy"]?.contains("password") == true)
    #expect(checks["IT Glue key"]?["verdict"] == "pass")
    #expect(!(outcome.output + outcome.error).contains("hunter2-wrong"))
  }

  @Test("A variable that is not set, and a folder that cannot be made, are told in one go")
  func severalProblems() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    _ = try place.write("in the way", to: "runs")
    let outcome = try await place.glueport(
      "doctor", pipeline, "--json", environment: ["GLUEPORT_SANDBOX_ITGLUE_KEY": ""])
    #expect(outcome.exit == 65)
    let checks = try checks(outcome)
    #expect(checks["IT Glue key"]?["remedy"] == "export GLUEPORT_SANDBOX_ITGLUE_KEY=…")
    #expect(checks["Folder runs"]?["verdict"] == "fail")
    #expect(checks["Dark Web ID login"]?["verdict"] == "pass")
    let alone = try await place.glueport("doctor", pipeline)
    #expect(alone.exit == 74)
  }

  @Test("A service that is not there is 69, and soon")
  func unreachable() async throws {
    let place = try await Workplace()
    let outcome = try await place.glueport(
      "doctor", try place.pipeline { $0.itglueURL = "http://127.0.0.1:1" })
    #expect(outcome.exit == 69)
    #expect(outcome.output.contains("Connection refused"))
    #expect(!outcome.output.contains("resume"))
  }

  @Test("Keys and logins, right ones and wrong ones, are in nothing that is printed")
  func noSecrets() async throws {
    let place = try await Workplace()
    let pipeline = try place.pipeline()
    let names = ["ITGLUE_KEY", "DARKWEBID_USER", "DARKWEBID_PASSWORD"]
    let right = names.compactMap { place.environment["GLUEPORT_SANDBOX_\($0)"] }
    #expect(right.count == 3)
    let wrong = Dictionary(
      uniqueKeysWithValues: names.map { ("GLUEPORT_SANDBOX_\($0)", "wrong-\($0)-value") })
    let login = { (user: String, password: String) in
      Data("\(user):\(password)".utf8).base64EncodedString()
    }
    let secrets =
      right + Array(wrong.values)
      + [login(right[1], right[2]), login("wrong-\(names[1])-value", "wrong-\(names[2])-value")]
    for environment in [[:], wrong] {
      for form in [[], ["--json"]] {
        let outcome = try await RunningProgram(
          Program.glueport.url, ["doctor", pipeline] + form,
          environment: place.environment.merging(environment) { _, new in new }, in: place.folder
        ).end()
        #expect(outcome.exit == (environment.isEmpty ? 0 : 77))
        for secret in secrets { #expect(!(outcome.output + outcome.error).contains(secret)) }
      }
    }
  }

  @Test("A person at the terminal is asked before the key goes anywhere else, and may say no")
  func asked() async throws {
    let place = try await Workplace()
    let command = "\(Program.glueport.url.path) doctor \(try place.pipeline())"
    let outcome = try await RunningProgram(
      URL(filePath: "/usr/bin/script"), ["-qec", command, "/dev/null"],
      environment: place.environment.merging(["GLUEPORT_SANDBOX_ITGLUE_KEY": "ITG.wrong"]) {
        _, new in new
      }, in: place.folder, input: "n\n"
    ).end()
    #expect(outcome.exit == 77, "\(outcome.output)")
    #expect(outcome.output.contains("https://api.eu.itglue.com"))
    #expect(outcome.output.contains("[y/N]"))
    #expect(!outcome.output.contains("refused as well"))
  }
}
