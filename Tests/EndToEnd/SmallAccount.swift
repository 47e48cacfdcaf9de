import Foundation
import Testing

/// A small account that a seed decides, and how its run ends when nobody disturbs it: what each
/// disturbed run of the same data is held against.
struct SmallAccount: Sendable {
  let seed: UInt64
  /// How the undisturbed run ended.
  let exit: Int32
  /// The status and reason of every organization and domain.
  let final: [String: String]
  /// The titles that it created, sorted.
  let titles: [String]
  /// How long each stage took.
  let lengths: [Stage: Duration]

  /// How long a create is looked for that may have been lost. Far longer than the sandbox takes
  /// to make one, on a busy computer too.
  static let pendingTimeout = 1.0

  private let size: (organizations: Int, domains: Int)
  private let licences: Int?
  private let sheet: String

  /// - Parameters:
  ///   - seed: Of the sandbox's data.
  ///   - licences: How many domain licences there are; as many as are needed unless told.
  init(seed: UInt64, organizations: Int, domains: Int, licences: Int? = nil) async throws {
    self.seed = seed
    size = (organizations, domains)
    self.licences = licences
    let place = try await Self.sandbox(seed, size, licences)
    sheet = try String(contentsOfFile: try await place.sheetForAll(), encoding: .utf8)
    let pipeline = try Self.pipeline(place, sheet)
    let running = try place.start(["run", pipeline, "--yes", "--run-dir", "run"])
    let began = ContinuousClock.now
    var starts: [Stage: Duration] = [:]
    while running.isRunning {
      if let stage = Stage(lastIn: running.errorSoFar), starts[stage] == nil {
        starts[stage] = ContinuousClock.now - began
      }
      try await Task.sleep(for: .milliseconds(1))
    }
    let end = ContinuousClock.now - began
    var outcome = try await running.end()
    // On a busy computer an import may outlast its time.
    if outcome.exit == 69 { outcome = try await place.settle(pipeline) }
    guard [0, 2].contains(outcome.exit) else { throw WorkplaceError(text: outcome.error) }
    exit = outcome.exit
    final = try place.final("run")
    titles = try await place.created().sorted()
    lengths = Dictionary(
      uniqueKeysWithValues: Stage.allCases.map { stage in
        let next = Stage.allCases.first { $0 > stage && starts[$0] != nil }
        return (stage, (next.flatMap { starts[$0] } ?? end) - (starts[stage] ?? end))
      })
  }

  /// A sandbox and a pipeline file of this account, in which nothing has happened yet.
  ///
  /// - Parameter faults: Armed from now on.
  func place(faults: String = "") async throws -> (place: Workplace, pipeline: String) {
    let place = try await Self.sandbox(seed, size, licences)
    let pipeline = try Self.pipeline(place, sheet)
    if !faults.isEmpty { try await place.arm(faults) }
    return (place, pipeline)
  }

  /// What is not as after the undisturbed run, in words; nothing where all is.
  func differences(_ place: Workplace, after outcome: Outcome) async throws -> [String] {
    var found: [String] = []
    if outcome.exit != exit { found.append("exit \(outcome.exit), not \(exit)") }
    let created = try await place.created().sorted()
    if created != titles { found.append("created \(created), not \(titles)") }
    let final = (try? place.final("run")) ?? [:]
    for key in Set(final.keys).union(self.final.keys).sorted() where final[key] != self.final[key] {
      found.append("\(key): \(final[key] ?? "nothing"), not \(self.final[key] ?? "anything")")
    }
    return found
  }

  private static func sandbox(
    _ seed: UInt64, _ size: (organizations: Int, domains: Int), _ licences: Int?
  ) async throws -> Workplace {
    let place = try await Workplace(
      [
        "--organizations", "\(size.organizations)", "--domains", "\(size.domains)",
        "--seed", "\(seed)",
      ], importTime: 40)
    if let licences { try await place.setLicences(licences) }
    return place
  }

  private static func pipeline(_ place: Workplace, _ sheet: String) throws -> String {
    let file = try place.write(sheet, to: "all.csv")
    return try place.pipeline {
      $0.spreadsheet = file
      $0.organizations = "{}"
      $0.pageSize = 3
      $0.pendingTimeout = pendingTimeout
    }
  }
}

extension Workplace {
  /// Resumes the run in the folder `run` until its imports have settled, or starts it where it was
  /// killed before it had left anything to resume.
  func settle(_ pipeline: String, most: Int = 8) async throws -> Outcome {
    var outcome = try await glueport(commandThatGoesOn(pipeline))
    // A lost answer may still be looked for when the time of one session is up.
    for _ in 1..<most where outcome.exit == 69 {
      outcome = try await glueport(commandThatGoesOn(pipeline))
    }
    return outcome
  }

  /// The command that goes on with the run in the folder `run`, or begins it.
  func commandThatGoesOn(_ pipeline: String) -> [String] {
    let record = folder.appending(path: "run/run.json").path
    return FileManager.default.fileExists(atPath: record)
      ? ["resume", "./run", "--yes"] : ["run", pipeline, "--yes", "--run-dir", "run"]
  }
}
