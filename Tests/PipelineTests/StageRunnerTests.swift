import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

@Suite("Why a checkpoint is stale")
struct CheckpointTests {
  private let checkpoint = Checkpoint(
    stage: .transform, stageVersion: 2, inputs: ["settings": "1", "spreadsheet": "2"])

  @Test("The same inputs and version are no reason")
  func same() {
    let reason = checkpoint.staleness(version: 2, inputs: ["spreadsheet": "2", "settings": "1"])
    #expect(reason == nil)
  }

  @Test(
    "What changed, came or went is named, in alphabetical order",
    arguments: [
      (["settings": "1", "spreadsheet": "3"], "changed: spreadsheet"),
      (["settings": "1"], "changed: spreadsheet"),
      (["settings": "1", "spreadsheet": "2", "picklists": "4"], "changed: picklists"),
      (["picklists": "4"], "changed: picklists, settings, spreadsheet"),
      ([:], "changed: settings, spreadsheet"),
    ])
  func changed(inputs: [String: String], reason: String) {
    #expect(checkpoint.staleness(version: 2, inputs: inputs) == reason)
  }

  @Test("Another version of the files is told before anything else")
  func version() {
    #expect(
      checkpoint.staleness(version: 3, inputs: [:])
        == "this version of the program writes other files")
  }

  @Test("It is read as it was written, and its keys are the documented ones")
  func roundTrip() throws {
    var full = checkpoint
    full.state = .finished
    full.outputs = ["a": WrittenFile(lines: 1, bytes: 2, digest: "sha256:3")]
    full.counts = ["organizations": 4]
    full.position = ["next_page": 5]
    let bytes = try JSONLines.encoder().encode(full)
    #expect(try JSONDecoder().decode(Checkpoint.self, from: bytes) == full)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"counts":{"organizations":4},"format":1,"inputs":{"settings":"1","#
        + #""spreadsheet":"2"},"outputs":{"a":{"bytes":2,"digest":"sha256:3","lines":1}},"#
        + #""position":{"next_page":5},"stage":"transform","stage_version":2,"#
        + #""state":"finished"}"#)
  }
}

@Suite("Running a stage, or finding that it need not be run")
struct StageRunnerTests {
  private struct Trouble: Error {}

  /// A stage that writes one file, or does what a test says.
  private struct SampleStage: Stage {
    let name = StageName.transform
    var version = 1
    var inputs = ["sheet": "1"]
    var result: (@Sendable (StageWork) throws -> StageResult)?
    let log: Log

    func inputs(of run: RunDirectory) -> [String: String] { inputs }

    func perform(in work: StageWork) async throws -> StageResult {
      log.add("performed")
      if let result { return try result(work) }
      let output = try OutputFile(whole: work.run.file("out.jsonl", of: name))
      try output.writeLine(Array("{}".utf8))
      return StageResult(
        outputs: ["out.jsonl": try output.finish()], counts: ["lines": 1],
        balances: [.init("lines", into: 1, out: 1)])
    }
  }

