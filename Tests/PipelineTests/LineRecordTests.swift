import FoundationEssentials
import Pipeline
import QuickJSON
import TestSupport
import Testing

@Suite("Records are written and read the quick way as Codable writes and reads them")
struct LineRecordTests {
  /// A record is written the same, read back, and read alike however its line is spoiled.
  private func check<Record: WritableLineRecord & Equatable>(
    _ make: (inout SplitMix64) -> Record
  ) throws {
    var seen: [LineCheck: Int] = [:]
    for seed in 0..<150 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let record = make(&random)
      let line = Array(try JSONLines.encoder().encode(record))
      var writer = JSONWriter()
      record.write(to: &writer)
      #expect(
        writer.bytes.elementsEqual(line),
        "seed \(seed): \(String(decoding: writer.bytes, as: UTF8.self))")
      #expect(LineCheck.of(Record.self, line) == .same, "seed \(seed): \(record)")

      let tree = try JSONDecoder().decode(JSONTree.self, from: Data(line))
      for _ in 0..<4 {
        let spoiled = tree.spoiled(&random, oneIn: 30).written(&random)
        let check = LineCheck.of(Record.self, Array(spoiled.utf8))
        if case .different = check { Issue.record("seed \(seed): \(spoiled): \(check)") }
        seen[check, default: 0] += 1
      }
    }
    // Else the lines would prove nothing.
    #expect(seen[.same, default: 0] > 100, "\(seen)")
    #expect(seen[.refused, default: 0] > 30, "\(seen)")
  }

  @Test("Candidates") func candidates() throws { try check { $0.candidate() } }

  @Test("Orphans") func orphans() throws { try check { $0.orphan() } }

  @Test("Lines of the plan") func planLines() throws { try check { $0.planLine() } }

  @Test("Lines of what is left out") func unimported() throws { try check { $0.unimportedLine() } }

  @Test("A finding that stands alone")
  func finding() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<100 {
      let finding = Finding(random.reason(), random.text())
      var writer = JSONWriter()
      finding.write(to: &writer)
      #expect(writer.bytes.elementsEqual(try JSONLines.encoder().encode(finding)))
      let read = JSONParser().withValue(of: writer.bytes) { $0.flatMap(Finding.init) }
      #expect(read == finding)
    }
  }

  @Test("A file of them is the same, whichever way it is written")
  func files() throws {
    let folder = try TemporaryFolder.inMemory()
    var random = SplitMix64(seed: 2)
    let candidates = (0..<300).map { _ in random.candidate() }
    let quick = try OutputFile(whole: folder.url.appending(path: "quick"))
    let long = try OutputFile(whole: folder.url.appending(path: "long"))
    for candidate in candidates {
      try quick.write(candidate)
      try long.write(candidate, with: JSONLines.encoder())
    }
    #expect(try quick.finish() == long.finish())
    #expect(try folder.text("quick") == folder.text("long"))
    var read: [Candidate] = []
    try JSONLines.read(Candidate.self, from: quick.file) { read.append($0) }
    #expect(read == candidates)
  }
}
