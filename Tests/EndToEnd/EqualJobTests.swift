import Foundation
import TestSupport
import Testing

@Suite("The equal job of the benchmarks")
struct EqualJobTests {
  /// Data on which the rules of Glueport and of the peers come apart, or do not.
  struct Variant: CustomTestStringConvertible {
    var testDescription: String
    var options: [String] = []
    var licences = 150_000
    /// Whether all ends have to be the same.
    var isTheSame = false
  }

  private static let variants = [
    Variant(testDescription: "organizations without a row, too few licences", licences: 3000),
    Variant(
      testDescription: "a row for every organization, licences for all", options: ["--complete"],
      isTheSame: true),
    Variant(
      testDescription: "a row for every organization, too few licences", options: ["--complete"],
      licences: 3000, isTheSame: true),
    Variant(
      testDescription: "names that the peers read otherwise", options: ["--unusual", "0.2"],
      licences: 2500),
  ]

  @Test(
    "Each domain ends as it does in a peer, or as a rule that is stricter here demands",
    arguments: variants)
  func agrees(variant: Variant) async throws {
    let job = try EqualJob(licences: variant.licences)
    try await job.perform(["--orgs", "2000", "--domains", "5000", "--seed", "3"] + variant.options)
    let agreement = try await job.agreement()
    #expect(agreement.exit == 0, "\(agreement.output)\(agreement.error)")
    #expect(agreement.output.contains("\nunexplained: 0\n"), "\(agreement.output)")
    let differs = !agreement.output.contains("\nby a rule of Glueport's: 0\n")
    #expect(differs != variant.isTheSame, "\(agreement.output)")
  }

  /// A line that is changed, or left out.
  struct Change: CustomTestStringConvertible {
    var file: String
    var part: String
    var replacement: String?
    var testDescription: String { "\(file): \(part) \(replacement ?? "left out")" }
  }

  private static let changes = [
    Change(file: "run/3-validate/plan.jsonl", part: "\"action\""),
    Change(file: "run/3-validate/plan.jsonl", part: "\"251+\"", replacement: "\"1-10\""),
    Change(file: "run/3-validate/unimported.jsonl", part: "\"domain\":\""),
    Change(
      file: "run/3-validate/unimported.jsonl", part: "\"gov_domain\"",
      replacement: "\"own_domain\""),
    Change(file: "peer/accepted.jsonl", part: "\"Legal\"", replacement: "\"Retail\""),
    Change(file: "peer/rejected.jsonl", part: "\"duplicate\"", replacement: "\"gov\""),
  ]

  @Test("A line that is another is found, on either side", arguments: changes)
  func notices(change: Change) async throws {
    let job = try EqualJob(licences: 150_000)
    try await job.perform(["--orgs", "200", "--domains", "500"])
    #expect(try await job.agreement().exit == 0)
    var lines = try job.folder.text(change.file).split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.contains(change.part) })
    if let replacement = change.replacement {
      lines[place] = lines[place].replacing(change.part, with: replacement)
    } else {
      lines.remove(at: place)
    }
    try job.folder.write(lines.map { "\($0)\n" }.joined(), to: change.file)
    let agreement = try await job.agreement()
    #expect(agreement.exit == 1, "\(agreement.output)\(agreement.error)")
    #expect(agreement.output.contains("\nunexplained: "), "\(agreement.error)")
  }
}

/// The equal job in a folder of its own: its data, what plain Python has made of them, and a run.
private struct EqualJob {
  let folder: TemporaryFolder
  private let licences: Int
  private static let peers = Repository.url.appending(path: "benchmarks/peers")

  init(licences: Int) throws {
    folder = try TemporaryFolder()
    self.licences = licences
  }

  /// Makes the data, and does the job with the peer and with Glueport.
  func perform(_ options: [String]) async throws {
    try await expectSuccess(Self.peers.appending(path: "generate"), [data] + options)
    try await expectSuccess(
      URL(filePath: "/usr/bin/env"),
      ["python3", Self.peers.appending(path: "with_python.py").path, data, peer, "\(licences)"])
    // 2: some domains stay Unimported.
    try await expectSuccess(
      Program.glueport.url,
      [
        "run", Self.peers.appending(path: "equal-job.yaml").path, "--to", "validate",
        "--run-dir", run, "--quiet",
      ], exit: 2)
  }

  /// Holds the one against the other.
  func agreement() async throws -> Outcome {
    try await outcome(
      Self.peers.appending(path: "agreement"), [data, peer, run, "--licences", "\(licences)"])
  }

  private var data: String { folder.url.appending(path: "data").path }
  private var peer: String { folder.url.appending(path: "peer").path }
  private var run: String { folder.url.appending(path: "run").path }

  private func expectSuccess(
    _ program: URL, _ arguments: [String], exit: Int32 = 0
  ) async throws {
    let outcome = try await outcome(program, arguments)
    guard outcome.exit == exit else {
      throw WorkplaceError(text: "\(program.lastPathComponent): \(outcome.exit) \(outcome.error)")
    }
  }

  private func outcome(_ program: URL, _ arguments: [String]) async throws -> Outcome {
    try await RunningProgram(
      program, arguments,
      environment: [
        "GLUEPORT_EQUAL_JOB_DATA": data, "GLUEPORT_EQUAL_JOB_LICENCES": "\(licences)",
        "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1",
      ], in: folder.url
    ).end()
  }
}
