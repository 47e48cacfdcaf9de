import DarkWebID
import FoundationEssentials
import HTTPTransport
import Ledger
import Pipeline
import Synchronization
import TestSupport

@testable import Load

/// A run whose plan is made and approved, and a Dark Web ID to load it into. Each perform begins
/// as a new process would: with the ledger opened afresh and nothing in memory.
final class LoadFixture: Sendable {
  static let origin = "https://secure.darkwebid.com"
  static let source = "https://api.itglue.com"

  let folder: TemporaryFolder
  let time: ManualTime
  let fake: FakeDarkWebID
  let exchange: ScriptedExchange
  let run: RunDirectory
  let plan: [PlanLine]
  let digest: String
  private let told = Mutex<[ProgressEvent]>([])

  /// - Parameter fake: Where it is given, its clock is `time`.
  init(
    _ plan: [PlanLine], time: ManualTime = ManualTime(),
    _ change: (inout FakeDarkWebID.Behaviour) -> Void = { _ in },
    there: [(title: String, uuid: String, domains: [String])] = []
  ) throws {
    let folder = try TemporaryFolder()
    let fake = FakeDarkWebID(time: time, change)
    for organization in there {
      fake.add(organization.title, uuid: organization.uuid, organization.domains)
    }
    self.folder = folder
    self.plan = plan
    self.time = time
    self.fake = fake
    exchange = ScriptedExchange { request, _ in try fake.answer(request) }
    run = try RunDirectory.make(at: folder.url.appending(path: "run-1"))
    digest = try run.write(plan, made: fake.world(origin: Self.origin))
  }

  /// Loads, or goes on loading.
  ///
  /// - Parameter approved: The digest that was approved, the plan's own unless told.
  @discardableResult
  func perform(
    approved: String? = nil, pendingTimeout: Duration = .seconds(600), concurrency: Int = 1,
    replans: Bool = false
  ) async throws -> Checkpoint {
    let audit = try AuditLog(of: run)
    let stage = LoadStage(
      client: try client(observe: { await audit.note($0) }), ledger: try openLedger(),
      settings: settings(
        pendingTimeout: pendingTimeout, concurrency: concurrency, replans: replans),
      approved: approved ?? digest, locks: locks, audit: audit, time: time)
    return try await StageRunner(run: run) { event in self.told.withLock { $0.append(event) } }
      .perform(stage)
  }

  /// Queues what is to be sent again, as `glueport retry` does before the run goes on.
  func retry(
    _ selection: RetrySelection = .init(), licences: PipelineFile.Validation.Licence = .init()
  ) async throws -> RetryPlan {
    let retry = Retry(
      client: try client(), ledger: try openLedger(), source: Self.source, licences: licences,
      locks: locks, time: time)
    let plan = try await retry.plan(selection, of: run)
    var checkpoint = try run.readCheckpoint(of: .load)
    checkpoint?.state = .running
    if let checkpoint { try JSONFile.write(checkpoint, to: run.checkpoint(of: .load)) }
    try await retry.queue(plan, of: run)
    return plan
  }

  /// Lets go of the run, as `glueport discard` does.
  func discard() async throws -> Discard.Outcome? {
    try await Discard(
      ledger: try openLedger(), locks: locks, time: time, progress: { _ in },
      darkWebID: { (try self.client(), self.settings()) }
    ).perform(run: run.id)
  }

  /// The lines of the audit.
  func audit() throws -> [AuditLine] {
    try JSONLines.readAll(AuditLine.self, from: run.file("audit.jsonl", of: .load))
  }

  /// A line of the audit, as somebody reads it.
  struct AuditLine: Decodable, Equatable {
    var time: String
    var method: String
    var path: String
    var organization: String?
    var attempt: Int
    var status: Int?
    var failure: String?
    var milliseconds: Int?
  }

