internal import Foundation
internal import Load
internal import Pipeline

/// Stages through a pipe: what a stage reads can come from a file or from standard input, and a
/// copy of what it wrote can go to one.
///
/// One stream carries, in order: of extract all organizations and then all domains, told apart by
/// their `type`; of transform the candidates; of validate the plan; of load the results.
struct StageStreams {
  let run: RunDirectory

  /// Puts a stream where the stage before `stage` would have left its files.
  ///
  /// - Throws: `FileError`, `JSONLinesError`; `LoadError` for a plan that is not the run's own.
  func take(_ path: String, for stage: StageName) throws {
    let input = path == "-" ? URL(filePath: "/dev/stdin") : URL(filePath: path)
    switch stage {
    case .extract: return
    case .transform:
      try replace(.extract, with: input, files: ["organizations.jsonl", "domains.jsonl"]) { line in
        struct Typed: Decodable { let type: String }
        return try JSONDecoder().decode(Typed.self, from: line).type + ".jsonl"
      }
    case .validate:
      try replace(.transform, with: input, files: ["candidates.jsonl", "orphans.jsonl"]) { _ in
        "candidates.jsonl"
      }
    case .load:
      let found = try Digest.of(file: input).text
      let planned = try run.digest(of: "plan.jsonl", from: .validate)
      guard found == planned else {
        throw LoadError.notTheReviewedPlan(approved: planned, found: found)
      }
    }
  }

  /// Copies what a stage wrote.
  ///
  /// - Throws: `FileError`.
  func give(_ stage: StageName, to path: String) throws {
    let files =
      switch stage {
      case .extract: ["organizations.jsonl", "domains.jsonl"]
      case .transform: ["candidates.jsonl"]
      case .validate: ["plan.jsonl"]
      case .load: ["results.jsonl"]
      }
    if path == "-" {
      for file in files {
        try FileBytes.forEachBlock(of: run.file(file, of: stage)) { block in
          try FileHandle.standardOutput.write(contentsOf: Data(block))
        }
      }
    } else {
      let output = try OutputFile(whole: URL(filePath: path))
      for file in files {
        try JSONLines.forEachLine(of: run.file(file, of: stage)) { line, _ in
          try output.writeLine(line)
        }
      }
      _ = try output.finish()
    }
  }

  private func replace(
    _ stage: StageName, with input: URL, files: [String], route: (Data) throws -> String
  ) throws {
    if let own = try run.readCheckpoint(of: stage), !own.inputs.isEmpty {
      throw UsageError.options(
        "\(run.url.path) has done \(stage.rawValue) itself: give --input to a new run")
    }
    try FileBytes.makeFolder(run.folder(of: stage))
    var outputs: [String: OutputFile] = [:]
    for file in files { outputs[file] = try OutputFile(whole: run.file(file, of: stage)) }
    try JSONLines.forEachLine(of: input) { line, number in
      do {
        guard let output = outputs[try route(Data(line))] else { throw StreamProblem() }
        try output.writeLine(line)
      } catch  where !(error is FileError) {
        throw JSONLinesError(
          file: input.path, line: number, problem: "not a line that \(stage.rawValue) writes")
      }
    }
    guard outputs.values.contains(where: { $0.lines > 0 }) else {
      throw JSONLinesError(
        file: input.path, line: 1, problem: "nothing is there: \(stage.rawValue) has failed")
    }
    var checkpoint = Checkpoint(stage: stage, stageVersion: 0, state: .finished, inputs: [:])
    checkpoint.outputs = try outputs.mapValues { try $0.finish() }
    for (name, written) in checkpoint.outputs {
      checkpoint.counts[String(name.dropLast(".jsonl".count))] = written.lines
    }
    try JSONFile.write(checkpoint, to: run.checkpoint(of: stage))
  }

  private struct StreamProblem: Error {}
}
