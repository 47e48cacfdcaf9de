import TestSupport
import Testing

@testable import Pipeline

@Suite("Tables of texts and of ids are what dictionaries are")
struct TableProperties {
  /// Texts of which many are equal, and of which many begin or end alike; around eight bytes, at which
  /// the hash takes them in.
  private static func text(_ random: inout SplitMix64) -> [UInt8] {
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      return (0..<Int.random(in: 0...3, using: &random)).map { _ in
        .random(in: 0...255, using: &random)
      }
    case 1:
      // The same but for one byte.
      var text = [UInt8](repeating: 0, count: Int.random(in: 0...26, using: &random))
      if let place = text.indices.randomElement(using: &random) {
        text[place] = 1 << UInt8.random(in: 0...7, using: &random)
      }
      return text
    case 2: return Array("organization \(Int.random(in: 0..<5000, using: &random))".utf8)
    case 3: return Array("\(Int.random(in: 0..<5000, using: &random)) organization".utf8)
    default:
      return (0..<Int.random(in: 6...18, using: &random)).map { _ in random.oneIn(2) ? 0x61 : 0x62 }
    }
  }

  @Test("Texts, each with the number of its first coming")
  func texts() {
    var random = SplitMix64(seed: 1)
    var table = TextTable()
    var known: [[UInt8]: Int] = [:]
    for _ in 0..<20_000 {
      let text = Self.text(&random)
      if random.oneIn(3) {
        #expect(text.withUnsafeBytes { table.number(of: $0) } == known[text], "\(text)")
      }
      let (number, isNew) = text.withUnsafeBytes { table.insert($0) }
      if isNew != (known[text] == nil) || number != known[text, default: known.count] {
        Issue.record("\(text): \(number), \(isNew)")
      }
      if known[text] == nil { known[text] = known.count }
    }
    #expect(table.count == known.count)
    #expect(known.count > 10_000)
    for (text, number) in known where text.withUnsafeBytes({ table.number(of: $0) }) != number {
      Issue.record("\(text)")
    }
  }

  @Test("A text that is empty is one like others")
  func emptyText() {
    var table = TextTable()
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(table.number(of: none) == nil)
    #expect(table.insert(none) == (0, true))
    #expect("".withBytes { table.insert($0) } == (0, false))
    #expect("a".withBytes { table.insert($0) } == (1, true))
    #expect("\0".withBytes { table.insert($0) } == (2, true))
    #expect(table.number(of: none) == 0)
  }

  private static func id(_ random: inout SplitMix64) -> RecordID {
    let small = UInt64.random(in: 0..<3000, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return .number(small)
    // All of one remainder, in the low bits and in the high ones.
    case 1: return .number(small << 32)
    case 2: return .number(small << 52)
    case 3: return .number(574_989_297_464_115_201 + 64 * small)
    case 4: return .number(.max - small)
    case 5: return .text("org-\(small % 100)")
    default: return .number(random.next())
    }
  }

  @Test(
    "Ids, each with the number that it got first, however many of them ascend and however unevenly",
    arguments: [0, 10_000])
  func ids(ascending: Int) {
    var random = SplitMix64(seed: 1)
    var table = IDTable()
    var known: [RecordID: Int] = [:]
    for number in 0..<20_000 {
      let id =
        number < ascending ? .number(UInt64(number * number)) : Self.id(&random)
      table.prefetch(id)
      if table[id] != known[id] { Issue.record("\(id)") }
      let given = table.insert(id, number)
      if given != known[id, default: number] { Issue.record("\(id): \(given)") }
      if known[id] == nil { known[id] = number }
    }
    #expect(known.count > 10_000)
    for (id, number) in known where table[id] != number { Issue.record("\(id)") }
    for _ in 0..<2000 {
      let id = Self.id(&random)
      if table[id] != known[id] { Issue.record("\(id)") }
    }
    // A number and a text of the same digits are not one id here: who makes ids sees to that.
    #expect(table[.text("0")] == nil)
  }

  @Test(
    "A set of numbers is what a set is, zero among them, in whatever order they come",
    arguments: [false, true])
  func numbers(mostlyAscend: Bool) {
    var random = SplitMix64(seed: 1)
    var set = NumberSet()
    var known: Set<UInt64> = []
    for next in 0..<20_000 {
      let number: UInt64 =
        mostlyAscend && !random.oneIn(10)
        ? UInt64(next)
        : random.oneIn(3)
          ? .random(in: 0...5000, using: &random) << UInt64.random(in: 0...63, using: &random)
          : .random(in: 0...20_000, using: &random)
      let isNew = known.insert(number).inserted
      if set.insert(number) != isNew { Issue.record("\(number)") }
    }
    #expect(set.count == known.count)
    #expect(known.contains(0) && known.count > 8000 && known.count < 19_000)
  }
}
