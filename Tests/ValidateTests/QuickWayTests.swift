import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import Pipeline
@testable import Validate

@Suite("Validate writes the same, whichever way it goes")
struct QuickWayTests {
  /// All that the stage leaves behind, or why it left nothing.
  private struct Outcome: Equatable {
    var counts: [String: Int] = [:]
    var outputs: [String: WrittenFile] = [:]
    var plan = ""
    var unimported = ""
    var header: PlanHeader?
    var notes: [String] = []
    var problem: String?

    /// - Parameter lines: The candidates' lines, where they are others than the batch's.
    init(
      of batch: RandomBatch, _ lines: String? = nil, goesQuick: Bool, pieceSize: Int
    ) async throws {
      let run = try TestRun(batch.candidates, orphans: batch.orphans)
      if let lines {
        try OutputFile.write(
          lines.utf8, to: run.directory.file("candidates.jsonl", of: .transform))
      }
      let told = Told()
      run.progress = { event in if case .note(let text) = event { told.add(text) } }
      do {
        let settings = try QuickWayTests.settings(of: batch, in: run)
        let checkpoint = try await run.validate(batch.world, scope: batch.scope) {
          $0 = settings
        } stage: {
          $0.goesQuick = goesQuick
          $0.pieceSize = pieceSize
        }
        counts = checkpoint.counts
        outputs = checkpoint.outputs
        plan = String(decoding: try run.bytes("plan.jsonl"), as: UTF8.self)
        unimported = String(decoding: try run.bytes("unimported.jsonl"), as: UTF8.self)
        header = try run.header()
      } catch let error as JSONLinesError {
        problem = "line \(error.line): \(error.problem)"
      } catch {
        problem = "\(error)"
      }
      notes = told.all
    }
  }

  /// The settings of a batch, with the lists as files of the run.
  static func settings(
    of batch: RandomBatch, in run: TestRun
  ) throws -> PipelineFile.Validation {
    var settings = batch.validation
    for (kind, text) in RandomBatch.lists {
      settings.lists[kind] = [.file(try run.add("\(kind.rawValue).txt", text))]
    }
    settings.domains.publicSuffixList = try run.add("suffixes.dat", RandomBatch.suffixes)
    return settings
  }

  private func expectSame(_ batch: RandomBatch, _ lines: String? = nil) async throws -> Outcome {
    let quick = try await Outcome(
      of: batch, lines, goesQuick: true, pieceSize: batch.pieceSize)
    let long = try await Outcome(
      of: batch, lines, goesQuick: false, pieceSize: JSONLines.pieceSize)
    #expect(quick.problem == long.problem)
    #expect(firstDifference(quick.plan, long.plan) == nil)
    #expect(firstDifference(quick.unimported, long.unimported) == nil)
    #expect(quick.counts == long.counts)
    #expect(quick.notes == long.notes)
    let isSame = quick == long
    #expect(isSame)
    return quick
  }

  private static let seeds = 0..<40 as Range<UInt64>

  @Test("Random batches, worlds, scopes and settings", arguments: seeds)
  func random(seed: UInt64) async throws {
    let batch = RandomBatch(seed: seed)
    let outcome = try await expectSame(batch)
    let isRefused = batch.validation.existing == .fail || batch.scope.only != nil
    #expect(outcome.problem == nil || isRefused, "\(String(describing: outcome.problem))")
  }

  @Test("A batch of several pieces of the usual size, with licences for a part of it")
  func large() async throws {
    var batch = RandomBatch(seed: 1, count: 2000, pieceSize: JSONLines.pieceSize)
    batch.scope = .all
    batch.validation.existing = .skip
    batch.validation.licence.limit = .account
    batch.world = .sample(limit: 1500)
    let outcome = try await expectSame(batch)
    let bytes = try JSONLines.encoder().encode(batch.candidates).count
    #expect(outcome.problem == nil)
    #expect(bytes > JSONLines.pieceSize)
  }

  @Test("Candidates whose lines somebody else wrote, or spoiled", arguments: 0..<20)
  func spoiled(seed: UInt64) async throws {
    let batch = RandomBatch(seed: seed, count: 20)
    var random = SplitMix64(seed: seed)
    // Of every other file most lines can be read.
    let rarity = random.oneIn(2) ? 400 : 4000
    let lines = try batch.candidates.map { candidate in
      try JSONDecoder().decode(JSONTree.self, from: JSONLines.encoder().encode(candidate))
        .spoiled(&random, oneIn: rarity).written(&random) + "\n"
    }
    _ = try await expectSame(batch, lines.joined())
  }

