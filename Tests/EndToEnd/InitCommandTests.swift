import Foundation
import Testing

@Suite("glueport init")
struct InitCommandTests {
  @Test("The folder that it writes goes all the way to a dry run, by the steps that it tells")
  func startsOff() async throws {
    let place = try await Workplace()
    let made = try await place.glueport("init", "start", "--json")
    #expect(made.exit == 0, "\(made.error)")
    let json = try made.json()
    #expect(json["folder"] as? String == place.folder.appending(path: "start").path)
    let commands = (json["next"] as? [[String: String]] ?? []).compactMap { $0["command"] }
    #expect(commands.count == 5)
    // The sandbox instead of the real services; all else is as it was written.
    let services = [
      "region: ${ITGLUE_REGION:-us}": "base_url: ${GLUEPORT_SANDBOX_ITGLUE_URL}",
      "https://secure.darkwebid.com": "${GLUEPORT_SANDBOX_DARKWEBID_URL}",
    ]
    var pipeline = try place.text("start/onboard.yaml")
    for (real, sandbox) in services {
      #expect(pipeline.contains(real))
      pipeline = pipeline.replacing(real, with: sandbox)
    }
    _ = try place.write(pipeline, to: "start/onboard.yaml")
    var environment = place.environment.filter { $0.key != "GLUEPORT_RUNS" }
    for (sandbox, real) in [
      ("ITGLUE_KEY", "ITGLUE_API_KEY"), ("DARKWEBID_USER", "DARKWEBID_USER"),
      ("DARKWEBID_PASSWORD", "DARKWEBID_PASSWORD"),
    ] {
      environment[real] = place.environment["GLUEPORT_SANDBOX_\(sandbox)"]
    }

    var outcome = made
    for command in commands where !command.hasPrefix("export") && !command.hasPrefix("cd") {
      outcome = try await RunningProgram(
        URL(filePath: "/bin/sh"), ["-c", "cd start && \(command)"], environment: environment,
        in: place.folder
      ).end()
      // Nobody has filled in the spreadsheet, so nothing would be imported.
      let expected: Int32 = command.hasSuffix("--dry-run") ? 2 : 0
      #expect(outcome.exit == expected, "\(command): \(outcome.output)\(outcome.error)")
    }
    #expect(outcome.output.contains("missing_employee_count"))
    #expect(try await place.created().isEmpty)
    let there = try FileManager.default.contentsOfDirectory(
      atPath: place.folder.appending(path: "start").path)
    #expect(Set(there).isSuperset(of: ["clients.xlsx", "runs"]))
    #expect(
      try Set(FileManager.default.contentsOfDirectory(atPath: place.folder.path))
        .isDisjoint(with: ["runs", "state", "clients.xlsx"]))
  }

  @Test("What is in the way is named, 65, and nothing is written")
  func inTheWay() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "glueport-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("mine".utf8).write(to: folder.appending(path: "onboard.yaml"))
    try Data("mine".utf8).write(to: folder.appending(path: "picklists.yaml"))
    let outcome = try await RunningProgram(
      Program.glueport.url, ["init"], environment: [:], in: folder
    ).end()
    #expect(outcome.exit == 65)
    #expect(outcome.error.contains("\(folder.path)/onboard.yaml, \(folder.path)/picklists.yaml"))
    let there = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!there.contains("darkwebid.yaml") && !there.contains("lists"))
  }
}
