import FoundationEssentials
import Pipeline
import TestSupport

@testable import Fleet

/// A fleet in a folder of its own, whose pipelines can be read.
struct FleetFixture {
  let folder: TemporaryFolder
  /// What the pipeline file says otherwise.
  var name = "${PARTNER}"
  var state = "state/${PARTNER}.sqlite"
  var spreadsheet = "clients.csv"
  var darkWebID = "http://127.0.0.1:8902"
  var lists = "disposable: []"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "IT Glue ID,Name,Employee Count,Industry\n1,Acme,12,Retail\n", to: "clients.csv")
  }

  /// Writes the pipeline file and the fleet's file.
  func fleet(_ partners: String) throws -> Fleet {
    let shipped = Repository.url.appending(path: "pipelines").path
    try folder.write(
      """
      name: \(name)
      source:
        itglue: { region: us, api_key: "${ITGLUE_API_KEY}" }
      mapping:
        spreadsheet: \(spreadsheet)
        picklists: \(shipped)/picklists.yaml
      validate:
        lists: { \(lists) }
      destination:
        darkwebid:
          base_url: \(darkWebID)
          profile: \(shipped)/darkwebid.yaml
          user: ${DARKWEBID_USER}
          password: ${DARKWEBID_PASSWORD}
      state: \(state)
      runs: runs

      """, to: "partner.yaml")
    return try Fleet(
      file: folder.write("pipeline: partner.yaml\npartners:\n\(partners)", to: "partners.yaml"))
  }

  /// Leaves what a run begins with, of the partner that its id names.
  @discardableResult
  func run(_ id: String, of name: String? = nil, _ change: (inout RunRecord) -> Void = { _ in })
    throws -> RunDirectory
  {
    let run = try RunDirectory.make(at: folder.url.appending(path: "runs/\(id)"))
    let time = id.prefix(16)
    var record = RunRecord(
      id: id, pipeline: folder.url.appending(path: "partner.yaml").path,
      name: name ?? String(id.dropFirst(17)), pipelineDigest: "sha256:0",
      started: "2026-11-\(time.dropFirst(6).prefix(2))T\(time.dropFirst(9).prefix(2)):00:00Z",
      until: .load)
    change(&record)
    try JSONFile.write(record, to: run.record)
    return run
  }

  /// What became of the partners.
  func summary(_ partners: String, since: String? = nil) async throws -> FleetSummary {
    try await FleetSummary(of: fleet(partners), environment: [:], since: since) { _, _, _ in }
  }
}