  @Test("Names that become one are refused alike", arguments: 0..<20)
  func rolledUp(seed: UInt64) async throws {
    var batch = RandomBatch(seed: seed)
    var random = SplitMix64(seed: seed)
    batch.validation.domains.rollUp = true
    batch.validation.existing = .skip
    batch.scope = .all
    let names = [
      "www.x.com", "mail.x.com", "x.free.com", "mail.free.com", "a.d1.com", "b.d1.com",
      "c.d2.co.uk",
      "a.secret.org", "b.secret.org", "city.gov",
    ]
    for index in batch.candidates.indices {
      let count = Int.random(in: 1...3, using: &random)
      batch.candidates[index].domains = (0..<count).map { _ in
        CandidateDomain(id: "\(index)", name: random.one(of: names))
      }
    }
    let outcome = try await expectSame(batch)
    #expect(outcome.problem == nil)
  }

  @Test("Both ways are gone by many of the candidates, and licences end within a piece")
  func ways() throws {
    var all = Ways()
    for seed in 0..<60 as Range<UInt64> { try all.count(RandomBatch(seed: seed)) }
    #expect(all.planned > 200, "\(all)")
    #expect(all.refused > 20, "\(all)")
    #expect(all.long > 200, "\(all)")
    #expect(all.contested > 50 && all.contestedAndPlanned > 8, "\(all)")
    #expect(all.short > 4, "\(all)")
    #expect(all.shortWithin > 4, "\(all)")
  }

  /// How many candidates go which way.
  private struct Ways {
    var planned = 0
    var refused = 0
    var long = 0
    /// Those that others have a say in and that go the quick way.
    var contested = 0
    var contestedAndPlanned = 0
    /// Those that are refused because no licence is left.
    var short = 0
    /// How often the licences end behind one of a piece that was decided the quick way.
    var shortWithin = 0

    mutating func count(_ batch: RandomBatch) throws {
      let run = try TestRun(batch.candidates)
      let settings = try QuickWayTests.settings(of: batch, in: run)
      let rules = OrganizationRules(
        domainRules: DomainRules(settings, lists: try DomainLists(settings), suffixes: .sample),
        world: WorldIndex(batch.world), existing: settings.existing)
      var planner = Planner(
        rules: rules, scope: batch.scope, settings.licence, batch.world.licence)
      let file = run.directory.file("candidates.jsonl", of: .transform)
      let judge = QuickJudge(rules)
      var ways: [QuickNotes.Way] = []
      var noting = try LinePieces(file, size: batch.pieceSize)
      while let piece = try noting.next() {
        let notes = try QuickNotes(piece, judge, goesQuick: true)
        for note in notes.notes {
          switch note {
          case .long(let judged):
            _ = planner.note(judged)
            ways.append(.long)
          case .refused: ways.append(.quick)
          case .quick(let plain):
            ways.append(planner.note(plain, of: notes, at: ways.count))
          }
        }
      }
      for place in planner.contestedPlaces where ways[place] != .long { ways[place] = .contested }
      let noted = NotedCandidates(planner, judge, ways)
      let shortage = Shortage()
      var deciding = try LinePieces(file, size: batch.pieceSize)
      while let piece = try deciding.next() {
        let first = piece.firstLine - 1
        let decisions = try QuickDecisions(piece, noted, shortage.extent)
        for index in 0..<decisions.count where ways[first + index] == .contested {
          if case .long = decisions[index] { continue }
          contested += 1
          if case .planned = decisions[index] { contestedAndPlanned += 1 }
        }
        count(decisions, &planner, shortage)
      }
    }

    private mutating func count(
      _ decisions: QuickDecisions, _ planner: inout Planner, _ shortage: Shortage
    ) {
      var isAnyPlanned = false
      for index in 0..<decisions.count {
        switch decisions[index] {
        case .long(let judged):
          long += 1
          _ = planner.decide(judged)
        case .refused: refused += 1
        case .planned(let licences) where planner.takeLicences(licences):
          planned += 1
          isAnyPlanned = true
        case .planned:
          if isAnyPlanned { shortWithin += 1 }
          isAnyPlanned = false
          shortage.meet(left: planner.licences.left)
        case .short(let wanted):
          short += 1
          planner.noteWant(wanted)
        }
      }
      if planner.licences.left == 0 { shortage.meet(left: 0) }
    }
  }
}

/// What a stage told.
private final class Told: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func add(_ line: String) { lines.withLock { $0.append(line) } }
}
