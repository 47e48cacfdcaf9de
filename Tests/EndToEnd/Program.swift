import Foundation
import TestSupport

/// The built programs.
enum Program: String {
  case glueport
  case sandbox = "glueport-sandbox"

  /// The program, beside the test runner; or, to test the one that is shipped, in the folder that
  /// the environment names.
  var url: URL {
    if let folder = ProcessInfo.processInfo.environment["GLUEPORT_TEST_BINARIES"] {
      return Repository.url.appending(path: folder).appending(path: rawValue)
    }
    let runner = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let beside = runner.appending(path: rawValue)
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return Repository.url.appending(path: ".build/debug/\(rawValue)")
  }
}

/// What a program said and how it ended.
struct Outcome {
  /// The exit code, or minus the number of the signal that ended it.
  var exit: Int32
  var output: String
  var error: String

  /// The object that `--json` printed.
  func json() throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return object as? [String: Any] ?? [:]
  }
}

/// A program under way.
final class RunningProgram: Sendable {
  private let process: Process
  private let output: URL
  private let error: URL

  /// Starts a program; its output goes to files in `folder`.
  init(
    _ executable: URL, _ arguments: [String], environment: [String: String], in folder: URL,
    input: String? = nil
  ) throws {
    let name = UUID().uuidString
    output = folder.appending(path: "\(name).out")
    error = folder.appending(path: "\(name).err")
    process = Process()
    process.executableURL = executable
    process.arguments = arguments
    var full = environment
    // What the sanitizers are to pass over holds for the programs too. Of these, leaks are looked for.
    for name in ["PATH", "TSAN_OPTIONS", "LSAN_OPTIONS"] {
      full[name] = ProcessInfo.processInfo.environment[name]
    }
    full["TERM"] = "dumb"
    process.environment = full
    process.currentDirectoryURL = folder
    for file in [output, error] {
      try Data().write(to: file)
    }
    let told = [try FileHandle(forWritingTo: output), try FileHandle(forWritingTo: error)]
    process.standardOutput = told[0]
    process.standardError = told[1]
    if let input {
      let file = folder.appending(path: "\(name).in")
      try Data(input.utf8).write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    // The program has them now. Foundation would keep them open for as long as the tests run.
    for file in told { try file.close() }
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Sends a signal.
  func signal(_ number: Int32) {
    kill(process.processIdentifier, number)
  }

  var processID: Int32 { process.processIdentifier }

  var isRunning: Bool { process.isRunning }

  /// What it put out so far.
  var outputSoFar: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

  /// What it said so far.
  var errorSoFar: String { (try? String(contentsOf: error, encoding: .utf8)) ?? "" }

  /// Waits for its end.
  func end() async throws -> Outcome {
    while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    let signalled = process.terminationReason == .uncaughtSignal
    return Outcome(
      exit: signalled ? -process.terminationStatus : process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      error: try String(contentsOf: error, encoding: .utf8))
  }
}
