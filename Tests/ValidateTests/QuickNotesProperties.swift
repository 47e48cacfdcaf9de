import FoundationEssentials
import TestSupport
import Testing

@testable import Pipeline
@testable import Validate

@Suite("What the first reading notes the quick way is what the long way would note")
struct QuickNotesProperties {
  /// How many lines were noted which way.
  private struct Seen {
    var long = 0
    var refused = 0
    var quick = 0
  }

  private let run: TestRun

  init() throws { run = try TestRun([]) }

  @Test("Of candidates of all sorts, as transform writes them, as somebody else does, or spoiled")
  func notes() throws {
    var seen = Seen()
    for seed in 0..<150 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let batch = RandomBatch(seed: seed, count: 30)
      let settings = try QuickWayTests.settings(of: batch, in: run)
      let rules = OrganizationRules(
        domainRules: DomainRules(settings, lists: try DomainLists(settings), suffixes: .sample),
        world: WorldIndex(batch.world), existing: settings.existing)
      for var candidate in batch.candidates {
        // Transform never says so, but whoever writes the file by hand may.
        if random.oneIn(15) { candidate.findings = [Finding(.titleExists, "u-1")] }
        let written = try JSONLines.encoder().encode(candidate)
        let line =
          random.oneIn(2)
          ? String(decoding: written, as: UTF8.self)
          : try JSONDecoder().decode(JSONTree.self, from: written)
            .spoiled(&random, oneIn: 40).written(&random)
        try expectSame(line, rules, "seed \(seed): \(line)", &seen)
      }
    }
    #expect(seen.long > 200 && seen.refused > 20 && seen.quick > 100, "\(seen)")
  }

  private func expectSame(
    _ line: String, _ rules: OrganizationRules, _ what: Comment, _ seen: inout Seen
  ) throws {
    let bytes = Array(line.utf8)
    let padded = bytes + [UInt8](repeating: 0, count: 64)
    let piece = LinePiece(
      file: run.directory.url, firstLine: 1, bytes: padded, length: bytes.count)
    let long = try? JSONDecoder().decode(Candidate.self, from: Data(bytes))
    guard let notes = try? QuickNotes(piece, QuickJudge(rules), goesQuick: true),
      let note = notes.notes.first
    else {
      #expect(long == nil, what)
      return
    }
    let candidate = try #require(long, what)
    let judged = Judged(place: 0, candidate, by: rules)
    let standing = judged.standing
    switch note {
    case .long(let noted):
      seen.long += 1
      #expect(noted.candidate == candidate, what)
    case .refused(let id, let domains):
      seen.refused += 1
      #expect(id.description == candidate.id && domains == candidate.domains.count, what)
      #expect(!standing.takesTitle, what)
      #expect(!standing.findings.isEmpty || standing.wanted.isEmpty, what)
      #expect(standing.findings.map(\.reason) != [.titleExists], what)
      #expect(candidate.priority == nil, what)
    case .quick(let plain):
      seen.quick += 1
      let texts = ([plain.name, plain.title.range] + notes.wanted[plain.wanted].map(\.range)).map {
        String(decoding: notes.bytes[$0], as: UTF8.self)
      }
      #expect(plain.id.description == candidate.id, what)
      #expect(texts[0] == candidate.name && texts[1] == FoldedText(candidate.name).text, what)
      #expect(Set(texts[2...]) == Set(standing.wanted), what)
      #expect(plain.domains == candidate.domains.count, what)
      #expect(plain.isClean == standing.domains.allSatisfy(\.findings.isEmpty), what)
      #expect(standing.takesTitle && standing.target == .create, what)
      #expect(candidate.priority == nil, what)
    }
  }
}
