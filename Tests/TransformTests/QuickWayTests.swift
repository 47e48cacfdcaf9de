import Foundation
import QuickJSON
import TestSupport
import Testing

@testable import Pipeline
@testable import Transform

@Suite("Transform writes the same, whichever way it goes")
struct QuickWayTests {
  /// All that the stage leaves behind.
  private struct Outcome: Equatable {
    var counts: [String: Int]
    var outputs: [String: WrittenFile]
    var candidates: String
    var orphans: String
    var notes: [String]

    init(of extract: RandomExtract, goesQuick: Bool, pieceSize: Int) async throws {
      let fixture = try extract.fixture()
      let checkpoint = try await fixture.perform(selection: extract.selection) {
        $0.goesQuick = goesQuick
        $0.pieceSize = pieceSize
      }
      counts = checkpoint.counts
      outputs = checkpoint.outputs
      candidates = try fixture.folder.text("run/2-transform/candidates.jsonl")
      orphans = try fixture.folder.text("run/2-transform/orphans.jsonl")
      notes = fixture.notes
    }
  }

  private func expectSame(_ extract: RandomExtract) async throws {
    let quick = try await Outcome(of: extract, goesQuick: true, pieceSize: extract.pieceSize)
    let long = try await Outcome(of: extract, goesQuick: false, pieceSize: JSONLines.pieceSize)
    #expect(firstDifference(quick.candidates, long.candidates) == nil)
    #expect(firstDifference(quick.orphans, long.orphans) == nil)
    #expect(quick.counts == long.counts)
    #expect(quick.notes == long.notes)
    let isSame = quick == long
    #expect(isSame)
    #expect(quick.counts["organizations"] == extract.organizations.count)
  }

  private static let seeds = 0..<40 as Range<UInt64>

  @Test("Random extracts, spreadsheets and settings", arguments: seeds)
  func random(seed: UInt64) async throws {
    try await expectSame(RandomExtract(seed: seed))
  }

  @Test("An extract of several pieces of the usual size")
  func large() async throws {
    let extract = RandomExtract(seed: 1, count: 1500, pieceSize: JSONLines.pieceSize)
    #expect(extract.organizations.reduce(0) { $0 + $1.utf8.count } > JSONLines.pieceSize)
    try await expectSame(extract)
  }

  @Test("Both ways are gone by many of the candidates, in whatever outcome, and beside one another")
  func ways() throws {
    var quick: [Transformation.Outcome: Int] = [:]
    var long = 0
    var mixed = 0
    for seed in Self.seeds.prefix(25) {
      let extract = RandomExtract(seed: seed)
      let ways = try Self.ways(of: extract)
      for case let outcome? in ways { quick[outcome, default: 0] += 1 }
      long += ways.count { $0 == nil }
      if ways.contains(nil), ways.contains(where: { $0 != nil }) { mixed += 1 }
    }
    #expect(quick[.mappedByID, default: 0] > 30, "\(quick)")
    #expect(quick[.mappedByName, default: 0] > 30, "\(quick)")
    #expect(quick[.unmapped, default: 0] > 30, "\(quick)")
    #expect(long > 200)
    #expect(mixed > 8)
  }

  /// What becomes of each organization that goes the quick way; nil for the others.
  private static func ways(of extract: RandomExtract) throws -> [Transformation.Outcome?] {
    let fixture = try extract.fixture()
    var transformation = Transformation(
      selection: extract.selection,
      mapping: try SheetMapping(reading: fixture.mapping, isShared: { _ in false }))
    let lines = extract.organizations.map { Array($0.utf8) }
    for line in lines {
      transformation.meet(try JSONDecoder().decode(OrganizationResource.self, from: Data(line)))
    }
    guard
      let quick = QuickCandidates(
        transformation, joining: JoinTable(places: 0..<lines.count).sorted())
    else { return lines.map { _ in nil } }
    var known = KnownCells()
    var reader = OrganizationLine.Reader()
    return lines.enumerated().map { place, line in
      let padded = line + Array(repeating: 0, count: JSONParser.padding)
      return padded.withUnsafeBytes { bytes in
        var writer = JSONWriter()
        return reader.read(UnsafeRawBufferPointer(rebasing: bytes[..<line.count]))
          .flatMap { quick.write($0, at: place, &known, to: &writer) }
      }
    }
  }
}