  func settings(
    pendingTimeout: Duration = .seconds(600), concurrency: Int = 1, replans: Bool = false
  ) -> LoadSettings {
    LoadSettings(
      source: Self.source, pendingTimeout: pendingTimeout, pollInterval: .seconds(5),
      concurrency: concurrency, breaker: .init(unanswered: 3, refused: 4), replans: replans)
  }

  func client(observe: ServiceClient.Observer? = nil) throws -> DarkWebIDClient {
    let service = ServiceClient(
      service: DarkWebIDClient.serviceName, origin: try Origin(Self.origin),
      credentials: [DarkWebIDClient.credentials(user: Secret("u"), password: Secret("p"))],
      exchange: exchange, pacer: Pacer(perSecond: 2, time: time), time: time, jitter: { 0.5 },
      observe: observe, progress: { _ in })
    var profile = try Profile(file: Self.profile, environment: [:])
    profile.pageSize = 2
    return DarkWebIDClient(service: service, profile: profile)
  }

  /// Loads until nothing is open, over as many stops and failures as come.
  ///
  /// - Returns: How many times it was begun.
  func performUntilSettled(atMost limit: Int = 40, concurrency: Int = 1) async throws -> Int {
    for number in 1...limit {
      do {
        if try await perform(concurrency: concurrency).state == .finished { return number }
      } catch is FakeDarkWebID.Killed {
      } catch is ServiceError {
      } catch LoadError.noAnswers {
      }
      // A person or a timer comes back later.
      time.move(by: .seconds(30))
    }
    throw NeverSettled()
  }

  struct NeverSettled: Error {}

  private static let profile = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "pipelines/darkwebid.yaml")

  let ledgerAccount = LedgerAccount(
    account: .init(origin: LoadFixture.origin, reseller: "r-1"), source: LoadFixture.source)

  var locks: URL { folder.url.appending(path: "locks") }

  func openLedger() throws -> Ledger {
    try Ledger(at: folder.url.appending(path: "ledger.sqlite"))
  }

  /// The lines of `results.jsonl`.
  func results() throws -> [ResultLine] {
    try JSONLines.readAll(ResultLine.self, from: run.file("results.jsonl", of: .load))
  }

  /// The one line of `results.jsonl` with that name.
  func result(of name: String) throws -> ResultLine? {
    try results().first { $0.name == name }
  }

  func entries() throws -> [LedgerEntry] {
    try openLedger().entries(of: run.id, ledgerAccount).sorted { $0.id < $1.id }
  }

  func links() throws -> [World.Link] { try openLedger().links(ledgerAccount) }

  /// The requests that changed something, or would have.
  var sent: [HTTPRequest] {
    exchange.arrivals.map(\.request).filter { $0.method != .get }
  }

  /// What the stage told, without the moments.
  var notes: [String] {
    told.withLock { $0 }.compactMap { if case .note(let text) = $0 { text } else { nil } }
  }
}

extension PlanLine {
  /// An organization to be created; its id follows from its name.
  static func create(_ name: String, _ domains: String...) -> PlanLine {
    PlanLine(
      action: .create, id: "id-\(name)", name: name, employeeCount: "11-50", industry: "Legal",
      domains: domains.map { .init(name: $0) }, licences: domains.count)
  }

  /// Domains to be added to an organization that is there.
  static func add(
    _ name: String, to uuid: String, _ domains: String..., adopting: Bool = false
  ) -> PlanLine {
    PlanLine(
      action: adopting ? .adopt : .addDomains, id: "id-\(name)", name: name,
      employeeCount: "11-50", industry: "Legal", domains: domains.map { .init(name: $0) },
      licences: domains.count, uuid: uuid)
  }
}

extension ResultLine {
  /// The statuses of the domains, in order.
  var statuses: [Status] { domains.map(\.status) }

  /// The line without what a stop may change: how many requests it took.
  var lasting: ResultLine {
    var line = self
    line.attempts = 0
    return line
  }
}
