import FoundationEssentials
import HTTPTransport
import Pipeline
import Synchronization
import TestSupport
import Testing

@testable import Extract

@Suite("Ten thousand walks of accounts that misbehave")
struct SimulatedWalkTests {
  /// What came of a walk.
  private enum Outcome: Hashable {
    case exact, exactAnew, failed, wrong(String)
  }

  private static let walksATime: UInt64 = 1000

  @Test(
    "A walk has all rows that were there throughout, each once, or ends in an error",
    arguments: 0..<10 as Range<UInt64>)
  func exactOrError(batch: UInt64) async throws {
    let folder = try TemporaryFolder.inMemory()
    var outcomes: [Outcome: Int] = [:]
    for number in 0..<Self.walksATime {
      let seed = batch * Self.walksATime + number + 1
      let outcome = try await walk(seed, to: folder.url.appending(path: "\(seed).jsonl"))
      if case .wrong(let what) = outcome { Issue.record("seed \(seed): \(what)") }
      outcomes[outcome, default: 0] += 1
    }
    // All of them must have happened, or this shows nothing.
    #expect(outcomes[.exact, default: 0] > 400, "\(outcomes)")
    #expect(outcomes[.exactAnew, default: 0] > 20, "\(outcomes)")
    #expect(outcomes[.failed, default: 0] > 50, "\(outcomes)")
  }

  /// Walks an account, as often as it is killed from where it got to.
  private func walk(_ seed: UInt64, to file: URL) async throws -> Outcome {
    let server = SimulatedITGlue(seed: seed)
    var random = SplitMix64(seed: ~seed)
    let kept = Mutex(Positions([:]))
    defer { try? FileBytes.remove(file) }
    while true {
      do {
        let source = Fragile(
          client: try client(of: server, concurrency: Int.random(in: 1...5, using: &random)),
          checkpointBytes: random.oneIn(2) ? 0 : 150)
        let walk = Walk(
          query: IndexQuery(.domains), source: source, file: file, progress: { _ in },
          reached: { position in
            // The dead write nothing any more.
            guard server.isAlive else { throw SimulatedITGlue.Killed() }
            kept.withLock { $0["domains"] = position }
          })
        let (written, position) = try await walk.run(from: kept.withLock { $0 }["domains"])
        let problem = try problem(with: file, written, server)
        return problem.map(Outcome.wrong) ?? (position.round > 1 ? .exactAnew : .exact)
      } catch is SimulatedITGlue.Killed {
        try tear(file, &random)
        server.revive()
      } catch let error as any Failure {
        return error.kind == .unavailable ? .failed : .wrong("\(error)")
      }
    }
  }

  /// The client, with more checkpoints than its small pages would be worth.
  private struct Fragile: PageSource {
    let client: ITGlueClient
    let checkpointBytes: Int

    var canChange: Bool { true }
    var isFiltered: Bool { false }
    var walking: WalkSettings {
      var walking = client.walking
      walking.checkpointBytes = checkpointBytes
      return walking
    }
    func inputs() -> [String: String] { [:] }
    func survey() -> Survey? { nil }
    func place(of number: Int, size: Int, in query: IndexQuery) -> String {
      client.place(of: number, size: size, in: query)
    }
    func page(_ number: Int, size: Int, of query: IndexQuery) async throws -> Page {
      try await client.page(number, size: size, of: query)
    }
  }

  private func client(of server: SimulatedITGlue, concurrency: Int) throws -> ITGlueClient {
    let time = ManualTime()
    return ITGlueClient(
      service: ServiceClient(
        service: ITGlueClient.serviceName, origin: try Origin("https://api.itglue.com"),
        credentials: [], exchange: server,
        pacer: .within5Minutes(2400, time: time), time: time, jitter: { 0.5 },
        progress: { _ in }),
      settings: PipelineFile.ITGlue(
        baseURL: "https://api.itglue.com", apiKey: .environment("KEY"),
        pageSize: server.pageSize, concurrency: concurrency))
  }

  /// What a kill leaves behind the checkpoint: nothing, some rows, a part of one.
  private func tear(_ file: URL, _ random: inout SplitMix64) throws {
    guard random.oneIn(2), FileBytes.size(of: file) != nil else { return }
    let rest = #"{"id":"7777","type":"domains"}"# + "\n" + #"{"id":"88"#
    let torn = rest.utf8.prefix(Int.random(in: 0...rest.utf8.count, using: &random))
    try (Data(try FileBytes.read(file)) + torn).write(to: file)
  }

  private func problem(
    with file: URL, _ written: WrittenFile, _ server: SimulatedITGlue
  ) throws -> String? {
    var ids: [UInt64] = []
    let parser = PageParser()
    try JSONLines.forEachLine(of: file) { line, _ in
      if case .number(let id)? = parser.id(of: line) { ids.append(id) }
    }
    let unique = Set(ids)
    if ids.count != written.lines { return "\(written.lines) lines, \(ids.count) ids" }
    if unique.count != ids.count { return "a row is there twice" }
    if !unique.isSubset(of: server.ever) { return "a row that never was" }
    let missing = server.throughout.subtracting(unique)
    return missing.isEmpty ? nil : "missing \(missing.sorted())"
  }
}
