import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@Suite("Records that are sought in a file")
struct JSONLinesSearchTests {
  private static let count = 200
  private static let codes = ["rare", "rarer", "a", "ab", "abab", "aba"]

  /// Orphans whose names are among the codes, most of them one that nobody seeks, in a file of many
  /// pieces.
  private func orphans(seed: UInt64) throws -> (file: URL, names: [String], folder: TemporaryFolder)
  {
    var random = SplitMix64(seed: seed)
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "orphans.jsonl")
    let output = try OutputFile(whole: file)
    var names: [String] = []
    for number in 1...Self.count {
      names.append(random.oneIn(40) ? Self.codes[Int.random(in: 0...5, using: &random)] : "often")
      let filler = String(repeating: "xab ", count: Int.random(in: 0...2000, using: &random))
      try output.write(
        OrphanDomain(
          id: "\(number)", name: names[number - 1], organizationID: nil, organization: filler))
    }
    _ = try output.finish()
    return (file, names, folder)
  }

  @Test("are all found, in order, whatever their words are", arguments: UInt64(1)...8)
  func all(seed: UInt64) async throws {
    let (file, names, folder) = try orphans(seed: seed)
    defer { withExtendedLifetime(folder) {} }
    let sought = Set(Self.codes.prefix(Int(seed % 6) + 1))
    var found: [String] = []
    try await JSONLines.search(
      OrphanDomain.self, in: file, for: { sought.map { "\"\($0)\"" } }
    ) { orphan in
      if sought.contains(orphan.name) { found.append(orphan.id) }
    }
    #expect(found == names.indices.filter { sought.contains(names[$0]) }.map { "\($0 + 1)" })
  }

  @Test("are the only ones that are read, with those around them")
  func few() async throws {
    let (file, names, folder) = try orphans(seed: 1)
    defer { withExtendedLifetime(folder) {} }
    var read: [String] = []
    try await JSONLines.search(OrphanDomain.self, in: file, for: { ["\"id\":\"2\""] }) {
      read.append($0.id)
    }
    #expect(read.contains("2") && !read.contains("\(names.count)"))
  }

  @Test("are not sought any further once there are enough")
  func enough() async throws {
    let (file, names, folder) = try orphans(seed: 1)
    defer { withExtendedLifetime(folder) {} }
    var read = 0
    try await JSONLines.search(
      OrphanDomain.self, in: file, for: { read == 0 ? ["\"often\""] : [] }
    ) { _ in read += 1 }
    #expect((1..<names.count).contains(read))
    try await JSONLines.search(OrphanDomain.self, in: file, for: { [] }) { _ in
      Issue.record("nothing was sought")
    }
  }

  @Test("A line among them that cannot be read is named")
  func broken() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("{\"id\":\"1\",\"name\":\"a\"}\n{\"id\":2}\n", to: "o.jsonl")
    await #expect(
      throws: JSONLinesError(file: file.path, line: 2, problem: "id is of the wrong type")
    ) {
      try await JSONLines.search(OrphanDomain.self, in: file, for: { ["\"a\""] }) { _ in }
    }
  }
}
