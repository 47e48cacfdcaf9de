import Foundation
import Pipeline
import TestSupport
import Testing
import Transform

@testable import Mapping

@Suite("The values of a tenant as a proposal for the picklists")
struct LearnTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let picklists = """
    # mine
    employee_count:
      - { value: "1-10", from: 1, to: 10 }   # small
      - { value: "51+", from: 51, aliases: [big] }

    industry:
      - value: Healthcare
        aliases: [Medical,
          "Health, Social",
          Dental]
      - value: Other   # the rest
        aliases: [Misc]

    """

  private func proposal(
    _ employeeCounts: [String: Int] = [:], _ industries: [String: Int] = [:],
    picklists: String = picklists
  ) throws -> PicklistProposal {
    try PicklistProposal(
      folder.write(picklists, to: "picklists.yaml"), employeeCounts: employeeCounts,
      industries: industries)
  }

  @Test("Values that the file has are no change")
  func same() throws {
    let proposal = try proposal(["1-10": 3], ["Other": 1, "Healthcare": 2])
    #expect(proposal.diff.isEmpty)
    #expect(proposal.open.isEmpty)
  }

  @Test("A new industry comes at the end, a new range where its numbers belong; the rest stays")
  func added() throws {
    let proposal = try proposal(["11 to 50": 1], ["Aero \"Space\", etc.": 2])
    #expect(
      proposal.diff == """
        --- picklists.yaml
        +++ picklists.yaml
        @@ -1,6 +1,7 @@
         # mine
         employee_count:
           - { value: "1-10", from: 1, to: 10 }   # small
        +  - { value: "11 to 50", from: 11, to: 50 } # 1 organization has it
           - { value: "51+", from: 51, aliases: [big] }
         
         industry:
        @@ -10,3 +11,4 @@
               Dental]
           - value: Other   # the rest
             aliases: [Misc]
        +  - value: "Aero \\"Space\\", etc." # 2 organizations have it

        """)
    #expect(proposal.open.isEmpty)
  }

  @Test("An alias that the tenant has as its value becomes the value, and the old one an alias")
  func renamed() throws {
    let proposal = try proposal([:], ["health, social": 4, "MISC": 1])
    let read = try Picklists(
      YAMLDocument(text: proposal.proposed, file: URL(filePath: "/picklists.yaml")))
    #expect(read.industry.values == ["health, social", "MISC"])
    for word in ["Healthcare", "Dental", "medical"] {
      #expect(read.industry.resolve(word) == .value("health, social"))
    }
    #expect(read.industry.resolve("other") == .value("MISC"))
    #expect(proposal.proposed.contains("# the rest"))
  }

  @Test("Another spelling of the same value is taken to the letter")
  func spelling() throws {
    let proposal = try proposal(["1 – 10": 1], [:])
    #expect(proposal.proposed.contains(#"- { value: "1 – 10", from: 1, to: 10 }   # small"#))
  }

  @Test("What a person must decide is told: two values for one, a range across others")
  func open() throws {
    let proposal = try proposal(["5-60": 1, "lots": 2], ["Healthcare": 1, "Medical": 1])
    #expect(proposal.diff.isEmpty)
    #expect(proposal.open.count == 3)
    #expect(proposal.open[0].contains("“5-60”"))
    #expect(
      proposal.open[2].contains("“Medical” (1 organization has it) is taken for “Healthcare”"))
  }

  @Test("A number or a range within a range of ours is no spelling of it: a person decides")
  func within() throws {
    let proposal = try proposal(["7": 2, "2-5": 1], [:])
    #expect(proposal.diff.isEmpty)
    #expect(proposal.open.count == 2)
    let same = try self.proposal(["1 to 10": 2, "over 50": 1], [:])
    #expect(same.proposed.contains(#"value: "over 50", from: 51, aliases: ["51+", big] }"#))
    #expect(same.open.count == 1, "the first entry has no aliases to keep its old spelling in")
  }

  @Test("A file with the line breaks of Windows keeps them, and what is no UTF-8 is refused")
  func lineBreaks() throws {
    let text = Self.picklists.replacing("\n", with: "\r\n")
    let proposal = try proposal(["11-50": 1], ["Misc": 1, "New": 1], picklists: text)
    #expect(proposal.open.isEmpty)
    #expect(!proposal.proposed.replacing("\r\n", with: "").unicodeScalars.contains("\n"))
    #expect(proposal.proposed.contains("\r\n  - value: \"New\" # 1 organization has it\r\n"))
    #expect(proposal.proposed.contains("from: 11, to: 50 } # 1 organization has it\r\n"))
    let file = folder.url.appending(path: "picklists.yaml")
    try Data(text.utf8 + [0x23, 0xFF]).write(to: file)
    #expect(throws: YAMLError.self) {
      try PicklistProposal(file, employeeCounts: [:], industries: ["New": 1])
    }
  }

  @Test("The shipped picklists can be learnt into, whatever their layout")
  func shipped() throws {
    let file = Repository.url.appending(path: "pipelines/picklists.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let proposal = try proposal(
      ["1 to 10": 1], ["Financial Services": 3, "Law Firm": 1, "Aerospace": 1], picklists: text)
    #expect(proposal.open.isEmpty)
    let read = try Picklists(YAMLDocument(text: proposal.proposed, file: file))
    #expect(
      Set(["Financial Services", "Law Firm", "Aerospace"]).isSubset(of: read.industry.values))
    #expect(read.industry.resolve("Finance and Insurance") == .value("Financial Services"))
    #expect(read.employeeCount.resolve("7") == .value("1 to 10"))
  }

  @Test("A diff of random texts, put to the old text, makes the new one", arguments: 0..<50)
  func diff(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func text(_ count: Int) -> String {
      (0..<count).map { _ in "\(Int.random(in: 0...6, using: &random))\n" }.joined()
    }
    let old = text(Int.random(in: 0...30, using: &random))
    let new = text(Int.random(in: 0...30, using: &random))
    let diff = UnifiedDiff(from: old, to: new, name: "x").text
    #expect(Self.patched(old, diff) == new)
  }

  /// The text after a diff, put together as `patch` does.
  private static func patched(_ text: String, _ diff: String) -> String? {
    var rest = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()[...]
    var result: [Substring] = []
    var line = 1
    for entry in diff.split(separator: "\n").dropFirst(2) {
      if let match = entry.wholeMatch(of: /@@ -([0-9]+),([0-9]+) \+([0-9]+),([0-9]+) @@/) {
        guard let named = Int(match.1) else { return nil }
        let start = match.2 == "0" ? named + 1 : named
        while line < start, let next = rest.popFirst() {
          result.append(next)
          line += 1
        }
        guard let new = Int(match.3), result.count + 1 == (match.4 == "0" ? new + 1 : new) else {
          return nil
        }
      } else if entry.hasPrefix("+") {
        result.append(entry.dropFirst())
      } else {
        guard rest.popFirst() == entry.dropFirst() else { return nil }
        line += 1
        if entry.hasPrefix(" ") { result.append(entry.dropFirst()) }
      }
    }
    return (result + rest).map { $0 + "\n" }.joined()
  }
}
