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
    _ = try place.write(
      "pipeline: partner.yaml\npartners: [{ name: alder-it }]\n", to: "partners.yaml")
    let secrets = ["ITGLUE_KEY", "DARKWEBID_USER", "DARKWEBID_PASSWORD"].map {
      "GLUEPORT_SANDBOX_\($0)"
    }
    _ = try place.write(
      secrets.map { "\($0)='\(place.environment[$0] ?? "")'\n" }.joined(),
      to: "secrets/alder-it.env")
    let program = Program.glueport.url.deletingLastPathComponent().path
    let running = try RunningProgram(
      URL(filePath: "/bin/sh"), ["-c", "PATH=\(program):$PATH\n\(script)"],
      environment: place.environment.filter { !secrets.contains($0.key) }
        .merging(["HOME": place.folder.path]) { $1 }, in: place.folder)
    let outcome = try await running.end()
    #expect(outcome.output.contains("1 of 1 partner ready"), "\(outcome.output)\(outcome.error)")
    #expect(outcome.output.contains("1 partner: 1 open"), "\(outcome.output)")
    #expect(try await place.created().count == 19)
  }
}
