import FoundationEssentials
import Ledger
import Pipeline
import Report
import Spreadsheets
import TestSupport

@testable import Load

/// A ledger and a run whose approved plan goes to a worksheet. Each step begins as a new process would:
/// with the ledger opened afresh.
struct WorksheetFixture {
  static let account = LedgerAccount(
    account: .byHand("Example MSP"), source: "https://api.itglue.com")

  let folder: TemporaryFolder
  let time: ManualTime
  let run: RunDirectory
  let plan: [PlanLine]
  let digest: String

  /// - Parameters:
  ///   - earlier: A fixture whose ledger this one goes on with.
  ///   - licences: What the plan assumed of the licences.
  init(
    _ plan: [PlanLine], run name: String = "run-1", after earlier: WorksheetFixture? = nil,
    licences: LicenceForecast? = nil
  ) throws {
    folder = try earlier?.folder ?? TemporaryFolder.inMemory()
    time = earlier?.time ?? ManualTime()
    self.plan = plan
    run = try RunDirectory.make(at: folder.url.appending(path: name))
    let ledger = try Ledger(at: folder.url.appending(path: "ledger.sqlite"))
    let world = try WorksheetWorld(ledger: ledger, account: Self.account).read()
    digest = try run.write(plan, made: world, licences: licences)
  }

  var locks: URL { folder.url.appending(path: "locks") }

  func openLedger() throws -> Ledger {
    try Ledger(at: folder.url.appending(path: "ledger.sqlite"))
  }

  /// Puts the plan on the worksheet, or goes on with it.
  @discardableResult
  func perform(
    approved: String? = nil, account: LedgerAccount = Self.account
  ) async throws -> Checkpoint {
    try await StageRunner(run: run) { _ in }.perform(
      WorksheetStage(
        ledger: try openLedger(), account: account, approved: approved ?? digest, locks: locks,
        time: time))
  }

  /// Takes back what stands in a file, as `glueport load --done` does before the run goes on.
  @discardableResult
  func give(_ file: URL, account: LedgerAccount = Self.account) throws -> HandImport.Changes {
    let hands = HandImport(
      ledger: try openLedger(), account: account, locks: locks, time: time)
    let changes = try hands.changes(by: file, of: run.id)
    if !changes.entries.isEmpty, var checkpoint = try run.readCheckpoint(of: .load) {
      checkpoint.state = .running
      try JSONFile.write(checkpoint, to: run.checkpoint(of: .load))
    }
    try hands.take(changes)
    return changes
  }

  /// Takes back rows as CSV: what stands in Done, in Not imported, and the IT Glue id.
  @discardableResult
  func give(_ rows: [[String]]) throws -> HandImport.Changes {
    try give(folder.write(Self.csv(rows), to: "done.csv"))
  }

  static func csv(_ rows: [[String]]) -> [UInt8] {
    SheetWriter.csv(
      SheetTable(
        name: "Wizard",
        columns: ["Done", "Not imported", "IT Glue ID"].map { SheetTable.Column($0) },
        rows: rows.map { SheetTable.Row($0) }))
  }

  /// Lets go of the run, as `glueport discard` does.
  func discard() async throws -> Discard.Outcome? {
    try await Discard(
      ledger: try openLedger(), locks: locks, time: time, progress: { _ in },
      darkWebID: { throw NobodyAsks() }
    ).perform(run: run.id)
  }

  struct NobodyAsks: Error {}

  func world() throws -> World {
    try WorksheetWorld(ledger: openLedger(), account: Self.account).read()
  }

  func entries() throws -> [LedgerEntry] {
    try openLedger().entries(of: run.id, Self.account).sorted { $0.id < $1.id }
  }

  /// The one entry of an organization.
  func entry(of name: String) throws -> LedgerEntry? {
    try entries().first { $0.title == name }
  }

  func links() throws -> [World.Link] { try openLedger().links(Self.account) }

  func results() throws -> [ResultLine] {
    try JSONLines.readAll(ResultLine.self, from: run.file("results.jsonl", of: .load))
  }

  /// The worksheet as the report makes it of the results.
  func worksheet() async throws -> SheetTable {
    let record = RunRecord(
      id: run.id, pipeline: "/p.yaml", pipelineDigest: "", started: "2026-11-23T10:15:00Z",
      until: .load)
    return Worksheet(try await DetailsReader.read(run, record: record)).table
  }
}
