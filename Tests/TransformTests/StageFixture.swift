import FoundationEssentials
import Pipeline
import Synchronization
import TestSupport

@testable import Transform

/// A run whose extract is done, with a spreadsheet and picklists beside it.
final class StageFixture {
  let folder: TemporaryFolder
  let run: RunDirectory
  var mapping: PipelineFile.Mapping
  private let told = Told()

  init(organizations: [String], domains: [String], sheet: String) throws {
    folder = try TemporaryFolder.inMemory()
    run = try RunDirectory.make(at: folder.url.appending(path: "run"))
    mapping = PipelineFile.Mapping(
      spreadsheet: try folder.write(sheet, to: "clients.csv"),
      picklists: try folder.write(
        """
        employee_count:
          - { value: 1-10, from: 1, to: 10 }
          - { value: 11+, from: 11 }
        industry:
          - { value: Legal, aliases: [Law] }
        """, to: "picklists.yaml"),
      aliases: folder.url.appending(path: "onboard.aliases.yaml"))
    try extract(organizations: organizations, domains: domains)
  }

  /// Writes what extract writes.
  func extract(organizations: [String], domains: [String], isFiltered: Bool = false) throws {
    try FileBytes.makeFolder(run.folder(of: .extract))
    var checkpoint = Checkpoint(
      stage: .extract, stageVersion: 1, state: .finished, inputs: [:])
    if isFiltered { checkpoint.counts[Checkpoint.filteredCount] = 1 }
    for (name, lines) in ["organizations.jsonl": organizations, "domains.jsonl": domains] {
      let output = try OutputFile(whole: run.file(name, of: .extract))
      for line in lines { try output.writeLine(Array(line.utf8)) }
      checkpoint.outputs[name] = try output.finish()
    }
    try JSONFile.write(checkpoint, to: run.checkpoint(of: .extract))
  }

  /// Runs the stage.
  func perform(
    selection: PipelineFile.Selection = .init(), mapped: Bool = true, read: ReadMapping? = nil,
    memory: Int = 1 << 30,
    _ change: (inout TransformStage) -> Void = { _ in }
  ) async throws -> Checkpoint {
    let told = told
    let runner = StageRunner(run: run) { event in told.add(event) }
    var stage = TransformStage(
      mapping: mapped ? mapping : nil, selection: selection, read: read, memory: memory)
    change(&stage)
    return try await runner.perform(stage)
  }

  /// The notes and the beginnings of stages that were told.
  var notes: [String] { told.texts }

  func candidates() throws -> [Candidate] {
    try JSONLines.readAll(Candidate.self, from: run.file("candidates.jsonl", of: .transform))
  }

  func orphans() throws -> [OrphanDomain] {
    try JSONLines.readAll(OrphanDomain.self, from: run.file("orphans.jsonl", of: .transform))
  }

  /// An organization as extract writes it.
  static func organization(_ id: String, _ name: String, type: String = "Customer") -> String {
    #"{"id":"\#(id)","type":"organizations","attributes":{"name":"\#(name)","#
      + #""organization-type-name":"\#(type)","organization-status-name":"Active"}}"#
  }

  /// A domain as extract writes it.
  static func domain(_ id: Int, _ name: String, of organization: String) -> String {
    #"{"id":"\#(id)","type":"domains","attributes":{"name":"\#(name)","#
      + #""organization-id":\#(organization),"organization-name":"whoever"}}"#
  }
}

/// What a stage told.
private final class Told: Sendable {
  private let lines = Mutex<[String]>([])

  var texts: [String] { lines.withLock { $0 } }

  func add(_ event: ProgressEvent) {
    switch event {
    case .note(let text): lines.withLock { $0.append(text) }
    case .stage(_, let text): lines.withLock { $0.append(text) }
    case .advanced, .waiting: break
    }
  }
}
