import Foundation
import TestSupport
import Testing

@Suite("The five lines of docs/fleet.md")
struct FleetScriptTests {
  private static let programs = ["/usr/bin/jq", "/usr/bin/parallel"]

  /// The lines as they stand in the documentation.
  private static func script() throws -> String {
    let text = try String(
      contentsOf: Repository.url.appending(path: "docs/fleet.md"), encoding: .utf8)
    let section = try #require(text.split(separator: "## Without an engine").last)
    let block = try #require(section.firstMatch(of: /```sh\n((?s).*?)```/)).output.1
    return String(block)
  }

  @Test(
    "With jq and GNU parallel they load each partner with its own secrets, and tell what became of it",
    .enabled(if: programs.allSatisfy(FileManager.default.isExecutableFile)))
  func fiveLines() async throws {
    let script = try Self.script()
    #expect(script.split(separator: "\n").count == 5)
    let place = try await Workplace()
    _ = try place.pipeline {
      $0.name = "${PARTNER}"
      $0.state = "${PARTNER}.sqlite"
    }
    try FileManager.default.moveItem(
      at: place.folder.appending(path: "${PARTNER}.yaml"),
      to: place.folder.appending(path: "partner.yaml"))
    let other = try await Workplace(["--organizations", "20", "--domains", "40", "--seed", "3"])
    _ = try place.write(
      """
      pipeline: partner.yaml
      partners:
        - name: alder-it
        - name: birch
          environment:
            GLUEPORT_SANDBOX_ITGLUE_URL: \(other.environment["GLUEPORT_SANDBOX_ITGLUE_URL"] ?? "")
            GLUEPORT_SANDBOX_DARKWEBID_URL: \(other.environment["GLUEPORT_SANDBOX_DARKWEBID_URL"] ?? "")
      """, to: "partners.yaml")
    let secrets = ["ITGLUE_KEY", "DARKWEBID_USER", "DARKWEBID_PASSWORD"].map {
      "GLUEPORT_SANDBOX_\($0)"
    }
    for (name, sandbox) in [("alder-it", place), ("birch", other)] {
      _ = try place.write(
        secrets.map { "\($0)='\(sandbox.environment[$0] ?? "")'\n" }.joined(),
        to: "secrets/\(name).env")
    }
    let program = Program.glueport.url.deletingLastPathComponent().path
    func run() async throws -> String {
      let running = try RunningProgram(
        URL(filePath: "/bin/sh"), ["-c", "PATH=\(program):$PATH\n\(script)"],
        environment: place.environment.filter { !secrets.contains($0.key) }
          .merging(["HOME": place.folder.path]) { $1 }, in: place.folder)
      let outcome = try await running.end()
      #expect(outcome.output.contains("2 of 2 partners ready"), "\(outcome.output)\(outcome.error)")
      return outcome.output
    }
    let first = try await run()
    // One client of the samples is pending for long; those of the other sandbox are in no row.
    #expect(first.contains("2 partners: 1 done, 1 open"), "\(first)")
    #expect(try await place.created().count == 19)
    #expect(place.runs().count == 2)

    // What is open is gone on with, each in its own run.
    let again = try await run()
    #expect(again.contains("alder-it  open"), "\(again)")
    #expect(try await place.created().count == 19)
    let runs = try place.runs().map { try place.record($0)["name"] as? String }
    #expect(runs.filter { $0 == "alder-it" }.count == 1 && runs.contains("birch"))
    #expect(place.has("summary.html"))
  }
}
