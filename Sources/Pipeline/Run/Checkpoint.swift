/// How far a stage has got, and from what: a stage's `checkpoint.json`.
package struct Checkpoint: Codable, Sendable, Equatable {
  /// Whether the stage is under way or done.
  package enum State: String, Codable, Sendable {
    case running, finished
  }

  /// The version of this format; raised only when the bytes would differ.
  package var format = 1
  /// The stage.
  package var stage: StageName
  /// The version of what the stage writes; raised only when the bytes would differ.
  package var stageVersion: Int
  /// Under way or done.
  package var state: State
  /// What the stage reads (files and settings, without secrets), by name, with its digest.
  package var inputs: [String: String]
  /// The files that the stage wrote, by name within its folder.
  package var outputs: [String: WrittenFile] = [:]
  /// What the stage counted.
  package var counts: [String: Int] = [:]
  /// Where a stage under way has got to, in the stage's own terms.
  package var position: [String: Int] = [:]

  /// Of an extract: whether IT Glue was asked for a part of the organizations only, so that the
  /// organization of a domain may be missing because nobody wanted it.
  package var isFiltered: Bool { counts[Self.filteredCount] == 1 }

  /// The name of the count that says so, 0 or 1.
  package static let filteredCount = "organizations.filtered"

  /// Of a load: whether a person does it, by the vendor's wizard.
  package var isByHand: Bool { inputs[Self.worksheetInput] != nil }

  /// The name of the input that says so.
  package static let worksheetInput = "worksheet"

  package init(
    stage: StageName, stageVersion: Int, state: State = .running, inputs: [String: String]
  ) {
    self.stage = stage
    self.stageVersion = stageVersion
    self.state = state
    self.inputs = inputs
  }

  enum CodingKeys: String, CodingKey {
    case format, stage
    case stageVersion = "stage_version"
    case state, inputs, outputs, counts, position
  }

  /// Why this checkpoint is not one of `stage` with these inputs; nil where it is.
  func staleness(version: Int, inputs now: [String: String]) -> String? {
    if stageVersion != version { return "this version of the program writes other files" }
    let changed = Set(inputs.keys).union(now.keys).filter { inputs[$0] != now[$0] }.sorted()
    return changed.isEmpty ? nil : "changed: " + changed.joined(separator: ", ")
  }
}
