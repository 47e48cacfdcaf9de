package import FoundationEssentials
private import Glibc

/// The directory of one run, with a folder for each stage. All that happened can be read there.
package struct RunDirectory: Sendable, Equatable {
  /// The directory.
  package let url: URL

  /// The directory of a run that is there.
  ///
  /// - Throws: ``RunError/notARun`` where there is no `run.json`.
  package init(existing url: URL) throws {
    self.init(url: url)
    guard FileBytes.size(of: record) != nil else { throw RunError.notARun(url.path) }
  }

  private init(url: URL) {
    self.url = url.standardizedFileURL
  }

  /// Makes the directory of a new run below `runs`: `20261123T101500Z-onboard`, with `-2` and so on
  /// behind it where two runs begin in one second.
  ///
  /// - Throws: ``FileError``.
  package static func make(in runs: URL, pipeline name: String, now: Date) throws -> RunDirectory {
    try FileBytes.makeFolder(runs)
    let digits = now.formatted(.iso8601).filter { (digit: Character) in digit != "-" && digit != ":"
    }
    let safeName = String(
      name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    for number in 1... {
      let id = "\(digits)-\(safeName)" + (number == 1 ? "" : "-\(number)")
      let directory = RunDirectory(url: runs.appending(path: id))
      if mkdir(directory.url.path, 0o700) == 0 { return directory }
      guard errno == EEXIST else { throw FileError("create", directory.url) }
    }
    throw FileError("create", runs, code: EEXIST)
  }

  /// Makes a run's directory at a place that the user named, or takes an empty one there.
  ///
  /// - Throws: ``FileError``.
  package static func make(at url: URL) throws -> RunDirectory {
    try FileBytes.makeFolder(url)
    return RunDirectory(url: url)
  }

  /// The run's id: the name of its directory.
  package var id: String { url.lastPathComponent }
  /// `run.json`.
  package var record: URL { url.appending(path: "run.json") }
  /// The lock of the run.
  package var lock: URL { url.appending(path: "run.lock") }

  /// A file for people to read, made from what the stages wrote.
  package func report(_ name: String) -> URL { url.appending(path: "report/\(name)") }

  /// A stage's folder.
  package func folder(of stage: StageName) -> URL { url.appending(path: stage.folder) }

  /// A file in a stage's folder.
  package func file(_ name: String, of stage: StageName) -> URL {
    folder(of: stage).appending(path: name)
  }

  /// A stage's `checkpoint.json`.
  package func checkpoint(of stage: StageName) -> URL { file("checkpoint.json", of: stage) }

  /// A stage's checkpoint, where it has one.
  ///
  /// - Throws: ``FileError``, ``JSONFileError``.
  package func readCheckpoint(of stage: StageName) throws -> Checkpoint? {
    try JSONFile.readIfPresent(Checkpoint.self, from: checkpoint(of: stage))
  }

  /// The digest of a file that an earlier stage wrote, taken from that stage's checkpoint.
  ///
  /// - Throws: ``RunError/missingStage`` where that stage is not done.
  package func digest(of name: String, from stage: StageName) throws -> String {
    guard let checkpoint = try readCheckpoint(of: stage), checkpoint.state == .finished,
      let output = checkpoint.outputs[name]
    else { throw RunError.missingStage(stage, run: url.path) }
    return output.digest
  }

  /// The directories of the runs below `runs`, the newest first.
  package static func all(in runs: URL) -> [RunDirectory] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: runs.path)) ?? []
    return names.compactMap { try? RunDirectory(existing: runs.appending(path: $0)) }
      .sorted { $0.id > $1.id }
  }
}

/// A run that cannot be used.
package enum RunError: Failure, Equatable {
  /// The directory holds no run.
  case notARun(String)
  /// The ledger knows another run of this name.
  case nameTaken(String, ledger: String)
  /// The pipeline file, which is that of several, is read by another name than the run has.
  case anotherName(run: String, name: String, now: String)
  /// A stage that is needed was not finished.
  case missingStage(StageName, run: String)
  /// A file of a finished stage is not the one that was written.
  case changedFile(String)
  /// Counts of a stage that do not add up.
  case unbalanced(StageName, what: String, into: Int, out: Int)

  package var kind: FailureKind {
    switch self {
    case .notARun, .nameTaken, .anotherName, .missingStage, .changedFile: .badInput
    case .unbalanced: .inconsistent
    }
  }

  package var message: String {
    switch self {
    case .notARun(let path): "\(path) is not the directory of a run: it has no run.json"
    case .nameTaken(let name, let ledger):
      "the ledger \(ledger) knows another run by the name “\(name)”, which is not in this directory"
    case .anotherName(let run, let name, let now):
      "\(run) is a run of “\(name)”, and its pipeline file is named “\(now)” here"
    case .missingStage(let stage, let run): "\(run): the stage \(stage.rawValue) is not done"
    case .changedFile(let path): "\(path) is not as its stage wrote it"
    case .unbalanced(let stage, let what, let into, let out):
      "\(stage.rawValue): \(into) \(what) went in and \(out) came out"
    }
  }

  package var remedy: String? {
    switch self {
    case .notARun: "`glueport runs` lists the runs"
    case .nameTaken:
      "give this run's directory another name; without --run-dir it gets one of its own"
    case .anotherName(_, let name, _):
      "set the variables as they were when it began; of a fleet: PARTNER=\(name)"
    case .missingStage(let stage, _): "run it first: `glueport run PIPELINE --to \(stage.rawValue)`"
    case .changedFile: "start a new run; files of a run are not edited"
    case .unbalanced: "nothing was sent; please report this with the run's directory"
    }
  }
}
