import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@Suite("Records that are sought in a file")
struct JSONLinesSearchTests {
  private static let count = 200
  private static let codes = ["rare", "rarer", "a", "ab", "abab", "aba"]

  /// Orphans whose organizations are among the codes, most of them one that nobody seeks, in a file of many
  /// pieces.
  private func orphans(seed: UInt64) throws -> (file: URL, codes: [String], folder: TemporaryFolder)
  {
    var random = SplitMix64(seed: seed)
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "orphans.jsonl")
    let output = try OutputFile(whole: file)
    var codes: [String] = []
    for number in 1...Self.count {
      codes.append(random.oneIn(40) ? Self.codes[Int.random(in: 0...5, using: &random)] : "often")
      let filler = String(repeating: "xab ", count: Int.random(in: 0...2000, using: &random))
      try output.write(
        OrphanDomain(
          id: "\(number)", name: filler, organizationID: codes[number - 1], organization: nil))
    }
    _ = try output.finish()
    return (file, codes, folder)
  }

  @Test("are all found, in order, however their lines end", arguments: UInt64(1)...8)
  func all(seed: UInt64) async throws {
    let (file, codes, folder) = try orphans(seed: seed)
    defer { withExtendedLifetime(folder) {} }
    let sought = Set(Self.codes.prefix(Int(seed % 6) + 1))
    var found: [String] = []
    try await JSONLines.search(
      OrphanDomain.self, in: file, forLinesEndingIn: { sought.map { "\"\($0)\"}" } }
    ) { orphan in found.append(orphan.id) }
    #expect(found == codes.indices.filter { sought.contains(codes[$0]) }.map { "\($0 + 1)" })
  }

  @Test("are not sought any further once there are enough")
  func enough() async throws {
    let (file, codes, folder) = try orphans(seed: 1)
    defer { withExtendedLifetime(folder) {} }
    var read = 0
    try await JSONLines.search(
      OrphanDomain.self, in: file, forLinesEndingIn: { read == 0 ? ["\"often\"}"] : [] }
    ) { _ in read += 1 }
    #expect((1..<codes.count).contains(read))
    try await JSONLines.search(OrphanDomain.self, in: file, forLinesEndingIn: { [] }) { _ in
      Issue.record("nothing was sought")
    }
  }

  @Test("A line among them that cannot be read is named")
  func broken() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "{\"id\":2,\"name\":\"b\"}\n{\"id\":2,\"name\":\"a\"}\n", to: "o.jsonl")
    await #expect(
      throws: JSONLinesError(file: file.path, line: 2, problem: "id is of the wrong type")
    ) {
      try await JSONLines.search(OrphanDomain.self, in: file, forLinesEndingIn: { ["\"a\"}"] }) {
        _ in
      }
    }
  }
}