  private final class Log: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
  }

  private let folder: TemporaryFolder
  private let run: RunDirectory
  private let log = Log()

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory.make(at: folder.url.appending(path: "run"))
  }

  private var output: URL { run.file("out.jsonl", of: .transform) }

  @discardableResult
  private func perform(
    version: Int = 1, inputs: [String: String] = ["sheet": "1"],
    result: (@Sendable (StageWork) throws -> StageResult)? = nil
  ) async throws -> Checkpoint {
    let log = log
    let runner = StageRunner(run: run) { event in
      if case .stage(.transform, let text) = event { log.add(text) }
    }
    return try await runner.perform(
      SampleStage(version: version, inputs: inputs, result: result, log: log))
  }

  @Test("A stage runs once; finished, with the same inputs, it is not run again")
  func once() async throws {
    let first = try await perform()
    #expect(first.state == .finished)
    #expect(first.counts == ["lines": 1])
    #expect(first.outputs["out.jsonl"]?.bytes == 3)
    let second = try await perform()
    #expect(second == first)
    #expect(try run.readCheckpoint(of: .transform) == first)
    #expect(log.all == ["begins", "performed", "done before"])
    #expect(try mode(of: run.folder(of: .transform)) == 0o700)
  }

  @Test("With a changed input it is run again, and says what changed")
  func stale() async throws {
    try await perform()
    let checkpoint = try await perform(inputs: ["sheet": "2"])
    #expect(checkpoint.inputs == ["sheet": "2"])
    #expect(
      log.all == ["begins", "performed", "again, changed: sheet", "performed"])
  }

  @Test("A program that writes other files runs it again")
  func newVersion() async throws {
    try await perform()
    #expect(try await perform(version: 2).stageVersion == 2)
    #expect(log.all.contains("again, this version of the program writes other files"))
  }

  @Test(
    "A file of a finished stage that is not as it was written is refused",
    arguments: ["", "{}\n{}\n", "[]\n"])
  func changedFile(text: String) async throws {
    try await perform()
    try Data(text.utf8).write(to: output)
    let error = await #expect(throws: RunError.self) { try await perform() }
    #expect(error == .changedFile(output.path))
    #expect(error?.kind == .badInput)
    #expect(log.all == ["begins", "performed"])
  }

  @Test("A file of a finished stage that is gone is refused")
  func goneFile() async throws {
    try await perform()
    try FileBytes.remove(output)
    await #expect(throws: RunError.changedFile(output.path)) { try await perform() }
  }

  @Test("A changed file does not matter where the stage is run again anyway")
  func changedFileOfStaleStage() async throws {
    try await perform()
    try Data("edited".utf8).write(to: output)
    try await perform(inputs: ["sheet": "2"])
    #expect(try FileBytes.read(output) == Array("{}\n".utf8))
  }

  @Test("Counts that do not add up are a defect, and the stage is not finished")
  func unbalanced() async throws {
    let error = await #expect(throws: RunError.self) {
      try await perform { _ in
        StageResult(
          outputs: [:], counts: [:],
          balances: [.init("organizations", into: 3, out: 3), .init("domains", into: 5, out: 4)])
      }
    }
    #expect(error == .unbalanced(.transform, what: "domains", into: 5, out: 4))
    #expect(error?.kind == .inconsistent)
    #expect(error?.kind.exit.rawValue == 70)
    #expect(try run.readCheckpoint(of: .transform)?.state == .running)
  }

  @Test("A stage that was stopped gets its last position back")
  func resumed() async throws {
    await #expect(throws: Trouble.self) {
      try await perform { work in
        #expect(work.earlier == nil)
        try work.reached(["line": 1])
        try work.reached(["line": 7])
        throw Trouble()
      }
    }
    let checkpoint = try await perform { work in
      #expect(work.earlier?.state == .running)
      #expect(work.earlier?.position == ["line": 7])
      return StageResult(outputs: [:], counts: [:], balances: [])
    }
    #expect(checkpoint.state == .finished)
    #expect(checkpoint.position.isEmpty)
    #expect(log.all == ["begins", "performed", "goes on", "performed"])
  }

  @Test("Stopped again before it got on, it still has the position of the time before")
  func stoppedTwice() async throws {
    for round in 1...3 {
      await #expect(throws: Trouble.self) {
        try await perform { work in
          #expect(work.earlier?.position == (round == 1 ? nil : ["line": 7]))
          if round == 1 { try work.reached(["line": 7]) }
          throw Trouble()
        }
      }
    }
  }

  @Test("With changed inputs a position counts for nothing")
  func stalePosition() async throws {
    await #expect(throws: Trouble.self) {
      try await perform { work in
        try work.reached(["line": 7])
        throw Trouble()
      }
    }
    for _ in 1...2 {
      await #expect(throws: Trouble.self) {
        try await perform(inputs: ["sheet": "2"]) { work in
          let position = work.earlier?.position ?? [:]
          #expect(position == [:])
          throw Trouble()
        }
      }
    }
    #expect(log.all[2] == "again, changed: sheet")
  }

  @Test("A stage that has not settled stays running and is run again")
  func unsettled() async throws {
    let first = try await perform { _ in
      StageResult(outputs: [:], counts: ["pending": 2], balances: [], settled: false)
    }
    #expect(first.state == .running)
    #expect(first.counts == ["pending": 2])
    let second = try await perform { work in
      #expect(work.earlier?.counts == ["pending": 2])
      return StageResult(outputs: [:], counts: [:], balances: [])
    }
    #expect(second.state == .finished)
  }

  @Test("A checkpoint that cannot be read ends the stage before it begins")
  func damagedCheckpoint() async throws {
    try await perform()
    try Data("{".utf8).write(to: run.checkpoint(of: .transform))
    await #expect(throws: JSONFileError.self) { try await perform() }
    #expect(log.all == ["begins", "performed"])
  }
}
