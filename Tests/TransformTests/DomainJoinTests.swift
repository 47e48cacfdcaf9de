import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Transform

@Suite("Domains are joined in parts where the memory is small")
struct DomainJoinTests {
  /// Enough organizations for several pieces of the file, and of each third one no domain.
  private func fixture() throws -> StageFixture {
    var random = SplitMix64(seed: 7)
    let organizations = (0..<6000).map {
      StageFixture.organization(String(1000 + $0), "Client \($0)")
    }
    let domains = (0..<9000).map { number in
      let owner = Int.random(in: 0..<6100, using: &random)
      let id = owner.isMultiple(of: 3) ? owner + 1 : owner
      return StageFixture.domain(number, "d\(number).example", of: "\(1000 + id)")
    }
    return try StageFixture(organizations: organizations, domains: domains, sheet: "")
  }

  @Test("The bytes are those of a join in memory, and nothing is left of the files in between")
  func sameBytes() async throws {
    let whole = try fixture()
    let checkpoint = try await whole.perform(mapped: false)
    let parted = try fixture()
    let other = try await parted.perform(mapped: false, memory: 100_000)
    for name in ["candidates.jsonl", "orphans.jsonl"] {
      #expect(
        try FileBytes.read(parted.run.file(name, of: .transform))
          == FileBytes.read(whole.run.file(name, of: .transform)))
    }
    #expect(other.outputs == checkpoint.outputs)
    #expect(other.counts == checkpoint.counts)
    let left = try FileManager.default.contentsOfDirectory(
      atPath: parted.run.folder(of: .transform).path)
    #expect(left.sorted() == ["candidates.jsonl", "checkpoint.json", "orphans.jsonl"])
  }

  @Test("Each of many domains finds its organization, and the others are told of in their order")
  func manyInOnePiece() async throws {
    let owners = (0..<200).map {
      $0.isMultiple(of: 3) ? "1001" : $0.isMultiple(of: 7) ? "9" : "1000"
    }
    let domains = owners.enumerated().map { number, owner in
      // One that a parser has to read, in the midst of those that need none.
      let name = number == 100 ? #"\u0064100.example"# : "d\(number).example"
      return StageFixture.domain(number, name, of: owner)
    }
    let fixture = try StageFixture(
      organizations: ["1000", "1001"].map { StageFixture.organization($0, "Client \($0)") },
      domains: domains, sheet: "")
    _ = try await fixture.perform(mapped: false)
    func names(of owner: String) -> [String] {
      owners.indices.filter { owners[$0] == owner }.map { "d\($0).example" }
    }
    let candidates = try fixture.candidates()
    #expect(candidates.map { $0.domains.map(\.name) } == [names(of: "1000"), names(of: "1001")])
    #expect(try fixture.orphans().map(\.name) == names(of: "9"))
  }

  @Test(
    "The parts follow one another, begin where a piece begins, and are as many as the memory asks")
  func parts() throws {
    let folder = try TemporaryFolder()
    func parts(memory: Int) throws -> [Range<Int>] {
      try DomainJoin(
        starts: [0, 40, 80, 120, 160], organizations: 200, domains: 1000, memory: memory,
        folder: folder.url
      ).parts
    }
    #expect(try parts(memory: 96_000) == [0..<200])
    #expect(try parts(memory: 95_999) == [0..<80, 80..<160, 160..<200])
    #expect(try parts(memory: 1) == [0..<40, 40..<80, 80..<120, 120..<160, 160..<200])
  }

  @Test("However small the memory, there are not more files than a process may open")
  func mostParts() throws {
    let folder = try TemporaryFolder()
    let join = try DomainJoin(
      starts: (0..<5000).map { $0 * 10 }, organizations: 50_000, domains: 1_000_000, memory: 1,
      folder: folder.url)
    #expect((2...200).contains(join.parts.count))
    #expect(join.parts.first?.lowerBound == 0 && join.parts.last?.upperBound == 50_000)
    #expect(zip(join.parts, join.parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
  }

  @Test("Without an organization there is one empty part")
  func empty() async throws {
    let folder = try TemporaryFolder()
    var join = try DomainJoin(
      starts: [], organizations: 0, domains: 1000, memory: 1, folder: folder.url)
    #expect(join.parts == [0..<0])
    #expect(try await join.takeDomains(of: 0).count == 0)
  }
}
