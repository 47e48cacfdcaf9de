import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@testable import Validate

@Suite("The filter of names lets through all that a list may match")
struct NameFilterProperties {
  private static let labels = ["a", "b", "c", "www", "k12", "com", "uk", "us", "xn--p1ai"]

  private static func entry(_ random: inout SplitMix64) -> String {
    let count = Int.random(in: 1...4, using: &random)
    let labels = (0..<count).map { _ in random.oneIn(6) ? "*" : random.one(of: Self.labels) }
    return random.one(of: ["", "", ".", "*.", "!", "!."]) + labels.joined(separator: ".")
  }

  @Test("Random lists, of all reaches and with stars anywhere")
  func random() throws {
    let run = try TestRun([])
    var matched = 0
    for seed in 0..<30 as Range<UInt64> { matched += try expectNoMiss(seed, run) }
    #expect(matched > 1000)
  }

  /// How many names a random list matches.
  private func expectNoMiss(_ seed: UInt64, _ run: TestRun) throws -> Int {
    var random = SplitMix64(seed: seed)
    // Those that begin with a star and a dot are below; a star further on is any label.
    let entries = (0..<Int.random(in: 1...12, using: &random)).map { _ in Self.entry(&random) }
      .filter { (try? NamePattern(Array($0.utf8).drop { $0 == UInt8(ascii: "!") })) != nil }
    let file = try run.add("list.txt", entries.joined(separator: "\n"))
    let list = try DomainList([DomainListSource(.file(file), of: .own)])
    var filter = NameFilter()
    list.note(in: &filter)
    var matched = 0
    for _ in 0..<300 {
      let count = Int.random(in: 2...5, using: &random)
      let name = try DomainName(
        (0..<count).map { _ in random.one(of: Self.labels) }.joined(separator: "."))
      let mayMatch = filter.mayMatch(NameHashes(name))
      if list.match(name) != nil {
        matched += 1
        #expect(mayMatch, "seed \(seed): \(name) of \(entries)")
      }
    }
    return matched
  }

  @Test(
    "A star as the last label is above all names",
    arguments: ["mail.*", ".*", ".a.*", "*.*", "*.a.*"])
  func lastStar(entry: String) throws {
    let run = try TestRun([])
    let list = try DomainList([
      DomainListSource(.file(try run.add("list.txt", entry)), of: .own)
    ])
    var filter = NameFilter()
    list.note(in: &filter)
    var matched = 0
    for text in ["mail.com", "x.mail.com", "a.com", "x.a.com", "x.y.a.com", "a.b", "x.a.b"] {
      let name = try DomainName(text)
      guard list.match(name) != nil else { continue }
      matched += 1
      #expect(filter.mayMatch(NameHashes(name)), "\(name)")
    }
    #expect(matched > 0)
  }

  @Test("Every entry that is shipped is let through with what is below, and few other names are")
  func shipped() throws {
    let lists = try DomainLists(PipelineFile.Validation())
    var matched = 0
    for kind in PipelineFile.Validation.ListKind.allCases {
      for line in String(decoding: kind.shipped, as: UTF8.self).split(whereSeparator: \.isNewline) {
        let entry = line.prefix { $0 != "#" }.filter { !$0.isWhitespace }
        guard !entry.isEmpty, let pattern = try? NamePattern(Array(entry.utf8)) else { continue }
        let own = pattern.name.split(separator: ".").map { $0 == "*" ? "any" : $0 }
          .joined(separator: ".")
        // Each other one is enough of those of which there are ten thousand.
        if kind == .disposable, entry.utf8.count % 2 == 0 { continue }
        for text in [own, "below.\(own)"] {
          guard let name = try? DomainName(text), lists[kind].match(name) != nil else { continue }
          matched += 1
          if !lists.mayMatch(NameHashes(name)) { Issue.record("\(name) of \(kind)") }
          if !text.withBytes({ lists.mayMatch(NameHashes($0)) }) {
            Issue.record("\(name) of \(kind), in bytes")
          }
        }
      }
    }
    #expect(matched > 6000)
    // Else nothing would be won by it.
    var random = SplitMix64(seed: 1)
    let others = (0..<2000).map { _ in "acme-\(random.next() % 1_000_000).com" }
    #expect(others.count { name in name.withBytes { lists.mayMatch(NameHashes($0)) } } < 10)
  }
}
